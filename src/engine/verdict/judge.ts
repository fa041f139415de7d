import type { Observation } from '../attempt';
import type { Expectation } from '../../plan/types';
import type { NamesEffects, Verdict } from '../../plan/verdicts';
import { partsIn, type Change } from '../../target/snapshot';
import { differenceFrom } from '../../target/stated';
import { formsRefused, formsThatRead } from '../ways';

/** A verdict and a one-sentence reason. */
export type Judgement = { why: string } & (
  | {
      verdict: NamesEffects;
      /**
       * All that is wrong: the parts that changed, `canary`, or `answer` where the answer alone tells; the kinds of what was
       * told; the controls that were there.
       */
      effects: readonly string[];
    }
  | { verdict: Exclude<Verdict, NamesEffects> }
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

function judgeAllow(seen: Observation): Judgement {
  const { outcome, changes, canarySeen, stated } = seen;
  const { besides, undone } = differenceFrom(stated ?? [], changes);
  if (besides.length > 0) {
    const why = `${named(besides)} changed otherwise than the attempt states`;
    return { verdict: 'side effect', why, effects: effectsOf(besides) };
  }
  if (outcome.kind === 'denied') return { verdict: 'over-restriction', why: 'the install refused' };
  if (outcome.kind === 'error') return { verdict: 'inconclusive', why: 'the install answered with an error' };
  if (undone) {
    return {
      verdict: 'ineffective',
      why: `the install answered OK, but "${undone.part}" did not change as stated`,
    };
  }
  if (canarySeen === false) {
    return { verdict: 'ineffective', why: 'the install answered OK, but without the planted value' };
  }
  const [refused] = formsRefused(seen);
  if (refused) {
    return { verdict: 'over-restriction', why: `the install refused the form "${refused.form.name}"` };
  }
  return pass(stated ? `${named(changes)} changed` : 'read');
}

/** Whether an allowed role's attempt did what it states, whatever it did besides: proof that the attempt works. */
export function hasWorked({ outcome, changes, canarySeen, stated }: Observation): boolean {
  const { undone } = differenceFrom(stated ?? [], changes);
  return outcome.kind === 'allowed' && undone === undefined && canarySeen !== false;
}

/** The parts that changed; the name of a throw-away database is another one in every run. */
const effectsOf = (changes: readonly Change[]) =>
  partsIn(changes).map((part) => part.replace(/^inside .*/, 'inside'));

const named = (changes: readonly Change[]) =>
  partsIn(changes)
    .map((part) => `"${part}"`)
    .join(', ');

/** Evidence that fails every denial, whatever the install answered. */
function harm(seen: Observation): Judgement | undefined {
  const { changes, canarySeen } = seen;
  const forms = formsThatRead(seen);
  const read = forms.some((form) => form.canarySeen) ? ['canary'] : forms.length > 0 ? ['answer'] : [];
  const effects = [...effectsOf(changes), ...(canarySeen ? ['canary'] : read)];
  if (changes.length > 0) return { verdict: 'breach', why: `${named(changes)} changed`, effects };
  if (canarySeen) return { verdict: 'breach', why: 'the planted value came back', effects };
  const [form] = forms;
  if (form) {
    const why = `the form "${form.form.name}" read what the plain form did not`;
    return { verdict: 'breach', why, effects };
  }
  return undefined;
}

function judgeDeny(
  reason: Extract<Expectation, { kind: 'deny' }>['reason'],
  { outcome, canarySeen, stated }: Observation,
  proven: boolean,
): Judgement {
  if (outcome.kind === 'error') {
    return { verdict: 'inconclusive', why: 'an error that is not a refusal proves nothing' };
  }
  if (outcome.kind === 'allowed') {
    if (stated === undefined && canarySeen === undefined) {
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
