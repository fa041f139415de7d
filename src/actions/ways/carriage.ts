import type { Role } from '../../roles';
import type { Sent } from '../../target/client';
import type { World } from '../../world/world';
import type { Form } from './form';

/** A JSON-RPC call. */
interface Call {
  method: string;
  params: unknown;
}

const ENDPOINT = '/api/rpc/v0/';
const JSON_TYPE = { 'content-type': 'application/json' };

const numbered = (call: Call, id: number) => ({ jsonrpc: '2.0', id, ...call });
const post = (payload: unknown): Sent => ({
  method: 'POST',
  path: ENDPOINT,
  headers: JSON_TYPE,
  body: JSON.stringify(payload),
});

/** A way to send a call. */
export interface Carriage {
  name: string;
  /** @returns what is sent, and the id of the answer that counts */
  send: (call: Call, about: { world: World; role: Role }) => Pick<Form, 'sent' | 'id'>;
}

/** A call that the role may make, so that what is sent with it may borrow its rights. */
function ownCall({ world, role }: { world: World; role: Role }): Call {
  const { main, other } = world.state.databases;
  if (role.account === 'none') return { method: 'system.listMethods', params: {} };
  if (role.collaborator === 'none') return { method: 'databases.configured.list', params: {} };
  const database_id = role.collaborator === 'main' ? main.id : other.id;
  return { method: 'explorations.list', params: { database_id } };
}

/** The ways to send a call that the endpoint promises: alone, or with others in a batch. */
export const PROMISED: readonly Carriage[] = [
  { name: '', send: (call) => ({ sent: post(numbered(call, 1)), id: 1 }) },
  { name: 'in a batch', send: (call) => ({ sent: post([numbered(call, 1)]), id: 1 }) },
  {
    name: 'after an allowed call',
    send: (call, about) => ({ sent: post([numbered(ownCall(about), 0), numbered(call, 1)]), id: 1 }),
  },
  {
    name: 'after a call open to all',
    send: (call) => ({
      sent: post([numbered({ method: 'system.listMethods', params: {} }, 0), numbered(call, 1)]),
      id: 1,
    }),
  },
  {
    name: 'twice in a batch',
    send: (call) => ({ sent: post([numbered(call, 0), numbered(call, 1)]), id: 1 }),
  },
];

/** Headers by which some frameworks let a request stand for one of another method. */
const overriding = (method: string) => ({
  'X-HTTP-Method-Override': method,
  'X-HTTP-Method': method,
  'X-Method-Override': method,
});

/** Headers by which some proxies tell a program who somebody is. */
const trusted = (username: string) => ({
  'X-Forwarded-User': username,
  'X-Remote-User': username,
  'Remote-User': username,
  'X-Forwarded-For': '127.0.0.1',
  'X-Forwarded-Email': `${username}@example.com`,
});

const basic = (username: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});

const another =
  (change: (sent: Sent, call: Call, about: { world: World }) => Partial<Sent>) =>
  (call: Call, about: { world: World }) => {
    const sent = post(numbered(call, 1));
    return { sent: { ...sent, ...change(sent, call, about) }, id: 1 };
  };

const withHeaders = (more: (about: { world: World }) => Record<string, string>) =>
  another(({ headers }, _call, about) => ({ headers: { ...headers, ...more(about) } }));

/** The call as a query: for methods without a body. */
const asQuery = ({ method, params }: Call) =>
  new URLSearchParams({ jsonrpc: '2.0', id: '1', method, params: JSON.stringify(params) }).toString();

const withMethod = (method: string): Carriage => ({
  name: method,
  send: another((_sent, call) => ({ method, path: `${ENDPOINT}?${asQuery(call)}` })),
});

const overridden = (method: string, by: string): Carriage => ({
  name: `${method} overridden by ${by}`,
  send: another(({ headers }, call) => ({
    method,
    path: `${ENDPOINT}?_method=${by}`,
    headers: { ...headers, ...overriding(by) },
    body: JSON.stringify({ ...numbered(call, 1), _method: by }),
  })),
});

/** The ways to send a call that the endpoint promises to nobody. */
export const UNPROMISED: readonly Carriage[] = [
  ...['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map(withMethod),
  ...['GET', 'PUT', 'PATCH', 'DELETE'].map((by) => overridden('POST', by)),
  overridden('GET', 'POST'),
  overridden('PUT', 'POST'),
  { name: 'without the last slash', send: another(() => ({ path: ENDPOINT.slice(0, -1) })) },
  {
    name: 'GET without the last slash',
    send: another((_sent, call) => ({ method: 'GET', path: `${ENDPOINT.slice(0, -1)}?${asQuery(call)}` })),
  },
  { name: 'with a second slash', send: another(() => ({ path: `${ENDPOINT}/` })) },
  ...['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-8'].map((type) => ({
    name: `as ${type}`,
    send: another(() => ({ headers: { 'content-type': type } })),
  })),
  { name: 'without a content type', send: another(() => ({ headers: {} })) },
  {
    name: 'as Application/JSON in capitals',
    send: another(() => ({ headers: { 'CONTENT-TYPE': 'Application/JSON' } })),
  },
  {
    name: 'with a wrong password',
    send: withHeaders(({ world }) => basic(world.state.setupAdmin.username, 'not the password')),
  },
  {
    name: 'with no password',
    send: withHeaders(({ world }) => basic(world.state.setupAdmin.username, '')),
  },
  {
    name: 'with headers of a proxy',
    send: withHeaders(({ world }) => trusted(world.state.setupAdmin.username)),
  },
  {
    name: 'with another address in a header',
    send: withHeaders(() => ({ 'X-Original-URL': ENDPOINT, 'X-Rewrite-URL': ENDPOINT })),
  },
  {
    name: 'as a notification',
    send: another((_sent, call) => ({ body: JSON.stringify({ jsonrpc: '2.0', ...call }) })),
  },
  {
    name: 'with parameters in a list',
    send: another((_sent, { method, params }) => ({
      body: JSON.stringify(numbered({ method, params: Object.values(params as object) }, 1)),
    })),
  },
  {
    name: 'with unknown parameters',
    send: another((_sent, { method, params }, { world }) => {
      const { userId, username } = world.state.setupAdmin;
      const more = { user: username, user_id: userId, as_user: username, role: 'owner', is_superuser: true };
      return {
        path: `${ENDPOINT}?${new URLSearchParams({ user: username, is_superuser: 'true' }).toString()}`,
        body: JSON.stringify(numbered({ method, params: { ...more, ...(params as object) } }, 1)),
      };
    }),
  },
];
