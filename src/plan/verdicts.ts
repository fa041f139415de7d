import type { Expectation, Surface } from './types';

/** All verdicts on a cell, from the worst to the best; docs/verdicts.md says when each is given. */
export const VERDICTS = [
  'breach',
  'disclosure',
  'leak',
  'stale',
  'side effect',
  'over-restriction',
  'ineffective',
  'hidden but allowed',
  'silent no-op',
  'offered but refused',
  'unexpected control',
  'wrong reason',
  'inconclusive',
  'unproven',
  'pass',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Verdicts of which a gap names all that it may show: what changed, the kinds that were told, or what is there. */
export const NAMES_EFFECTS = [
  'breach',
  'disclosure',
  'side effect',
  'unexpected control',
] as const satisfies readonly Verdict[];
export type NamesEffects = (typeof NAMES_EFFECTS)[number];

export const namesEffects = (verdict: Verdict): verdict is NamesEffects =>
  NAMES_EFFECTS.some((each) => each === verdict);

/** Verdicts that a known gap may excuse: an unproven cell says nothing about the install. */
export const GAP_VERDICTS = VERDICTS.filter((verdict) => verdict !== 'unproven' && verdict !== 'pass');
export type GapVerdict = (typeof GAP_VERDICTS)[number];

/** Whether one verdict is worse than another. */
export const isWorse = (one: Verdict, other: Verdict): boolean =>
  VERDICTS.indexOf(one) < VERDICTS.indexOf(other);

/**
 * Whether a cell can show a verdict on a surface; the same is decided by `judge` and `judgeOffer` of the engine,
 * and a test compares the two.
 */
export function canShow(expected: Expectation, surface: Surface, verdict: GapVerdict): boolean {
  const [allowed, hidden] = [expected.kind === 'allow', expected.kind === 'hide'];
  const onPages = surface === 'ui';
  switch (verdict) {
    case 'breach':
      return !allowed;
    case 'stale':
      return expected.kind === 'deny';
    case 'side effect':
    case 'over-restriction':
    case 'ineffective':
      return allowed;
    case 'hidden but allowed':
      return allowed && onPages;
    case 'offered but refused':
      return !allowed && onPages;
    case 'unexpected control':
      return !hidden && onPages;
    case 'leak':
      return hidden && !onPages;
    case 'silent no-op':
      return expected.kind === 'deny' && expected.reason !== 'silent';
    case 'wrong reason':
      return expected.kind === 'deny' && expected.reason !== undefined;
    case 'disclosure':
    case 'inconclusive':
      return true;
  }
}
