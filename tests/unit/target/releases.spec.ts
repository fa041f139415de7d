import { expect, test } from '@playwright/test';
import { asTaken } from '../../../src/actions/action';
import { isOlder, paramsIn, remarkOn, tooOld } from '../../../src/target/releases';

const definition = { name: 'x', database_id: 1 };

/** A call as the newest release takes it → as releases before 0.10.0 do. */
const FORMER: [method: string, now: object, then: object][] = [
  ['forms.add', { database_id: 2, form_def: { name: 'x' } }, { form_def: { name: 'x', database_id: 2 } }],
  [
    'explorations.add',
    { database_id: 2, exploration_def: definition },
    { exploration_def: { name: 'x', database_id: 2 } },
  ],
  [
    'explorations.replace',
    { database_id: 2, new_exploration: definition },
    { new_exploration: { name: 'x', database_id: 2 } },
  ],
  [
    'explorations.run',
    { database_id: 2, exploration_def: definition, limit: 5, offset: 10 },
    { exploration_def: { name: 'x', database_id: 2 }, limit: 5, offset: 10 },
  ],
];

for (const [method, now, then] of FORMER) {
  test(`${method} names its database in the definition before 0.10.0`, () => {
    for (const release of ['0.9.0', '0.9.3']) expect(paramsIn(release, method, now)).toEqual(then);
    for (const release of ['0.10.0', '0.10.1', '0.11.0', '1.0.0', undefined])
      expect(paramsIn(release, method, now)).toEqual(now);
  });
}

test('a call that never changed is the same in every release', () => {
  const params = { database_id: 1, form_id: 2 };
  expect(paramsIn('0.9.0', 'forms.delete', params)).toBe(params);
});

test('a call is made as the release takes it, and so are those in the same batch', () => {
  const add = { rpc: 'forms.add', params: { database_id: 2, form_def: {} } };
  const batchedWith = [{ method: 'explorations.add', params: { database_id: 2, exploration_def: {} } }];
  expect(asTaken('0.9.0', { ...add, batchedWith })).toEqual({
    rpc: 'forms.add',
    params: { form_def: { database_id: 2 } },
    batchedWith: [{ method: 'explorations.add', params: { exploration_def: { database_id: 2 } } }],
  });
  expect(asTaken(undefined, add)).toEqual(add);
});

test('releases are ordered by their numbers', () => {
  expect([isOlder('0.9.0', '0.10.0'), isOlder('0.10.0', '0.9.0'), isOlder('0.9.0', '0.9.0')]).toEqual([
    true,
    false,
    false,
  ]);
});

for (const [release, says] of [
  ['0.8.0', '0.8.0, which is too old: the oldest release that the suite knows is 0.9.0'],
  ['0.9.0', undefined],
  ['0.10.0', undefined],
  ['0.11.0', undefined],
  ['0.11.1', '0.11.1, which the suite does not know; it makes all calls as for 0.11.0'],
] as const) {
  test(`of release ${release} ${says === undefined ? 'nothing' : 'that'} is said`, () => {
    expect((tooOld(release) ?? remarkOn(release))?.says).toBe(says);
  });
}
