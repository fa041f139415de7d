import { expect, test, type Request } from '@playwright/test';
import { readCalls } from '../../../src/engine/ui/page-calls';

const LIST = { jsonrpc: '2.0', id: 1, method: 'collaborators.list', params: { database_id: 1 } };
const GET = { jsonrpc: '2.0', id: 2, method: 'users.get', params: { user_id: 1 } };
const GONE = { error: { code: -28009, message: 'DoesNotExist: User matching query does not exist.' } };

/** A page's request with two calls, which both get the same answer. */
const request = {
  url: () => 'http://127.0.0.1/api/rpc/v0/',
  postData: () => JSON.stringify([LIST, GET]),
  response: () =>
    Promise.resolve({
      text: () => Promise.resolve(JSON.stringify([LIST, GET].map(({ id }) => ({ id, ...GONE })))),
    }),
} as unknown as Request;

test('what a list misses because a concurrent attempt removed it is no refusal to the page', async () => {
  const [list, get] = await readCalls(request);
  expect(list).toMatchObject({ call: 'collaborators.list', outcome: { kind: 'error', code: -28009 } });
  expect(get).toMatchObject({ call: 'users.get', outcome: { kind: 'denied', reason: 'not-found' } });
});
