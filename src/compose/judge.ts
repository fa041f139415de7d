import type { Judgement } from '../engine/verdict/judge';
import type { Witnessed } from '../record/witnessed';
import type { Compared } from './ask';
import { judgeComposed, type Answer } from './compare';
import { describeRole, statementsOf, type ComposedRole, type Names } from './factors';
import type { ComposedGap, ComposedRule } from './plan/page';

/** Names by which a report writes the statements that make a role. */
const WRITTEN: Omit<Names, 'grantee'> = {
  database: 'the_database',
  schema: 'shelf',
  table: 'shelf.books',
  role: 'the_role',
  group: 'the_group',
  top: 'another_role',
  owner: 'the_owner',
};
const GRANTEES = [WRITTEN.role, WRITTEN.group, WRITTEN.group, WRITTEN.top];

/** Judges a composed role's answers by a row of the plan. */
export const judgeByRule = ({ postgres, mathesar, has }: Compared, { needs }: ComposedRule): Judgement =>
  judgeComposed(
    postgres,
    mathesar,
    needs.filter((need) => !has.has(need)),
  );

/** The known gap that a row has for a role that answered so; the first that is about it. */
export const gapFor = ({ postgres, has }: Compared, { gaps }: ComposedRule): ComposedGap | undefined =>
  gaps.find(({ refused, without }) => {
    if (without === undefined) return postgres.refused !== undefined;
    return postgres.refused === (refused ? 'privilege' : undefined) && !has.has(without);
  });

/** The statements that make a role what it is, with plain names: what is granted, by whom, to whom. */
export function writeStatements(role: ComposedRole): string[] {
  const { before, after } = statementsOf(role, {
    ...WRITTEN,
    grantee: GRANTEES[role.membership] ?? 'the_role',
  });
  return [...before, ...after].map((statement) => `${statement};`);
}

/** The message of a difference: what was asked, as whom, and what each answered. */
export function writeDifference(
  { id, title, asked }: ComposedRule,
  role: ComposedRole,
  { verdict, why }: Judgement,
  { postgres, mathesar }: Compared,
): string {
  return [
    `${verdict}: ${why}`,
    `  rule        ${id} ${title} (${asked})`,
    `  role        ${describeRole(role)}`,
    `  PostgreSQL  ${writeAnswer(postgres)}`,
    `  Mathesar    ${writeAnswer(mathesar)}`,
  ].join('\n');
}

/** A row for a table with a column Role, which asks as one role alone; to be given an ID of its own. */
export const writePlanRow = (
  { id, title, asked, needs }: ComposedRule,
  role: ComposedRole,
  source: string,
): string =>
  `| ${[`${id}-x`, title, `\`${asked}\``, describeRole(role), needs.join(', '), '', source].join(' | ')} |`;

/** What was answered, in one line. */
export function writeAnswer({ refused, error, facts, change }: Answer): string {
  if (refused !== undefined) return [`refused (${refused})`, ...change].join('; ');
  if (error !== undefined) return [error, ...change].join('; ');
  return ['OK', ...change, ...facts].join('; ');
}

/** What Mathesar was seen to allow: PostgreSQL's answer to the same is the positive control, and the measure. */
export function witnessedIn({ refused, error }: Answer, judgement: Judgement): Witnessed {
  const gave = 'effects' in judgement ? [...judgement.effects].sort() : [];
  if (refused !== undefined)
    return { answer: 'denied', reason: refused === 'login' ? 'refused' : refused, gave };
  if (error !== undefined) return { answer: 'error', gave };
  const { verdict } = judgement;
  if (verdict === 'ineffective' || verdict === 'silent no-op') return { answer: 'silent', gave };
  return { answer: verdict === 'over-restriction' ? 'in part' : 'allowed', gave };
}
