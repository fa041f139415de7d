import { RESULTS, type CellVerdict } from '../../record/schema';

/** A result that is no cell: a test written by hand that failed. */
export const HAND_WRITTEN = 'failed test';
export type SarifRule =
  Exclude<CellVerdict, 'pass' | 'known gap' | 'not run' | 'interrupted'> | typeof HAND_WRITTEN;

type Level = 'error' | 'warning' | 'note';

interface About {
  /** One sentence; docs/verdicts.md tells the whole. */
  what: string;
  /** What to do about it. */
  help: string;
  level: Level;
  /** From 0 to 10, as code scanning ranks alerts: critical from 9, high from 7, medium from 4. */
  security: number;
}

/** What the verdicts mean to somebody who reads only an alert. */
export const ABOUT: Record<SarifRule, About> = {
  breach: {
    what: 'A role that must not do this did: something changed, or the planted value came back, whatever was answered.',
    help: 'Find the check that is missing on the server. Report it by the security policy of the program first.',
    ...{ level: 'error', security: 9.5 },
  },
  disclosure: {
    what: 'An answer or a page told its reader a value that the disclosure matrix says never of.',
    help: 'Leave the value out of the answer for this reader. Report it by the security policy of the program first.',
    ...{ level: 'error', security: 9 },
  },
  leak: {
    what: 'That a hidden object exists can be told from the answer.',
    help: 'Answer as for an object that does not exist.',
    ...{ level: 'error', security: 7.5 },
  },
  stale: {
    what: 'A right that was taken away still worked, or was still shown, later than the budget of the plan.',
    help: 'Look for a cache or a session that keeps what the right was.',
    ...{ level: 'error', security: 7 },
  },
  'side effect': {
    what: 'An attempt changed something beyond what it states.',
    help: 'The witness difference in the report names what changed.',
    ...{ level: 'error', security: 7 },
  },
  'over-restriction': {
    what: 'A role that may do this was refused.',
    help: 'Compare the reason of the refusal with what the role was granted.',
    ...{ level: 'error', security: 3 },
  },
  ineffective: {
    what: 'The install answered OK, and not all changed that should.',
    help: 'Look at the witness difference: the answer promises what did not happen.',
    ...{ level: 'error', security: 3 },
  },
  'hidden but allowed': {
    what: 'A page withholds what the API allows.',
    help: 'Show the control, or correct the plan.',
    ...{ level: 'warning', security: 2 },
  },
  'silent no-op': {
    what: 'A role that must be refused was answered OK, and nothing changed.',
    help: 'Refuse with an error, so that nobody believes that it was done.',
    ...{ level: 'warning', security: 4 },
  },
  'offered but refused': {
    what: 'A page offers what the API refuses.',
    help: 'Hide or disable the control for this role.',
    ...{ level: 'warning', security: 2 },
  },
  'unexpected control': {
    what: 'A page has something that the plan does not give this role.',
    help: 'Hide it, or write the rule that allows it.',
    ...{ level: 'warning', security: 4 },
  },
  'wrong reason': {
    what: 'The role was refused, for another reason than the plan gives.',
    help: 'A refusal for the wrong reason may be an accident: see which check answered.',
    ...{ level: 'warning', security: 2 },
  },
  inconclusive: {
    what: 'The attempt could not be carried out, so nothing is proven.',
    help: 'A crash, a validation error or no answer: the message says which.',
    ...{ level: 'warning', security: 1 },
  },
  unproven: {
    what: 'The denial has no positive control: no allowed role succeeded at the same attempt.',
    help: 'Look at the allowed cells of the rule first.',
    ...{ level: 'warning', security: 1 },
  },
  'closed gap': {
    what: 'A known gap no longer fails.',
    help: 'Remove its mark from the plan.',
    ...{ level: 'warning', security: 0 },
  },
  [HAND_WRITTEN]: {
    what: 'A test that was written by hand failed.',
    help: 'The message says what it expected.',
    ...{ level: 'error', security: 5 },
  },
};

/** From the worst to the least. */
export const SARIF_RULES: readonly SarifRule[] = [
  ...RESULTS.filter((each): each is Exclude<SarifRule, typeof HAND_WRITTEN> => each in ABOUT),
  HAND_WRITTEN,
];

/** `offered-but-refused` */
export const ruleIdOf = (rule: SarifRule): string => rule.replaceAll(' ', '-');
