import { something } from '../target/stated';
import type { World } from '../world/world';
import { action, type Action } from './action';

/**
 * Switches first, so that the attempt has something to change, and leaves the switch as it was found; the end of the run
 * puts the installation id back. What is switched already is left alone: Mathesar answers a second time with an error.
 */
export const switched =
  ({ setupAdmin }: World, first: 'analytics.initialize' | 'analytics.disable') =>
  async () => {
    const isOn = async () => (await setupAdmin.rpc('analytics.get_state', {})).enabled;
    const turn = async (on: boolean) => {
      if ((await isOn()) !== on) await setupAdmin.rpc(on ? 'analytics.initialize' : 'analytics.disable', {});
    };
    const found = await isOn();
    await turn(first === 'analytics.initialize');
    return () => turn(found);
  };

/** How the verbs of usage data are tried. What they switch belongs to the whole install. */
export const ANALYTICS_ACTIONS: Action[] = [
  action('analytics.get_state', {}, () => ({
    request: { rpc: 'analytics.get_state', params: {} },
    canary: '"enabled"',
  })),
  action('analytics.view_report', {}, () => ({
    request: { rpc: 'analytics.view_report', params: {} },
    canary: '"connected_database_count"',
  })),
  {
    ...action('analytics.initialize', {}, ({ world }) => ({
      request: { rpc: 'analytics.initialize', params: {} },
      changes: [something('installation id')],
      shared: true,
      prepare: switched(world, 'analytics.disable'),
    })),
    beyond: 'usage-data',
  },
  {
    ...action('analytics.disable', {}, ({ world }) => ({
      request: { rpc: 'analytics.disable', params: {} },
      changes: [something('installation id')],
      shared: true,
      prepare: switched(world, 'analytics.initialize'),
    })),
    beyond: 'usage-data',
  },
  {
    ...action('analytics.upload_feedback', {}, () => ({
      request: { rpc: 'analytics.upload_feedback', params: { message: 'A note of the permission tests.' } },
    })),
    beyond: 'feedback',
  },
];
