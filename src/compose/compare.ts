import type { Judgement } from '../engine/verdict/judge';
import type { Asked, Told } from './asked';

/** Why a question is refused: no collaborator, no CONNECT, or no privilege. */
export type Refusal = 'collaborator' | 'login' | 'privilege';

/** What one of the two did with a question. */
export interface Answer {
  refused?: Refusal;
  /** An answer that is neither a result nor a refusal. */
  error?: string;
  /** What was told, a fact a line; the same fact twice is there twice. */
  facts: readonly string[];
  /** What changed, a line each: `- row …`, `+ table …`. */
  change: readonly string[];
}

/** Turns what was told into facts: a value of a column is one, and so is how many rows there were. */
export function factsOf(told: readonly Told[], ordered: boolean): string[] {
  return told.flatMap((row, at) => {
    if ('fact' in row) return [String(row.fact)];
    const place = ordered ? `${String(at + 1)}. ` : '';
    const values = Object.entries(row).filter(([column]) => column !== 'nothing');
    return [
      `row ${String(at + 1)}`,
      ...values.map(([column, value]) => `${place}${column}: ${String(value)}`),
    ];
  });
}

/** What one has and the other has not, duplicates counted. */
function beyond(one: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return one.filter((line) => {
    const at = left.indexOf(line);
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}

/**
 * Holds what Mathesar did against what PostgreSQL did as the same role: more is a breach, less an over-restriction.
 * @param tolerated what the plan says that Mathesar also needs and the role has not; less is then no difference
 */
export function judgeComposed(
  postgres: Answer,
  mathesar: Answer,
  tolerated: readonly string[] = [],
): Judgement {
  const told = beyond(mathesar.facts, postgres.facts);
  const changed = beyond(mathesar.change, postgres.change);
  if (told.length + changed.length > 0) {
    const effects = [...new Set([...changed.map(partOf), ...(told.length > 0 ? ['answer'] : [])])];
    return { verdict: 'breach', why: `beyond PostgreSQL: ${short([...changed, ...told])}`, effects };
  }
  if (mathesar.error !== undefined) {
    return {
      verdict: 'inconclusive',
      why: `an error that is not a refusal proves nothing: ${mathesar.error}`,
    };
  }
  if (postgres.refused !== undefined) {
    if (mathesar.refused === undefined)
      return {
        verdict: 'silent no-op',
        why: `PostgreSQL refuses (${postgres.refused}), and Mathesar answers OK`,
      };
    if (mathesar.refused === postgres.refused)
      return { verdict: 'pass', why: `both refuse (${postgres.refused})` };
    return {
      verdict: 'wrong reason',
      why: `PostgreSQL refuses for "${postgres.refused}", Mathesar for "${mathesar.refused}"`,
    };
  }
  const lacking = [...beyond(postgres.change, mathesar.change), ...beyond(postgres.facts, mathesar.facts)];
  if (mathesar.refused === undefined && lacking.length === 0)
    return { verdict: 'pass', why: 'both do the same' };
  if (tolerated.length > 0)
    return { verdict: 'pass', why: `stricter, as the plan says: without ${tolerated.join(', ')}` };
  if (mathesar.refused !== undefined)
    return {
      verdict: 'over-restriction',
      why: `Mathesar refuses (${mathesar.refused}), and PostgreSQL does not`,
    };
  return mathesar.change.length === 0 && postgres.change.length > 0
    ? { verdict: 'ineffective', why: `answered OK, without: ${short(lacking)}` }
    : { verdict: 'over-restriction', why: `Mathesar withholds: ${short(lacking)}` };
}

const partOf = (line: string) => line.split(' ')[1] ?? line;
const short = (lines: readonly string[]) =>
  lines.slice(0, 3).join('; ') + (lines.length > 3 ? ` and ${String(lines.length - 3)} more` : '');

/** Whether the order of rows counts for a question. */
export const isOrdered = (asked: Asked, readable: readonly string[]) => asked.ordered?.(readable) ?? false;
