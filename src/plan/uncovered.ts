import type { PlanSource } from './compile';
import { cellsOf, readTables } from './listed-columns';
import type { SourceCell } from './markdown';
import { Problems } from './problems';
import { SourceText } from './source-text';
import type { Plan, Position, Problem, Vocabulary } from './types';

/** Columns of the tables of what is left out, in this order. */
const COLUMNS = ['Method', 'Why'] as const;
const METHOD = /^(?:[a-z_]+(?:\.[a-zA-Z_]+)+|(?:GET|POST|PUT|PATCH|DELETE) \/\S*)$/;

/** A method or an endpoint that no rule tries, on purpose. */
export interface Uncovered {
  method: string;
  why: string;
  position: Position;
}

/**
 * Reads the pages of kind `uncovered`: tables with the columns Method, Why.
 * @param plan the permission plan, whose rules must not try what is listed
 * @returns the entries in the order of the rows, and all problems by file, line and column
 */
export function compileUncovered(
  sources: readonly PlanSource[],
  plan: Plan,
  vocabulary: Vocabulary,
): { uncovered: Uncovered[]; problems: Problem[] } {
  const problems = new Problems();
  const triedBy = rulesByMethod(plan, vocabulary);
  const uncovered: Uncovered[] = [];
  for (const { file, text } of sources) {
    const source = new SourceText(file, text);
    for (const row of readTables(source, COLUMNS, vocabulary, problems).flatMap(({ rows }) => rows)) {
      const [method, why] = cellsOf(row, COLUMNS) as [SourceCell, SourceCell];
      const entry = { method: method.plain, why: why.plain, position: source.at(method.offset) };
      const wrong = whatIsWrong(entry, uncovered, triedBy);
      if (wrong) problems.error(why.plain === '' ? source.at(why.offset) : entry.position, ...wrong);
      uncovered.push(entry);
    }
  }
  return { uncovered, problems: problems.sorted() };
}

function whatIsWrong(
  { method, why }: Uncovered,
  before: readonly Uncovered[],
  triedBy: ReadonlyMap<string, string>,
): [message: string, hints: string[]] | undefined {
  if (!METHOD.test(method))
    return [`"${method}" is no method`, ['write it like records.add, or GET /api/export/v0/tables/']];
  if (why === '') return ['Why is empty', ['say why no rule tries it']];
  if (before.some((other) => other.method === method))
    return [`${method} is listed twice`, ['remove one of the rows']];
  const rule = triedBy.get(method);
  return rule === undefined ? undefined : [`rule ${rule} tries ${method}`, ['remove it from this list']];
}

/** The methods and endpoints that a plan tries, each with the first rule that does. */
export function rulesByMethod(
  { files }: Plan,
  { actions }: Pick<Vocabulary, 'actions'>,
): Map<string, string> {
  const tried = new Map<string, string>();
  for (const { id, action, cells } of files.flatMap((file) => file.rules)) {
    if (cells.every(({ expectation }) => expectation.kind === 'none')) continue;
    for (const method of actions.get(action.name)?.methods ?? [])
      if (!tried.has(method)) tried.set(method, id);
  }
  return tried;
}
