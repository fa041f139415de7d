import { expect, test } from '@playwright/test';
import { draftOf, withoutVainHiding, writeDrafted, type Drafted } from '../../../src/draft/drafted';
import type { Observation } from '../../../src/engine/attempt';
import { add } from '../../../src/target/stated';

const OK = { kind: 'allowed' } as const;
const REFUSED = { kind: 'denied', reason: 'privilege', code: -30101, message: '' } as const;
const CRASH = { kind: 'error', code: -31000, message: '' } as const;
const ROWS = [{ part: 'rows:books', key: 'row 7', was: undefined, now: { fields: {} } }] as never;

const seen = (given: Partial<Observation>): Observation => ({
  request: { rpc: 'records.add', params: {} },
  ...{ outcome: OK, answer: '', changes: [], canarySeen: undefined, stated: undefined },
  ...given,
});

/** What was seen, and what a draft says of it: never an allow that a plan would take. */
const CASES: [what: string, given: Partial<Observation>, drafted: string][] = [
  ['a refusal', { outcome: REFUSED }, 'deny: privilege'],
  ['a refusal that changed something', { outcome: REFUSED, changes: ROWS }, 'allow?'],
  ['a refusal that tells the planted value', { outcome: REFUSED, canarySeen: true }, 'allow?'],
  ['an error', { outcome: CRASH }, '?'],
  ['an error that changed something', { outcome: CRASH, changes: ROWS }, 'allow?'],
  ['an answer', {}, 'allow?'],
  ['an answer with the planted value', { canarySeen: true }, 'allow?'],
  ['an answer without the planted value', { canarySeen: false }, 'deny: silent'],
  ['a change that was not made', { stated: [add('rows:books', {})] }, 'deny: silent'],
];
for (const [what, given, drafted] of CASES)
  test(`${what} is drafted as ${drafted}`, () => {
    expect(writeDrafted(draftOf(seen(given)))).toBe(drafted);
  });

const cells = (...drafted: Drafted[]) =>
  drafted.map((each, index) => ({ role: String(index), drafted: each, seen: '', changes: false }));

test('what is not there for anybody is not hidden from anybody', () => {
  const [hide, notFound] = [{ kind: 'hide' }, { kind: 'deny', reason: 'not-found' }] as const;
  const only = withoutVainHiding(cells(hide, hide));
  expect(only.map(({ drafted }) => drafted)).toEqual([notFound, notFound]);
  const some = cells({ kind: 'allow' }, hide);
  expect(withoutVainHiding(some)).toEqual(some);
});
