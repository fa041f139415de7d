import { KEYS } from '../target/keys';
import { ANY, change } from '../target/stated';
import { action } from './action';

/** How the verbs of servers are tried. */
export const SERVERS_ACTIONS = [
  action('servers.configured.list', {}, () => ({
    request: { rpc: 'servers.configured.list', params: {} },
    canary: '"sslmode"',
  })),
  /** Sends the address that is known already: everybody works on this server. The time of the change tells. */
  action('servers.configured.patch', {}, async (context) => {
    const { setupAdmin, state } = context.world;
    const servers = await setupAdmin.rpc('servers.configured.list', {});
    const host = servers.find(({ id }) => id === state.serverId)?.host;
    return {
      request: {
        rpc: 'servers.configured.patch',
        params: { server_id: context.id(state.serverId), patch: { host } },
      },
      changes: [change('servers', KEYS.server(state.serverId), { updated_at: ANY })],
      onlyBySql: "the time of a server's last change",
      shared: true,
    };
  }),
];
