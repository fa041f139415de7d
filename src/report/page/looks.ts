import type { CellVerdict } from '../../record/schema';

/** What a verdict looks like; those of one tone have one colour, and each has a sign of its own. */
export const TONES = ['proven', 'severe', 'wrong', 'mismatch', 'unclear', 'gap', 'closed', 'idle'] as const;
export type Tone = (typeof TONES)[number];

interface Look {
  tone: Tone;
  /** In a sentence, for the legend; docs/verdicts.md says it exactly. */
  meaning: string;
}

/** How each verdict is shown. */
export const LOOKS: Record<CellVerdict, Look> = {
  pass: { tone: 'proven', meaning: 'Everything was as the plan says, and a witness saw it.' },
  breach: {
    tone: 'severe',
    meaning: 'A role without permission changed something or read the planted value.',
  },
  disclosure: { tone: 'severe', meaning: 'An answer told its reader what that reader may not know.' },
  leak: { tone: 'severe', meaning: 'The answer tells that a hidden object exists.' },
  stale: {
    tone: 'severe',
    meaning: 'A right that was taken away still worked, or was still shown, for too long.',
  },
  'side effect': { tone: 'wrong', meaning: 'Something else changed than the action states.' },
  'over-restriction': { tone: 'wrong', meaning: 'An allowed role was refused.' },
  ineffective: { tone: 'wrong', meaning: 'The install answered OK and did not do it.' },
  'hidden but allowed': { tone: 'mismatch', meaning: 'The page withholds what the API allows.' },
  'silent no-op': { tone: 'mismatch', meaning: 'A denied call was answered OK and changed nothing.' },
  'offered but refused': { tone: 'mismatch', meaning: 'The page offers what the API refuses.' },
  'unexpected control': {
    tone: 'mismatch',
    meaning: 'The page has a control that the plan does not give its user.',
  },
  'wrong reason': { tone: 'mismatch', meaning: 'Refused, but for another reason than the plan gives.' },
  inconclusive: { tone: 'unclear', meaning: 'A crash, a validation error or no answer: nothing is proven.' },
  unproven: { tone: 'unclear', meaning: 'Refused, without proof that an allowed role succeeds at the same.' },
  'known gap': { tone: 'gap', meaning: 'Fails just as the plan says that it does. Known, and no proof.' },
  'closed gap': { tone: 'closed', meaning: 'A known gap that no longer fails: its mark must go.' },
  'not run': { tone: 'idle', meaning: 'Skipped with a reason: nothing is known.' },
  interrupted: { tone: 'idle', meaning: 'Under way when the run was stopped: nothing is known.' },
};

/** Short signs for what a cell was looked at by, in the order in which they are shown. */
export const WITNESS_SIGNS = {
  page: 'P',
  api: 'A',
  sql: 'S',
  'read-back': 'R',
  'positive control': '+',
} as const;

/** What each of them is. */
export const WITNESS_MEANINGS: Record<keyof typeof WITNESS_SIGNS, string> = {
  page: 'what the page offers, in a browser',
  api: 'what the API answers',
  sql: 'what changed in the database, by SQL',
  'read-back': 'what changed, read back by an administrator',
  'positive control': 'an allowed role succeeded at the same attempt in this run',
};
