import { expect, test } from '@playwright/test';
import type { Observation } from '../../../src/engine/attempt';
import type { Expectation } from '../../../src/plan/types';
import { something } from '../../../src/target/stated';
import type { Verdict } from '../../../src/plan/verdicts';
import { judgeOffer, type Offer } from '../../../src/engine/verdict/judge-control';

const observation = (given: Partial<Observation>): Observation => ({
  request: { rpc: 'records.add', params: {} },
  outcome: { kind: 'allowed' },
  answer: '',
  changes: [],
  canarySeen: undefined,
  stated: [something('rows:books')],
  ...given,
});

const done = observation({
  changes: [{ part: 'rows:books', key: 'k', now: { part: 'rows:books', key: 'k', fields: {} } }],
});
const nothing = observation({});
const refused = observation({
  outcome: { kind: 'denied', reason: 'privilege', code: -30101, message: '' },
});
const crashed = observation({ outcome: { kind: 'error', code: 500, message: '' } });

const allow: Expectation = { kind: 'allow' };
const deny: Expectation = { kind: 'deny', reason: 'privilege' };
const hide: Expectation = { kind: 'hide' };

const table: [what: string, Expectation, Offer, Verdict][] = [
  ['offered and carried through', allow, { state: 'enabled', used: done }, 'pass'],
  ['offered, and nothing changes', allow, { state: 'enabled', used: nothing }, 'ineffective'],
  ['offered, and refused when used', allow, { state: 'enabled', used: refused }, 'over-restriction'],
  ['offered, and crashing when used', allow, { state: 'enabled', used: crashed }, 'inconclusive'],
  ['absent, and the API allows', allow, { state: 'absent', api: done }, 'hidden but allowed'],
  ['disabled, and the API allows', allow, { state: 'disabled', api: done }, 'hidden but allowed'],
  ['absent, and the API refuses', allow, { state: 'absent', api: refused }, 'over-restriction'],
  ['absent, and the API crashes', allow, { state: 'absent', api: crashed }, 'inconclusive'],
  ['absent', deny, { state: 'absent' }, 'pass'],
  ['disabled', deny, { state: 'disabled' }, 'pass'],
  ['absent', hide, { state: 'absent' }, 'pass'],
  ['absent, but the page shows the data', deny, { state: 'absent', canaryShown: true }, 'breach'],
  ['enabled, and the API refuses', deny, { state: 'enabled', api: refused }, 'offered but refused'],
  ['enabled, and the API does nothing', deny, { state: 'enabled', api: nothing }, 'offered but refused'],
  ['enabled, and the API does it', deny, { state: 'enabled', api: done }, 'breach'],
  ['enabled, and the API refuses', hide, { state: 'enabled', api: refused }, 'offered but refused'],
  [
    'enabled, the API refuses, but the page shows the data',
    deny,
    { state: 'enabled', api: refused, canaryShown: true },
    'breach',
  ],
  ['enabled, and the API crashes', deny, { state: 'enabled', api: crashed }, 'inconclusive'],
];

for (const [what, expected, offer, verdict] of table) {
  test(`${expected.kind}: ${what} is ${verdict}`, () => {
    expect(judgeOffer(expected, offer, true).verdict).toBe(verdict);
  });
}

test('a breach names what the API changed and what the page showed', () => {
  const both = judgeOffer(deny, { state: 'enabled', api: done, canaryShown: true }, true);
  expect(both).toMatchObject({ effects: ['rows:books', 'canary'] });
  expect(judgeOffer(deny, { state: 'enabled', api: done }, true)).toMatchObject({ effects: ['rows:books'] });
});

test('an absent control that was found for nobody proves nothing', () => {
  expect(judgeOffer(deny, { state: 'absent' }, false).verdict).toBe('unproven');
  expect(judgeOffer(allow, { state: 'enabled', used: done }, false).verdict).toBe('pass');
});

test('has no verdict without what it needs', () => {
  expect(() => judgeOffer(allow, { state: 'enabled' }, true)).toThrow('was not used');
  expect(() => judgeOffer(allow, { state: 'absent' }, true)).toThrow('the API was not asked');
  expect(() => judgeOffer(deny, { state: 'enabled' }, true)).toThrow('the API was not asked');
});
