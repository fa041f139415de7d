import { writeExpectation } from '../../plan/expectation';
import { formatPosition } from '../../plan/format';
import type { Cell, Plan, PlanFile, Rule } from '../../plan/types';
import type { RecordedCell, RunRecord } from '../../record/schema';
import { isFinding, isKnownGap } from '../record/findings';

/**
 * What a run says of one rule for one role: `proven` as the plan has it, a known `gap`, `refuted` by a finding, or `open`,
 * where nothing was proven.
 */
export type Standing = 'proven' | 'gap' | 'refuted' | 'open';

/** One rule for one role, on every surface. */
export interface Fact {
  rule: Rule;
  cell: Cell;
  standing: Standing;
  /** What the run has of it. */
  seen: readonly RecordedCell[];
}

/** A plan file with what a run says of it. */
export interface Subject {
  target: string;
  file: PlanFile;
  facts: readonly Fact[];
}

/** Cells of a run by target, rule and role. */
export class Seen {
  private readonly cells = new Map<string, RecordedCell[]>();

  constructor({ results }: Pick<RunRecord, 'results'>) {
    for (const result of results) {
      if (result.kind !== 'cell') continue;
      const key = keyOf(result.target, result.rule, result.role);
      const same = this.cells.get(key);
      if (same) same.push(result);
      else this.cells.set(key, [result]);
    }
  }

  of(target: string, rule: Rule, role: string): readonly RecordedCell[] {
    return this.cells.get(keyOf(target, rule.id, role)) ?? [];
  }

  get targets(): ReadonlySet<string> {
    return new Set([...this.cells.values()].flatMap(([cell]) => cell?.target ?? []));
  }
}

const keyOf = (...words: string[]) => words.join('\n');

/** The files of a target's plan, each with its rules for each role as a run saw them, in the order of the plan. */
export function subjectsOf(target: string, plan: Plan, seen: Seen): Subject[] {
  return plan.files.map((file) => ({
    target,
    file,
    facts: file.rules.flatMap((rule) =>
      rule.cells.flatMap((cell) => {
        const cells = seen.of(target, rule, cell.role);
        return cell.expectation.kind === 'none'
          ? []
          : { rule, cell, standing: standingOf(rule, cells), seen: cells };
      }),
    ),
  }));
}

/**
 * What some cells of one rule and role prove together. A finding refutes. The answer of the API counts where the rule is
 * tried over the API: that a page withholds a control does not prove that the call is refused.
 */
export function standingOf(rule: Rule, cells: readonly RecordedCell[]): Standing {
  if (cells.some(isFinding)) return 'refuted';
  const isOverApi = rule.surfaces.includes('api');
  const isProven = cells.some(
    ({ verdict, surface }) => verdict === 'pass' && (!isOverApi || surface === 'api'),
  );
  const gaps = cells.filter(isKnownGap);
  if (isProven && gaps.every(isOfThePage)) return 'proven';
  return gaps.length > 0 ? 'gap' : 'open';
}

/** Verdicts on a page that leave true what the API proved. */
const OF_THE_PAGE: readonly (string | undefined)[] = [
  'offered but refused',
  'hidden but allowed',
  'unexpected control',
  'inconclusive',
];

/** Whether a known gap is one of what the page shows, and no more. */
export const isOfThePage = ({ surface, evidence }: RecordedCell) =>
  surface === 'ui' && OF_THE_PAGE.includes(evidence?.judged);

/** Where a run was of another plan than this one, a line for each place; a known gap may have changed. */
export function differencesOf(
  subjects: readonly Subject[],
  { results }: Pick<RunRecord, 'results'>,
): string[] {
  const files = new Set(subjects.map(({ file }) => file.file));
  const known = new Set(
    subjects.flatMap(({ target, facts }) => facts.map(({ rule, cell }) => keyOf(target, rule.id, cell.role))),
  );
  const gone = results.flatMap((result) =>
    result.kind === 'cell' &&
    files.has(result.place.file) &&
    !known.has(keyOf(result.target, result.rule, result.role))
      ? `${result.place.file}  the run had ${result.rule} ${result.role}, and the plan does not`
      : [],
  );
  const changed = subjects.flatMap(({ facts }) =>
    facts.flatMap(({ rule, cell, seen }) => {
      const planned = writeExpectation(cell.expectation);
      const other = seen.find(({ expected, ruleTitle }) => expected !== planned || ruleTitle !== rule.title);
      return other
        ? `${formatPosition(cell.position)}  the plan has "${rule.title}", ${cell.role} ${planned}; the run had ` +
            `"${other.ruleTitle}", ${other.expected}`
        : [];
    }),
  );
  return [...changed, ...new Set(gone)];
}
