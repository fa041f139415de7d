import { expect, test } from '@playwright/test';
import type { Observation } from '../../../src/engine/attempt';
import type { Outcome } from '../../../src/target/outcome';
import type { Expectation } from '../../../src/plan/types';
import type { Verdict } from '../../../src/plan/verdicts';
import { something } from '../../../src/target/stated';
import type { FormSeen } from '../../../src/engine/ways';
import { judge } from '../../../src/engine/verdict/judge';

const OK: Outcome = { kind: 'allowed' };
const CRASH: Outcome = { kind: 'error', code: -30237, message: 'SyntaxError' };
const denied = (reason: Extract<Outcome, { kind: 'denied' }>['reason']): Outcome => ({
  kind: 'denied',
  reason,
  code: -1,
  message: '',
});

const madeIn = (part: string) => [{ part, key: 'k', now: { part, key: 'k', fields: {} } }];
const ROWS = madeIn('rows:books');
const USERS = madeIn('users');

const observation = (given: Partial<Observation>): Observation => ({
  request: { rpc: 'records.add', params: {} },
  outcome: OK,
  answer: '',
  changes: [],
  canarySeen: undefined,
  stated: undefined,
  ...given,
});

const allow: Expectation = { kind: 'allow' };
const deny: Expectation = { kind: 'deny' };
const hide: Expectation = { kind: 'hide' };
const denyFor = (
  reason: Exclude<Extract<Expectation, { kind: 'deny' }>['reason'], undefined>,
): Expectation => ({
  kind: 'deny',
  reason,
});

const change = { stated: [something('rows:books')] };
const table: [what: string, Expectation, Partial<Observation>, Verdict][] = [
  ['allowed change seen', allow, { ...change, changes: ROWS }, 'pass'],
  ['allowed change missing', allow, change, 'ineffective'],
  ['another part changed', allow, { ...change, changes: USERS }, 'side effect'],
  ['another part changed too', allow, { ...change, changes: [...ROWS, ...USERS] }, 'side effect'],
  ['a read that changes something', allow, { canarySeen: true, changes: USERS }, 'side effect'],
  [
    'refused, but another part changed',
    allow,
    { ...change, outcome: denied('privilege'), changes: USERS },
    'side effect',
  ],
  ['crashed, but another part changed', allow, { ...change, outcome: CRASH, changes: USERS }, 'side effect'],
  ['allowed read with canary', allow, { canarySeen: true }, 'pass'],
  ['allowed read without canary', allow, { canarySeen: false }, 'ineffective'],
  ['allowed but refused', allow, { outcome: denied('privilege') }, 'over-restriction'],
  ['allowed but crashed', allow, { outcome: CRASH }, 'inconclusive'],
  ['denied, right reason', denyFor('privilege'), { ...change, outcome: denied('privilege') }, 'pass'],
  ['denied, any reason', deny, { ...change, outcome: denied('admin') }, 'pass'],
  [
    'denied, wrong reason',
    denyFor('privilege'),
    { ...change, outcome: denied('collaborator') },
    'wrong reason',
  ],
  [
    'refused but changed',
    denyFor('privilege'),
    { ...change, outcome: denied('privilege'), changes: ROWS },
    'breach',
  ],
  ['refused but canary came back', deny, { outcome: denied('privilege'), canarySeen: true }, 'breach'],
  ['crashed but changed', deny, { ...change, outcome: CRASH, changes: USERS }, 'breach'],
  ['crash is no denial', deny, { ...change, outcome: CRASH }, 'inconclusive'],
  ['OK without effect', denyFor('privilege'), change, 'silent no-op'],
  ['OK without effect, as planned', denyFor('silent'), change, 'pass'],
  ['read answered without canary to look for', deny, {}, 'breach'],
  ['read answered empty', denyFor('privilege'), { canarySeen: false }, 'silent no-op'],
  ['not found is no refusal', deny, { ...change, outcome: denied('not-found') }, 'inconclusive'],
  ['not found, as planned', denyFor('not-found'), { ...change, outcome: denied('not-found') }, 'pass'],
  ['hidden', hide, { differsFromMissing: { missing: OK, differs: false } }, 'pass'],
  [
    'hidden by a crash',
    hide,
    { outcome: CRASH, differsFromMissing: { missing: CRASH, differs: false } },
    'inconclusive',
  ],
  ['existence told', hide, { differsFromMissing: { missing: OK, differs: true } }, 'leak'],
  [
    'hidden but changed',
    hide,
    { changes: ROWS, differsFromMissing: { missing: OK, differs: false } },
    'breach',
  ],
];

for (const [what, expected, seen, verdict] of table) {
  test(`${what}: ${verdict}`, () => {
    expect(judge(expected, observation(seen), true).verdict).toBe(verdict);
  });
}

const passing = table.filter(([, expected, , verdict]) => verdict === 'pass' && expected.kind !== 'allow');
for (const [what, expected, seen] of passing) {
  test(`${what}, without a positive control: unproven`, () => {
    expect(judge(expected, observation(seen), false).verdict).toBe('unproven');
  });
}

test('a breach names all its effects, a throw-away database without its name', () => {
  const inside = madeIn('inside qaplan_1_own');
  const seen: [Partial<Observation>, string[]][] = [
    [{ changes: [...ROWS, ...USERS], canarySeen: true }, ['rows:books', 'users', 'canary']],
    [{ changes: inside }, ['inside']],
    [{ outcome: CRASH, canarySeen: true }, ['canary']],
    [{}, ['answer']],
  ];
  for (const [given, effects] of seen) {
    expect(judge(deny, observation(given), true)).toMatchObject({ verdict: 'breach', effects });
  }
});

test('a side effect names the parts that changed otherwise than stated', () => {
  const seen = observation({ ...change, changes: [...ROWS, ...USERS, ...madeIn('inside qaplan_1_own')] });
  expect(judge(allow, seen, true)).toMatchObject({ verdict: 'side effect', effects: ['users', 'inside'] });
});
/** A form of a read, as it was answered. */
const form = (outcome: FormSeen['outcome'], canarySeen: boolean | undefined, promised = true): FormSeen => ({
  form: { name: 'a filter', promised, sent: { method: 'POST', path: '/', headers: {} } },
  outcome,
  canarySeen,
});
const REFUSED = { outcome: denied('privilege'), canarySeen: false };
const READ = { outcome: OK, canarySeen: true };
const forms: [what: string, Expectation, Partial<Observation>, FormSeen, Verdict][] = [
  ['a refused form', deny, REFUSED, form('refused', false), 'pass'],
  ['a form that gets nothing', deny, REFUSED, form('nothing', false), 'pass'],
  ['a form that is answered', deny, REFUSED, form('answered', false), 'breach'],
  ['a form that nobody is promised and is answered', deny, REFUSED, form('answered', false, false), 'breach'],
  ['a form that tells in an error', deny, REFUSED, form('nothing', true), 'breach'],
  [
    'a form that is silent as the plain one',
    denyFor('silent'),
    { ...READ, canarySeen: false },
    form('answered', false),
    'pass',
  ],
  [
    'a form that is not silent as the plain one',
    denyFor('silent'),
    { ...READ, canarySeen: false },
    form('answered', true),
    'breach',
  ],
  [
    'a form of what is hidden',
    hide,
    { ...REFUSED, differsFromMissing: { missing: OK, differs: false } },
    form('answered', true),
    'breach',
  ],
  ['an allowed form', allow, READ, form('answered', true), 'pass'],
  ['an allowed form that is refused', allow, READ, form('refused', false), 'over-restriction'],
  ['a refused form that nobody is promised', allow, READ, form('refused', false, false), 'pass'],
  ['an allowed form that gets nothing', allow, READ, form('nothing', false), 'pass'],
];
for (const [what, expected, seen, asked, verdict] of forms) {
  test(`${what}: ${verdict}`, () => {
    const ways = { read: 'records.list', forms: [asked] };
    expect(judge(expected, observation({ ...seen, ways }), true).verdict).toBe(verdict);
  });
}
