import type { ComponentChildren } from 'preact';
import { Crumb, Crumbs } from '../../banner/crumbs';
import { navigate } from '../../navigation';

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
              <button
                key={href}
                type="button"
                role="menuitem"
                class="menu-item"
                onClick={() => navigate(href)}
              >
                {label}
              </button>
            ))}
          </div>
        </aside>
        <main>{children}</main>
      </main>
    </>
  );
}
