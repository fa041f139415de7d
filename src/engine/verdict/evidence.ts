import type { Observation } from '../attempt';
import type { Course } from '../situation';
import type { Outcome } from '../../target/outcome';
import { changedFields, partsIn, type Change, type Entry } from '../../target/snapshot';
import { replaceTokens } from '../../target/disclosure/tokens';
import type { RunState } from '../../target/state';
import type { Cell, Expectation, Rule } from '../../plan/types';
import { writeExpectation } from '../../plan/expectation';
import type { WitnessKind } from '../../record/schema';
import type { Role } from '../../roles';
import type { Judgement } from './judge';
import type { Offer } from './judge-control';
import { formsRefused, formsThatRead, type FormSeen, type WaysSeen } from '../ways';

/** The most characters of an answer that a message quotes. */
const EXCERPT = 160;

export function writeOutcome(outcome: Outcome): string {
  if (outcome.kind === 'allowed') return 'OK';
  const kind = outcome.kind === 'denied' ? `denied: ${outcome.reason}` : 'error';
  return `${kind} (${String(outcome.code)} ${outcome.message.replaceAll(/\s+/g, ' ').slice(0, EXCERPT)})`;
}

/** The witness's differences as lines of a diff. */
export function writeChanges({ changes }: Pick<Observation, 'changes'>): string {
  if (changes.length === 0) return 'nothing changed';
  return partsIn(changes)
    .map((part) => [part, ...changes.filter((change) => change.part === part).flatMap(linesOf)].join('\n'))
    .join('\n');
}

/** What a change took away and what it brought; of an entry that stays, just the fields that differ. */
function linesOf(change: Change): string[] {
  const { key, was, now } = change;
  const both = was && now ? changedFields(change) : undefined;
  const line = (sign: string, { fields }: Entry) => {
    const shown = both ? both.map((name) => [name, fields[name] ?? null]) : Object.entries(fields);
    return `  ${sign} ${key} ${JSON.stringify(Object.fromEntries(shown as [string, unknown][]))}`;
  };
  return [...(was ? [line('-', was)] : []), ...(now ? [line('+', now)] : [])];
}

/** A cell that was judged. */
export interface Judged {
  rule: Rule;
  cell: Cell;
  role: Role;
  judgement: Judgement;
}

/** The message of a cell that failed: rule, role, expected, seen, witness, place in the plan. */
export function writeFailure(judged: Judged, seen: Observation): string {
  return around(judged, seenLines(seen));
}

const courseLines = ({ before, taken, end: { late } }: Course) => [
  `  before    ${writeOutcome(before.outcome)}`,
  ...(taken ? [`  taken     ${writeOutcome(taken.seen.outcome)}`] : []),
  ...(late ? [`  ${String(Math.round(late.ms)).padStart(5)} ms  ${writeOutcome(late.seen.outcome)}`] : []),
];

const seenLines = (seen: Observation) => [
  ...(seen.course ? courseLines(seen.course) : []),
  `  seen      ${writeOutcome(seen.outcome)}`,
  ...(seen.differsFromMissing ? [`  missing   ${writeOutcome(seen.differsFromMissing.missing)}`] : []),
  `  witness   ${indented(writeChanges(seen))}`,
  ...writeForms([...formsThatRead(seen), ...formsRefused(seen)]),
];

/** The most forms that a message names. */
const FORMS = 5;

/** Forms that decide a verdict, each with the request to repeat it by. */
function writeForms(forms: readonly FormSeen[]): string[] {
  const lines = forms.slice(0, FORMS).map(({ form, outcome, canarySeen }) => {
    const { method, path, headers, body = '' } = form.sent;
    const what = canarySeen ? 'read the planted value' : outcome;
    return `  form      ${form.name}: ${what}; ${method} ${path} ${JSON.stringify(headers)} ${body}`.slice(
      0,
      1500,
    );
  });
  const more = forms.length - lines.length;
  return more > 0 ? [...lines, `            and ${String(more)} more forms`] : lines;
}

/** The message of a cell that failed on a page: what the page offered, the result of using it, and the API's answer. */
export function writeOffer(
  judged: Judged,
  control: string,
  { state, hidden, used, api, page }: Offer,
): string {
  return around(judged, [
    `  control   ${control}: ${state}${hidden === undefined ? '' : `, ${hidden}`}`,
    ...(page ? seenLines(page) : []),
    ...(used
      ? [`  used      ${writeOutcome(used.outcome)}`, `  witness   ${indented(writeChanges(used))}`]
      : []),
    ...(api
      ? [`  api       ${writeOutcome(api.outcome)}`, `  witness   ${indented(writeChanges(api))}`]
      : []),
  ]);
}

/** @param seen what was seen, a line each */
export function around({ rule, cell, role, judgement }: Judged, seen: readonly string[]): string {
  return [
    `${judgement.verdict}: ${judgement.why}`,
    `  rule      ${rule.id} ${rule.title} (${rule.action.text})`,
    `  role      ${cell.role}, ${role.title}`,
    `  expected  ${writeExpectation(cell.expectation)}`,
    ...(rule.given ? [`  given     ${rule.given.situation}`] : []),
    ...seen,
  ].join('\n');
}

/** The message of a hand-written attempt that is not as expected; same text as for a cell. */
export function writeAttempt(
  what: string,
  role: Role,
  expected: Expectation,
  { verdict, why }: Judgement,
  seen: Observation,
): string {
  return [
    `${verdict}: ${why}`,
    `  call      ${what}`,
    `  role      ${role.name}, ${role.title}`,
    `  expected  ${writeExpectation(expected)}`,
    ...seenLines(seen),
  ].join('\n');
}

/** What looked for changes in an attempt. */
export const witnessOf = ({ witness }: Pick<Observation, 'witness'>): WitnessKind[] =>
  witness ? [witness] : [];

/** The parts of the report on an attempt. */
export const partsOf = (seen: Observation): [string, string][] => [
  ['Request', JSON.stringify(seen.request, null, 2)],
  ['Answer', `${writeOutcome(seen.outcome)}\n\n${seen.answer.slice(0, 4000)}`],
  ['Witness difference', writeChanges(seen)],
  ...(seen.ways ? [['Ways to ask', writeWays(seen.ways)] satisfies [string, string]] : []),
];

/** All forms of a read, with what each was answered. */
const writeWays = ({ forms }: WaysSeen) =>
  forms
    .map(({ form, outcome, canarySeen }) => `${form.name}: ${canarySeen ? 'planted value' : outcome}`)
    .join('\n');

const indented = (text: string) => text.replaceAll('\n', '\n            ').slice(0, 1500);

/** Replaces every secret of the run in a text. */
export class Mask {
  private readonly secrets: string[];

  constructor(private readonly state: RunState) {
    const accounts = [state.setupAdmin, ...Object.values(state.accounts)];
    const found = [
      ...accounts.flatMap(({ password, session }) => [password, session.sessionId, session.csrfToken]),
      ...Object.values(state.postgresRoles).map(({ password }) => password ?? ''),
      state.witness ? decodeURIComponent(new URL(state.witness).password) : '',
    ];
    this.secrets = [...new Set(found)].filter((secret) => secret.length > 3);
  }

  /** Removes known secrets, and the values of fields whose names suggest a password. */
  apply(text: string): string {
    const { hearing } = this.state;
    const planted = replaceTokens(text, (token) => (hearing?.isSecret(token) ? '•••' : token));
    const known = this.secrets.reduce((rest, secret) => rest.replaceAll(secret, '•••'), planted);
    return (
      known
        .replaceAll(/("\w*password\w*"\s*:\s*)"(?:[^"\\]|\\.)*"/gi, '$1"•••"')
        // A field in the accessibility snapshot of a page.
        .replaceAll(/(textbox "[^"]*password[^"]*"[^:\n]*:).*/gi, '$1 •••')
    );
  }
}
