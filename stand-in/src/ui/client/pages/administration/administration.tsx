import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Crumb, Crumbs } from '../../banner/crumbs';
import { commonData } from '../../common-data';
import { Button, Loaded, MenuItem, attempt, useLoad } from '../../components';
import { CheckboxField } from '../../components/field';
import { navigate } from '../../navigation';
import { rpc } from '../../rpc';

const PAGES = [
  ['Update', '/administration/update/'],
  ['Users', '/administration/users/'],
  ['Settings', '/administration/settings/'],
] as const;

interface FrameProps {
  /** The way to the page, after "Administration". */
  way: readonly { label: string; href: string }[];
  children: ComponentChildren;
}

/** Head and list of the pages for administrators. */
export function AdministrationFrame({ way, children }: FrameProps) {
  return (
    <>
      <Crumbs>
        <Crumb href="/administration/">Administration</Crumb>
        {way.map(({ label, href }) => (
          <Crumb key={href} href={href}>
            {label}
          </Crumb>
        ))}
      </Crumbs>
      <div class="page-header">
        <div class="title">Administration</div>
      </div>
      <main class="wide with-sidebar">
        <aside>
          <div role="menu" class="menu">
            {PAGES.map(([label, href]) => (
              <MenuItem key={href} label={label} onClick={() => navigate(href)} />
            ))}
          </div>
        </aside>
        <main>{children}</main>
      </main>
    </>
  );
}

/** The switch for usage data; the stand-in keeps it and sends nothing. */
export function SettingsPage() {
  const [loading, refresh] = useLoad(() => rpc<{ enabled: boolean }>('analytics.get_state'));
  const turn = async (enabled: boolean) => {
    await attempt(() => rpc(enabled ? 'analytics.initialize' : 'analytics.disable'));
    await refresh();
  };
  const help = (
    <>
      The real program would send how it is used to its makers; the stand-in only keeps the switch. See{' '}
      <a href="/info/analytics_sample_report/">here</a> what would be sent.
    </>
  );
  return (
    <AdministrationFrame way={[{ label: 'Settings', href: '/administration/settings/' }]}>
      <h2>Settings</h2>
      <h3>Usage Data Collection</h3>
      <Loaded loading={loading} onRetry={refresh}>
        {({ enabled }) => (
          <CheckboxField
            label="Enable anonymous usage data collection"
            checked={enabled}
            onChange={(on) => void turn(on)}
            help={help}
          />
        )}
      </Loaded>
    </AdministrationFrame>
  );
}

/** The program's release. The stand-in asks nobody whether there is a newer one. */
export function UpdatePage() {
  const [checked, setChecked] = useState(false);
  return (
    <AdministrationFrame way={[{ label: 'Software Update', href: '/administration/update/' }]}>
      <h2>Software Update</h2>
      <p>
        {checked
          ? 'The stand-in does not look for releases.'
          : `Stands in for release ${commonData.current_release_tag_name}.`}
      </p>
      <Button label="Check for Updates" onClick={() => setChecked(true)} />
      <div class="resource">
        <a href="https://mathesar.org/donate" target="_blank" rel="noreferrer">
          Support Our Mission
        </a>
      </div>
    </AdministrationFrame>
  );
}
