import { expect, test } from '@playwright/test';
import type { Observation } from '../../../src/engine/attempt';
import { settled, type Settled } from '../../../src/engine/situation';
import { judgeCourse } from '../../../src/engine/verdict/judge-course';
import { judgeViews, type Look, type View } from '../../../src/engine/verdict/judge-views';
import type { Expectation } from '../../../src/plan/types';
import { SITUATIONS } from '../../../src/world/situations';
import type { Situation } from '../../../src/world/situations/situation';

const DENY: Expectation = { kind: 'deny', reason: 'privilege' };
const ALLOW: Expectation = { kind: 'allow' };
const BUDGET_MS = 500;

const seen = (outcome: Observation['outcome'], more: Partial<Observation> = {}): Observation => ({
  ...{ request: { rpc: 'records.list', params: {} }, outcome, answer: '', changes: [] },
  ...{ canarySeen: outcome.kind === 'allowed', stated: undefined },
  ...more,
});
const works = seen({ kind: 'allowed' });
const refused = seen({ kind: 'denied', reason: 'privilege', code: -30101, message: '' });
const signedOut = seen({ kind: 'denied', reason: 'login', code: -32603, message: '' });
const crashed = seen({ kind: 'error', code: 500, message: '' }, { canarySeen: false });
const changed = {
  ...{ part: 'rows:books', key: 't1/r1' },
  now: { part: 'rows:books', key: 't1/r1', fields: { 1: 1 } },
};

const named = (name: string): Situation => {
  const situation = SITUATIONS.get(name);
  if (!situation) throw new Error(name);
  return situation;
};

const atOnce = (last: Observation): Settled => ({ seen: last, settledMs: 5 });
const after = (ms: number, late: Observation, last = late): Settled => ({
  ...{ seen: last, settledMs: last === late ? undefined : ms + 1 },
  late: { seen: late, ms },
});

/** What was expected, in which situation; what was seen before, in between and at the end; the verdict. */
const COURSES: [string, Expectation, string, Observation, Settled | undefined, Settled, string][] = [
  ['refused at once', DENY, 'just demoted', works, undefined, atOnce(refused), 'pass'],
  ['still allowed later than the budget', DENY, 'just demoted', works, undefined, after(501, works), 'stale'],
  [
    'allowed for a while, then refused',
    DENY,
    'just demoted',
    works,
    undefined,
    after(501, works, refused),
    'stale',
  ],
  [
    'refused, with an effect',
    DENY,
    'just demoted',
    works,
    undefined,
    after(1, seen(refused.outcome, { changes: [changed] })),
    'breach',
  ],
  ['refused for another reason', DENY, 'just demoted', works, undefined, atOnce(signedOut), 'wrong reason'],
  ['an error', DENY, 'just demoted', works, undefined, atOnce(crashed), 'inconclusive'],
  ['refused before, too', DENY, 'just demoted', refused, undefined, atOnce(refused), 'unproven'],
  ['an error before', DENY, 'just demoted', crashed, undefined, atOnce(refused), 'unproven'],
  ['keeps what was not taken', ALLOW, 'just demoted', works, undefined, atOnce(works), 'pass'],
  [
    'loses what was not taken',
    ALLOW,
    'just demoted',
    works,
    undefined,
    after(501, refused),
    'over-restriction',
  ],
  ['comes back', ALLOW, 'promoted again', works, atOnce(refused), atOnce(works), 'pass'],
  [
    'does not come back',
    ALLOW,
    'promoted again',
    works,
    atOnce(refused),
    after(501, refused),
    'over-restriction',
  ],
  [
    'comes back too late',
    ALLOW,
    'promoted again',
    works,
    atOnce(refused),
    after(501, refused, works),
    'over-restriction',
  ],
  ['never went', ALLOW, 'promoted again', works, after(501, works), atOnce(works), 'unproven'],
  ['comes', ALLOW, 'just promoted', refused, undefined, atOnce(works), 'pass'],
  ['does not come', ALLOW, 'just promoted', refused, undefined, after(501, refused), 'over-restriction'],
  ['was there already', ALLOW, 'just promoted', works, undefined, atOnce(works), 'unproven'],
];

const courseOf = (situation: Situation, before: Observation, taken: Settled | undefined, end: Settled) => ({
  ...{ situation, budgetMs: BUDGET_MS, before, end },
  ...(taken && { taken }),
});

for (const [what, expected, name, before, taken, end, verdict] of COURSES) {
  test(`over the API, a right that ${what}: ${verdict} (${name}, ${expected.kind})`, () => {
    const course = courseOf(named(name), before, taken, end);
    expect(judgeCourse(expected, end.seen, course).verdict).toBe(verdict);
  });
}

const shown: Look = { allowed: true, what: 'the control is enabled' };
const gone: Look = { allowed: false, what: 'the control is absent' };
const lookAtOnce = (look: Look): Settled<Look> => ({ seen: look, settledMs: 5 });
const lookLate = (look: Look): Settled<Look> => ({
  ...{ seen: look, settledMs: undefined },
  late: { seen: look, ms: 501 },
});

test.describe('in a browser', () => {
  for (const view of ['reloaded page', 'open page', 'next user of the browser'] as const satisfies View[]) {
    test(`a right that is still there on the ${view} is stale`, () => {
      const views = { before: shown, wasHeld: true, after: [{ view, settled: lookLate(shown) }] };
      expect(judgeViews(DENY, views, BUDGET_MS)).toMatchObject({
        verdict: 'stale',
        why: expect.stringContaining(view),
      });
      const mended = { ...views, after: [{ view, settled: lookAtOnce(gone) }] };
      expect(judgeViews(DENY, mended, BUDGET_MS).verdict).toBe('pass');
    });
  }

  test('any view that differs decides, not the first one alone', () => {
    const after = [
      { view: 'reloaded page' as const, settled: lookAtOnce(gone) },
      { view: 'open page' as const, settled: lookLate(shown) },
    ];
    expect(judgeViews(DENY, { before: shown, wasHeld: true, after }, BUDGET_MS).verdict).toBe('stale');
  });

  test('a right that did not come back for an error, or only late, is not withheld', () => {
    const failed: Look = { ...gone, unclear: true };
    for (const settled of [lookLate(failed), lookAtOnce(failed)]) {
      const views = { before: gone, wasHeld: false, after: [{ view: 'reloaded page' as const, settled }] };
      expect(judgeViews(ALLOW, views, BUDGET_MS).verdict).toBe('inconclusive');
    }
    const effect = { ...failed, allowed: true };
    const stale = {
      before: shown,
      wasHeld: true,
      after: [{ view: 'open page' as const, settled: lookLate(effect) }],
    };
    expect(judgeViews(DENY, stale, BUDGET_MS).verdict).toBe('stale');
  });

  test('what was not there before proves nothing', () => {
    const after = [{ view: 'reloaded page' as const, settled: lookAtOnce(gone) }];
    expect(judgeViews(DENY, { before: gone, wasHeld: true, after }, BUDGET_MS).verdict).toBe('unproven');
  });

  test('an answer that is neither refusal nor success proves nothing', () => {
    const after = [{ view: 'open page' as const, settled: lookAtOnce({ ...gone, unclear: true as const }) }];
    expect(judgeViews(DENY, { before: shown, wasHeld: true, after }, BUDGET_MS).verdict).toBe('inconclusive');
  });

  test('a right that a page does not show again is an over-restriction', () => {
    const after = [{ view: 'reloaded page' as const, settled: lookLate(gone) }];
    expect(judgeViews(ALLOW, { before: shown, wasHeld: true, after }, BUDGET_MS).verdict).toBe(
      'over-restriction',
    );
  });
});

test.describe('attempts after a change', () => {
  /** Tries with a list of answers, the last of which goes on. */
  const trying = (answers: boolean[], budgetMs: number) =>
    settled(() => Promise.resolve(answers.length > 1 ? answers.shift() : answers[0]), {
      ...{ isAsWanted: Boolean, budgetMs, times: 3 },
    });

  test('a right that ends within the budget is not late', async () => {
    const { late, settledMs } = await trying([false, true], 100);
    expect(late).toBeUndefined();
    expect(settledMs).toBeGreaterThanOrEqual(100);
  });

  test('one that works later than the budget is late, even if it ends then', async () => {
    const { late, settledMs } = await trying([false, false, true], 50);
    expect(late?.ms).toBeGreaterThan(50);
    expect(settledMs).toBeGreaterThan(late?.ms ?? 0);
  });

  test('without a budget, the first attempt is late already', async () => {
    expect((await trying([false, true], 0)).late).toBeDefined();
  });

  test('one that ends and works again, in another process of the install, is late', async () => {
    const { late } = await trying([true, true, false, true], 0);
    expect(late).toBeDefined();
  });
});
