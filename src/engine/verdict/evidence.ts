import type { Observation } from '../attempt';
import type { Outcome } from '../../target/outcome';
import type { RunState } from '../../target/state';
import type { Cell, Expectation, Rule } from '../../plan/types';
import { roleNamed } from '../../world/world';
import type { Judgement } from './judge';
import type { Offer } from './judge-offer';

/** How long a piece of an answer a message may hold. */
const EXCERPT = 160;

export const writeExpectation = (expected: Expectation): string =>
  expected.kind === 'deny' && expected.reason ? `deny: ${expected.reason}` : expected.kind;

export function writeOutcome(outcome: Outcome): string {
  if (outcome.kind === 'allowed') return 'OK';
  const kind = outcome.kind === 'denied' ? `denied: ${outcome.reason}` : 'error';
  return `${kind} (${String(outcome.code)} ${outcome.message.replaceAll(/\s+/g, ' ').slice(0, EXCERPT)})`;
}

/** The witness's differences as lines of a diff. */
export function writeChanges({ changes }: Observation): string {
  if (changes.length === 0) return 'nothing changed';
  return changes
    .map(({ part, removed, added }) =>
      [part, ...removed.map((line) => `  - ${line}`), ...added.map((line) => `  + ${line}`)].join('\n'),
    )
    .join('\n');
}

/** The message of a cell that failed: rule, role, expected, seen, witness, place in the plan. */
export function writeFailure(
  rule: Rule,
  cell: Cell,
  seen: Observation,
  judgement: Judgement,
  title = roleNamed(cell.role).title,
): string {
  const { file, line, column } = cell.position;
  return [
    `${judgement.verdict}: ${judgement.why}`,
    `  rule      ${rule.id} ${rule.title} (${rule.action.text})`,
    `  role      ${cell.role}, ${title}`,
    `  expected  ${writeExpectation(cell.expectation)}`,
    `  seen      ${writeOutcome(seen.outcome)}`,
    ...(seen.differsFromMissing ? [`  missing   ${writeOutcome(seen.differsFromMissing.missing)}`] : []),
    `  witness   ${indented(writeChanges(seen))}`,
    `  plan      ${file}:${String(line)}:${String(column)}`,
  ].join('\n');
}

/** The message of a cell that failed on a page: what the page offered, what came of it, and what the API says. */
export function writeOffer(
  rule: Rule,
  cell: Cell,
  control: string,
  { state, used, api }: Offer,
  judgement: Judgement,
): string {
  const { file, line, column } = cell.position;
  return [
    `${judgement.verdict}: ${judgement.why}`,
    `  rule      ${rule.id} ${rule.title} (${rule.action.text})`,
    `  role      ${cell.role}, ${roleNamed(cell.role).title}`,
    `  expected  ${writeExpectation(cell.expectation)}`,
    `  control   ${control}: ${state}`,
    ...(used
      ? [`  used      ${writeOutcome(used.outcome)}`, `  witness   ${indented(writeChanges(used))}`]
      : []),
    ...(api
      ? [`  api       ${writeOutcome(api.outcome)}`, `  witness   ${indented(writeChanges(api))}`]
      : []),
    `  plan      ${file}:${String(line)}:${String(column)}`,
  ].join('\n');
}

const indented = (text: string) => text.replaceAll('\n', '\n            ').slice(0, 1500);

/** Replaces every secret of the run in a text. */
export class Mask {
  private readonly secrets: string[];

  constructor(state: RunState) {
    const accounts = [state.steward, ...Object.values(state.accounts)];
    const found = [
      ...accounts.flatMap(({ password, session }) => [password, session.sessionId, session.csrfToken]),
      ...Object.values(state.postgresRoles).map(({ password }) => password ?? ''),
      state.witness ? decodeURIComponent(new URL(state.witness).password) : '',
    ];
    this.secrets = [...new Set(found)].filter((secret) => secret.length > 3);
  }

  /** The text without known secrets, and without the values of fields that are named like passwords. */
  apply(text: string): string {
    const known = this.secrets.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
    return (
      known
        .replaceAll(/("\w*password\w*"\s*:\s*)"(?:[^"\\]|\\.)*"/gi, '$1"•••"')
        // A field in the accessibility snapshot of a page.
        .replaceAll(/(textbox "[^"]*password[^"]*"[^:\n]*:).*/gi, '$1 •••')
    );
  }
}
