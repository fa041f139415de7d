import { expect, test } from '@playwright/test';
import type { Observation } from '../../../src/engine/attempt';
import { ResultRecorder, type TestRecord } from '../../../src/engine/result-recorder';
import { judge, type Judgement } from '../../../src/engine/verdict/judge';
import { judgeCourse } from '../../../src/engine/verdict/judge-course';
import { judgeContents } from '../../../src/engine/verdict/judge-contents';
import { judgeOffer, type Offer } from '../../../src/engine/verdict/judge-control';
import { gapOf } from '../../../src/plan/gaps';
import {
  REASONS,
  SURFACES,
  type Cell,
  type Expectation,
  type KnownGap,
  type Rule,
} from '../../../src/plan/types';
import { canShow, GAP_VERDICTS, namesEffects, VERDICTS, type Verdict } from '../../../src/plan/verdicts';
import { requirePlan } from '../../../src/suite/compile';
import { something } from '../../../src/target/stated';
import { SITUATIONS } from '../../../src/world/situations';
import { runState } from '../run-state';

const recorder = new ResultRecorder(runState);

/** A cell with a gap, where it is tried. */
interface Gapped {
  rule: Rule;
  cell: Cell;
  gap: KnownGap;
  /** For a person who reads the failure. */
  place: string;
}

const { plans } = requirePlan();
const gapped: Gapped[] = Object.values(plans)
  .flatMap(({ files }) => files.flatMap(({ rules }) => rules))
  .flatMap((rule) =>
    rule.cells.flatMap((cell) =>
      [undefined, ...rule.offers].flatMap((control) => {
        const gap = gapOf(cell, control === undefined ? 'api' : 'ui', control);
        const place = `${rule.id} ${cell.role} ${control ?? 'api'}`;
        return gap ? [{ rule, cell, gap, place }] : [];
      }),
    ),
  );

/** What the engine records for a cell that was judged so: whether the test passes, and its annotations. */
function record({ rule, cell, gap }: Gapped, judgement: Judgement) {
  const test: TestRecord = { annotations: [], attachments: [] };
  const evidence = {
    failure: `${judgement.verdict}: ${judgement.why}`,
    ...{ seen: '', witnessed: { gave: [] }, witnesses: [], parts: [] },
  };
  let failure: unknown;
  try {
    recorder.record({ rule, cell, judgement, gap }, evidence, test);
  } catch (error) {
    failure = error;
  }
  const loud = test.annotations.some(({ type }) => type === 'worse than gap');
  return { green: failure === undefined, failure: String(failure), loud };
}

const judged = (verdict: Verdict, effects: readonly string[] = []): Judgement =>
  namesEffects(verdict) ? { verdict, effects, why: '' } : { verdict, why: '' };

const EFFECTS = ['canary', 'answer', 'rows:books', 'rows:secrets', 'users', 'roles', 'forms'];

test('the plan has gaps on both surfaces, and of several verdicts', () => {
  expect(new Set(gapped.map(({ gap }) => gap.surface)).size).toBe(2);
  expect(new Set(gapped.map(({ gap }) => gap.verdict)).size).toBeGreaterThan(3);
  expect(gapped.length).toBeGreaterThan(100);
});

test('a gap excuses the verdict and the effects that it names', () => {
  const red = gapped.filter((one) => !record(one, judged(one.gap.verdict, one.gap.effects)).green);
  expect(red.map(({ place }) => place)).toEqual([]);
});

for (const verdict of VERDICTS) {
  test(`${verdict}: red under every gap of the plan that names another verdict`, () => {
    const others = gapped.filter(({ gap }) => gap.verdict !== verdict);
    expect(others.length).toBeGreaterThan(0);
    const green = others.flatMap((one) =>
      EFFECTS.filter((effect) => record(one, judged(verdict, [effect])).green).map(() => one.place),
    );
    expect(green).toEqual([]);
  });
}

test('a breach with another effect, alone or beside the known ones, is red and loud under every gap', () => {
  const breaches = gapped.filter(({ gap }) => gap.verdict === 'breach');
  for (const one of breaches) {
    for (const effect of EFFECTS.filter((each) => !one.gap.effects.includes(each))) {
      const alone = record(one, judged('breach', [effect]));
      const beside = record(one, judged('breach', [...one.gap.effects, effect]));
      const red = expect.objectContaining({ green: false, loud: true });
      expect([one.place, effect, alone, beside]).toEqual([one.place, effect, red, red]);
    }
  }
  expect(breaches.length).toBeGreaterThan(0);
});

const observation = (given: Partial<Observation>): Observation => ({
  ...{ request: { rpc: 'records.add', params: {} }, outcome: { kind: 'allowed' }, answer: '', changes: [] },
  ...{ canarySeen: undefined, stated: undefined },
  ...given,
});
const crash = { kind: 'error', code: 500, message: 'HTTP 500' } as const;
const rows = [{ part: 'rows:books', key: 'k', now: { part: 'rows:books', key: 'k', fields: {} } }];

test('data that came out and rows that went in are never covered by a refusal that looks like a crash', () => {
  const refusals = gapped.filter(
    ({ cell, gap }) =>
      gap.verdict === 'inconclusive' && gap.surface === 'api' && cell.expectation.kind === 'deny',
  );
  expect(refusals.length).toBeGreaterThan(20);
  for (const one of refusals) {
    const verdictOf = (seen: Partial<Observation>) =>
      record(one, judge(one.cell.expectation, observation(seen), true));
    expect(verdictOf({ outcome: crash, canarySeen: false }).green, one.place).toBe(true);
    for (const harm of [
      { canarySeen: true },
      { outcome: crash, canarySeen: true },
      { outcome: crash, changes: rows },
      { changes: rows, stated: [something('rows:books')] },
      {},
    ]) {
      const { green, loud, failure } = verdictOf(harm);
      expect([one.place, green, loud]).toEqual([one.place, false, true]);
      expect(failure).toMatch(/excuses "inconclusive", not "breach: [\w:]+"; qa-plan\/[\w-]+\.md:\d+/);
    }
  }
});

test('less than the gap says is red too, but not loud', () => {
  const breaches = gapped.filter(({ gap }) => gap.verdict === 'breach');
  for (const verdict of ['inconclusive', 'wrong reason', 'unproven', 'pass'] as const) {
    const seen = breaches.map((one) => record(one, judged(verdict)));
    expect(seen.filter(({ green, loud }) => green || loud)).toEqual([]);
  }
});

const outcomes: Observation['outcome'][] = [
  { kind: 'allowed' },
  crash,
  ...REASONS.map((reason) => ({ kind: 'denied', reason, code: 1, message: '' }) as never),
];
/** What can be seen of an attempt, in all combinations. */
const observations = outcomes.flatMap((outcome) =>
  [[], rows].flatMap((changes) =>
    [true, false, undefined].flatMap((canarySeen) =>
      [[something('rows:books')], [something('users')], undefined].flatMap((stated) =>
        [true, false].map((differs) =>
          observation({
            ...{ outcome, changes, canarySeen, stated },
            differsFromMissing: { missing: outcome, differs },
          }),
        ),
      ),
    ),
  ),
);
const offers: Offer[] = (['absent', 'disabled', 'enabled'] as const).flatMap((state) =>
  [true, false].flatMap((canaryShown) =>
    observations.map((seen) => ({ state, canaryShown, used: seen, api: seen })),
  ),
);
const expectations: Expectation[] = [
  { kind: 'allow' },
  { kind: 'hide' },
  { kind: 'deny' },
  ...REASONS.map((reason) => ({ kind: 'deny' as const, reason })),
];

const situation = SITUATIONS.get('just demoted');
/** In a situation, in which hiding is not tried. */
const inSituation = (expected: Expectation) =>
  situation === undefined || expected.kind === 'hide'
    ? []
    : observations.map((seen) => {
        const end = { seen, settledMs: undefined, late: { seen, ms: 1 } };
        return judgeCourse(expected, seen, { situation, budgetMs: 0, before: observation({}), end });
      });

const SOMETHING = {
  seen: { role: 'button', name: 'Delete', region: 'main', how: 'shown' },
  why: 'the plan knows nothing of it',
};
const SEEN = {
  api: (expected: Expectation) => [
    ...observations.map((seen) => judge(expected, seen, true)),
    ...inSituation(expected),
  ],
  ui: (expected: Expectation) => [
    ...inSituation(expected),
    ...offers.map((offer) => judgeOffer(expected, offer, true)),
    // A page may be what a rule is about; hiding has no such rule.
    ...(expected.kind === 'hide' ? [] : observations).map((page) =>
      judgeOffer(expected, { state: 'absent', page }, true),
    ),
    ...(expected.kind === 'hide' ? [] : observations).map((page) =>
      judgeContents(expected, page, [SOMETHING], true),
    ),
  ],
};

for (const expected of expectations) {
  for (const surface of SURFACES) {
    test(`a gap may name what ${JSON.stringify(expected)} can come to on ${surface}, and nothing else`, () => {
      const seen = SEEN[surface](expected).map(({ verdict }) => verdict);
      // An answer that proves nothing is inconclusive for any cell, and any may tell too much.
      const possible = new Set<Verdict>([...seen, 'inconclusive', 'disclosure']);
      expect(GAP_VERDICTS.filter((verdict) => canShow(expected, surface, verdict))).toEqual(
        GAP_VERDICTS.filter((verdict) => possible.has(verdict)),
      );
    });
  }
}
