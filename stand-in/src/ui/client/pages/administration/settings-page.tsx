import { CheckboxField, toast, useLoad } from '../../components/index';
import { rpc } from '../../rpc';
import { Loaded } from '../settings/settings-frame';
import { AdministrationFrame } from './administration-frame';

/** The switch for usage data; the stand-in keeps it and sends nothing. */
export function SettingsPage() {
  const [loading, refresh] = useLoad(() => rpc<{ enabled: boolean }>('analytics.get_state'));
  const turn = async (enabled: boolean) => {
    try {
      await rpc(enabled ? 'analytics.initialize' : 'analytics.disable');
    } catch (error) {
      toast.error(error);
    }
    await refresh();
  };
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
            help={
              <>
                The real program would send how it is used to its makers; the stand-in only keeps the switch.
                See <a href="/info/analytics_sample_report/">here</a> what would be sent.
              </>
            }
          />
        )}
      </Loaded>
    </AdministrationFrame>
  );
}
