import { expect, test } from '@playwright/test';
import { recordingOf, type Recorded } from '../../../tools/bench/overhead/recording';
import { kindOf, SameObjects } from '../../../tools/bench/overhead/same-objects';

const request = (path: string, start: number, end: number): Recorded => ({
  ...{ start, end, path, method: 'GET', headers: {}, body: '', status: 200, cookies: [], text: '' },
});
const pathsOf = (waves: readonly Recorded[][]) => waves.map((wave) => wave.map(({ path }) => path).join('+'));

test('requests that were under way together are sent together, and the others in their order', () => {
  const { before, lanes, after } = recordingOf({
    runner: [request('set-up', 0, 5), request('tear-down', 100, 110)],
    0: [request('c', 26, 30), request('a', 10, 20), request('b', 15, 25)],
    1: [request('d', 12, 14)],
  });
  expect(pathsOf(before)).toEqual(['set-up']);
  expect(lanes.map(pathsOf)).toEqual([['a+b', 'c'], ['d']]);
  expect(pathsOf(after)).toEqual(['tear-down']);
});

test('what another install calls an object is put in its place, kind by kind', () => {
  const same = new SameObjects({ 'recorded-password': 'current-password' });
  same.learn('user', { id: 5, username: 'x' }, { id: 8, username: 'x' });
  same.learn('database', { id: 5, name: 'y' }, { id: 6, name: 'y' });
  same.learn('oid', { oid: 16400, name: 'books' }, { oid: 17000, name: 'books' });
  expect(same.inParams({ user_id: 5, database_id: 5, table_oid: 16400, members: [16400], limit: 5 })).toEqual(
    {
      ...{ user_id: 8, database_id: 6, table_oid: 17000, members: [17000], limit: 5 },
    },
  );
  expect(same.inText('password=recorded-password')).toBe('password=current-password');
});

test('sessions are those of the answers now', () => {
  const same = new SameObjects();
  const old = 'a'.repeat(32);
  same.learnCookies([`sessionid=${old}; Path=/`], [`sessionid=${'b'.repeat(32)}; Path=/`]);
  expect(same.inText(`sessionid=${old}; csrftoken=x`)).toBe(`sessionid=${'b'.repeat(32)}; csrftoken=x`);
});

for (const [key, kind] of [
  ['table_oid', 'oid'],
  ['schema_oids', 'oid'],
  ['members', 'oid'],
  ['user_id', 'user'],
  ['configured_role_id', 'configured_role'],
  ['record_ids', 'record'],
  ['id', undefined],
  ['limit', ''],
] as const)
  test(`${key} holds ${kind === undefined ? 'what its method returns' : kind || 'no id'}`, () => {
    expect(kindOf(key)).toBe(kind);
  });
