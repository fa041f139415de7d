import type { Sent } from '../../target/client';
import type { About, Form } from './form';
import { basic, overriding, presumptuous, readdressing, trusted } from './headers';

/** A JSON-RPC call. */
interface Call {
  method: string;
  params: unknown;
}

/** A way to send a call. */
export interface Carriage {
  name: string;
  /** @returns what is sent, and the id of the answer that counts */
  send: (call: Call, about: About) => Pick<Form, 'sent' | 'id'>;
}

const ENDPOINT = '/api/rpc/v0/';
const WITHOUT_SLASH = ENDPOINT.slice(0, -1);

const numbered = (call: Call, id: number) => ({ jsonrpc: '2.0', id, ...call });
const post = (payload: unknown): Sent => ({
  method: 'POST',
  path: ENDPOINT,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(payload),
});

/** A call that anybody may make. */
const OPEN_CALL: Call = { method: 'system.listMethods', params: {} };

/** A call that the role may make, from which one that is sent after it may borrow its rights. */
function ownCall({ world, role }: About): Call {
  const { main, other } = world.state.databases;
  if (role.account === 'none') return OPEN_CALL;
  if (role.collaborator === 'none') return { method: 'databases.configured.list', params: {} };
  const database_id = role.collaborator === 'main' ? main.id : other.id;
  return { method: 'explorations.list', params: { database_id } };
}

const inBatch = (name: string, callsOf: (call: Call, about: About) => Call[]): Carriage => ({
  name,
  send: (call, about) => {
    const calls = callsOf(call, about);
    return { sent: post(calls.map(numbered)), id: calls.lastIndexOf(call) };
  },
});

/** The ways to send a call that the endpoint promises: alone, or with others in a batch. */
export const PROMISED: readonly Carriage[] = [
  { name: '', send: (call) => ({ sent: post(numbered(call, 1)), id: 1 }) },
  inBatch('in a batch', (call) => [call]),
  inBatch('after an allowed call', (call, about) => [ownCall(about), call]),
  inBatch('between calls open to all', (call) => [OPEN_CALL, call, OPEN_CALL]),
  inBatch('twice in a batch', (call) => [call, call]),
];

/** The call alone, with something about the request changed. */
const changed = (
  name: string,
  change: (sent: Sent, call: Call, about: About) => Partial<Sent>,
): Carriage => ({
  name,
  send: (call, about) => {
    const sent = post(numbered(call, 1));
    return { sent: { ...sent, ...change(sent, call, about) }, id: 1 };
  },
});

const withHeaders = (name: string, more: (about: About) => Record<string, string>): Carriage =>
  changed(name, ({ headers }, _call, about) => ({ headers: { ...headers, ...more(about) } }));

/** The call in a query, for methods whose body nobody reads. */
const asQuery = ({ method, params }: Call) =>
  new URLSearchParams({ jsonrpc: '2.0', id: '1', method, params: JSON.stringify(params) }).toString();

const byMethod = (method: string): Carriage =>
  changed(method, (_sent, call) => ({ method, path: `${ENDPOINT}?${asQuery(call)}` }));

const overridden = (method: string, by: string): Carriage =>
  changed(`${method} overridden by ${by}`, ({ headers }, call) => ({
    method,
    path: `${ENDPOINT}?_method=${by}`,
    headers: { ...headers, ...overriding(by) },
    body: JSON.stringify({ ...numbered(call, 1), _method: by }),
  }));

const byType = (type: string): Carriage =>
  changed(`as ${type}`, () => ({ headers: { 'content-type': type } }));

/** Ways to say who one is that no password goes with. */
export const SAYING_WHO: readonly Carriage[] = [
  withHeaders('with a wrong password', (about) => basic(about, 'not the password')),
  withHeaders('with headers of a proxy', trusted),
];

/** The ways to send a call that the endpoint promises to nobody. */
export const UNPROMISED: readonly Carriage[] = [
  ...['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map(byMethod),
  ...['GET', 'PUT', 'PATCH', 'DELETE'].map((by) => overridden('POST', by)),
  overridden('GET', 'POST'),
  overridden('PUT', 'POST'),
  changed('without the last slash', () => ({ path: WITHOUT_SLASH })),
  changed('GET without the last slash', (_sent, call) => ({
    method: 'GET',
    path: `${WITHOUT_SLASH}?${asQuery(call)}`,
  })),
  changed('with a second slash', () => ({ path: `${ENDPOINT}/` })),
  ...['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-8'].map(byType),
  byType('Application/JSON'),
  changed('without a content type', () => ({ headers: {} })),
  ...SAYING_WHO,
  withHeaders('with an empty password', (about) => basic(about, '')),
  withHeaders('with another address in a header', () => readdressing(ENDPOINT)),
  changed('as a notification', (_sent, call) => ({ body: JSON.stringify({ jsonrpc: '2.0', ...call }) })),
  changed('with parameters in a list', (_sent, { method, params }) => ({
    body: JSON.stringify(numbered({ method, params: Object.values(params as object) }, 1)),
  })),
  changed('with unknown parameters', (_sent, { method, params }, about) => ({
    body: JSON.stringify(numbered({ method, params: { ...presumptuous(about), ...(params as object) } }, 1)),
  })),
];
