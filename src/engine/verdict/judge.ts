import type { Observation } from '../attempt';
import type { Expectation } from '../../plan/types';
import type { NAMES_EFFECTS, Verdict } from '../../plan/verdicts';

/** A verdict and a one-sentence reason. */
export type Judgement = { why: string } & (
  | {
      verdict: (typeof NAMES_EFFECTS)[number];
      /**
       * All that fails the cell: the parts that changed, `canary`, or `answer` where the answer alone tells; what was
       * there.
       */
      effects: readonly string[];
    }
  | { verdict: Exclude<Verdict, (typeof NAMES_EFFECTS)[number]> }
);

const pass = (why: string): Judgement => ({ verdict: 'pass', why });

/**
 * Compares an observation with the plan: the first matching line of the table of verdicts in docs/verdicts.md.
 *
 * @param proven whether an allowed role succeeded at the same attempt in this run; needed for denials only
 */
export function judge(expected: Expectation, seen: Observation, proven: boolean): Judgement {
  switch (expected.kind) {
    case 'allow':
      return judgeAllow(seen);
    case 'deny':
      return harm(seen) ?? judgeDeny(expected.reason, seen, proven);
    case 'hide':
      return harm(seen) ?? judgeHide(seen, proven);
    case 'none':
      throw new Error('a cell that is not applicable has no verdict');
  }
}

function judgeAllow({ outcome, changes, canarySeen, expectedPart }: Observation): Judgement {
  if (outcome.kind === 'denied') return { verdict: 'over-restriction', why: 'the install refused' };
  if (outcome.kind === 'error') return { verdict: 'inconclusive', why: 'the install answered with an error' };
  if (expectedPart !== undefined && !changes.some(({ part }) => part === expectedPart)) {
    return { verdict: 'ineffective', why: `the install answered OK, but "${expectedPart}" did not change` };
  }
  if (canarySeen === false) {
    return { verdict: 'ineffective', why: 'the install answered OK, but without the planted value' };
  }
  return pass(expectedPart === undefined ? 'read' : `"${expectedPart}" changed`);
}

/** Evidence that fails every denial, whatever the install answered. */
function harm({ changes, canarySeen }: Observation): Judgement | undefined {
  // The name of a throw-away database is another one in every run.
  const parts = changes.map(({ part }) => part.replace(/^inside .*/, 'inside'));
  const effects = [...parts, ...(canarySeen ? ['canary'] : [])];
  if (changes.length > 0) {
    return {
      verdict: 'breach',
      why: `${changes.map(({ part }) => `"${part}"`).join(', ')} changed`,
      effects,
    };
  }
  if (canarySeen) return { verdict: 'breach', why: 'the planted value came back', effects };
  return undefined;
}

function judgeDeny(
  reason: Extract<Expectation, { kind: 'deny' }>['reason'],
  { outcome, canarySeen, expectedPart }: Observation,
  proven: boolean,
): Judgement {
  if (outcome.kind === 'error') {
    return { verdict: 'inconclusive', why: 'an error that is not a refusal proves nothing' };
  }
  if (outcome.kind === 'allowed') {
    if (expectedPart === undefined && canarySeen === undefined) {
      return { verdict: 'breach', why: 'the install answered the question', effects: ['answer'] };
    }
    if (reason !== 'silent')
      return { verdict: 'silent no-op', why: 'the install answered OK and did nothing' };
    return proven ? pass('answered OK and did nothing') : unproven;
  }
  if (reason === undefined && outcome.reason === 'not-found') {
    return {
      verdict: 'inconclusive',
      why: '"does not exist" is not a refusal, unless the plan names it as the reason',
    };
  }
  if (reason !== undefined && outcome.reason !== reason) {
    return { verdict: 'wrong reason', why: `refused for "${outcome.reason}" instead of "${reason}"` };
  }
  return proven ? pass(`refused for "${outcome.reason}", nothing changed`) : unproven;
}

function judgeHide({ outcome, differsFromMissing }: Observation, proven: boolean): Judgement {
  if (!differsFromMissing) throw new Error('a hidden object needs the answer for a missing one');
  if (differsFromMissing.differs) {
    return { verdict: 'leak', why: 'the answer differs from the one for an object that does not exist' };
  }
  if (outcome.kind === 'error') {
    return { verdict: 'inconclusive', why: 'both answers are errors, and an error proves nothing' };
  }
  return proven ? pass('answers as for an object that does not exist') : unproven;
}

const unproven: Judgement = {
  verdict: 'unproven',
  why: 'no allowed role succeeded at the same attempt in this run',
};
