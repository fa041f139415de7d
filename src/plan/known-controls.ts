import type { PlanSource } from './compile';
import { cellsOf, readTables } from './listed-columns';
import type { SourceCell, SourceRow, SourceTable } from './markdown';
import { Problems } from './problems';
import { listItems, SourceText } from './source-text';
import { unknownName } from './suggest';
import type { Plan, Position, Problem, Rule, Vocabulary } from './types';

/** Columns of the tables of known controls, in this order. */
const COLUMNS = ['Page', 'Controls', 'For', 'Why'] as const;
/** Stands for all pages, and for all roles. */
const [EVERY_PAGE, EVERYBODY] = ['every page', 'everybody'];
const CONTROL = /^([a-z]+) "([^"]*)"(?: in (.+))?$/;

/** What may be activated on pages, and by whom; found by its role for assistive technology and its accessible name. */
export interface KnownControl {
  /** Names of pages; undefined for every page. */
  pages: readonly string[] | undefined;
  /** The ARIA role, e.g. `button`. */
  role: string;
  /** The accessible name; `…` stands for any text. */
  name: string;
  /** The part of the page, or the button that opens it; undefined for all. */
  region: string | undefined;
  /** The roles of the plan that may have it; undefined for everybody. */
  roles: ReadonlySet<string> | undefined;
  /** Why they may: the rules, or a sentence. */
  why: string;
  position: Position;
}

/** What the plan knows of the contents of pages. */
export interface PageContents {
  known: readonly KnownControl[];
  /** The roles that may open each page, by the rules about pages. */
  openTo: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What the reader of a row is given. */
interface Context {
  rules: ReadonlyMap<string, Rule>;
  roles: readonly string[];
  pages: readonly string[];
  source: SourceText;
  problems: Problems;
}

/**
 * Reads the pages of kind `controls`: tables with the columns Page, Controls, For, Why.
 * @param plan the permission plan, to whose rules the column For may refer
 * @param pages the pages whose controls are listed
 * @returns the known controls in the order of the rows, who may open the pages, and all problems by file, line and column
 */
export function compileKnownControls(
  sources: readonly PlanSource[],
  plan: Plan,
  vocabulary: Vocabulary,
  pages: readonly string[],
): { contents: PageContents; problems: Problem[] } {
  const problems = new Problems();
  const rules = new Map(plan.files.flatMap((file) => file.rules.map((rule) => [rule.id, rule])));
  const known = sources.flatMap(({ file, text }) => {
    const source = new SourceText(file, text);
    const context = { rules, roles: vocabulary.roles, pages, source, problems };
    return readTables(source, COLUMNS, vocabulary, problems).flatMap((table) => readTable(table, context));
  });
  const openTo = new Map(
    [...rules.values()]
      .filter(({ action }) => action.name === 'page.contents')
      .map(({ action, cells }) => {
        const allowed = cells.filter(({ expectation }) => expectation.kind === 'allow');
        return [String(action.args.page), new Set(allowed.map(({ role }) => role))];
      }),
  );
  return { contents: { known, openTo }, problems: problems.sorted() };
}

function readTable({ rows, offset }: SourceTable, context: Context): KnownControl[] {
  const { source, problems } = context;
  if (rows.length === 0) problems.error(source.at(offset), 'the table has no rows');
  return rows.flatMap((row) => readRow(row, context));
}

function readRow(row: SourceRow, context: Context): KnownControl[] {
  const { source, problems, pages: names } = context;
  const [page, controls, forWhom, why] = cellsOf(row, COLUMNS) as [
    SourceCell,
    SourceCell,
    SourceCell,
    SourceCell,
  ];
  if (row.cells.length !== COLUMNS.length)
    problems.error(source.at(row.end), `a row has ${String(COLUMNS.length)} cells`);
  const pages = listItems(page);
  if (pages.length === 0) problems.error(source.at(page.offset), 'the row names no page');
  for (const { text, offset } of pages) {
    if (text === EVERY_PAGE || names.includes(text)) continue;
    problems.error(source.at(offset), unknownName('page', text, names), [
      `pages: ${[EVERY_PAGE, ...names].join(', ')}`,
    ]);
  }
  const read = readFor(forWhom, context);
  if (read.rules.length === 0 && why.plain === '')
    problems.error(source.at(why.offset), 'Why is empty', [
      'say why these roles may have it, or name a rule',
    ]);
  const items = listItems(controls);
  if (items.length === 0) problems.error(source.at(controls.offset), 'the row names no control');
  return items.flatMap(({ text, offset }) => {
    const [, role, name, region] = CONTROL.exec(text) ?? [];
    if (role === undefined || name === undefined) {
      problems.error(source.at(offset), `"${text}" is no control`, [
        'write its role and its name, e.g. button "Filter", button "" in header; … stands for any text',
      ]);
      return [];
    }
    return [
      {
        pages: pages.some((each) => each.text === EVERY_PAGE) ? undefined : pages.map((each) => each.text),
        ...{ role, name, region, roles: read.roles, position: source.at(offset) },
        why: [...read.rules, ...(why.plain ? [why.plain] : [])].join(', '),
      },
    ];
  });
}

/** The roles that the column For names, itself or by rules. */
function readFor(
  cell: SourceCell,
  { rules, roles, source, problems }: Context,
): { roles: ReadonlySet<string> | undefined; rules: string[] } {
  const items = listItems(cell);
  const named: Rule[] = [];
  if (items.length === 0) problems.error(source.at(cell.offset), 'For is empty', ['name roles or rules']);
  for (const { text, offset } of items) {
    const rule = rules.get(text);
    if (rule) named.push(rule);
    else if (text !== EVERYBODY && !roles.includes(text)) {
      problems.error(source.at(offset), unknownName('role or rule', text, [...roles, ...rules.keys()]), [
        `roles: ${[EVERYBODY, ...roles].join(', ')}; or the ID of a rule of the permission plan`,
      ]);
    }
  }
  const isNamed = (name: string) => items.some(({ text }) => text === name);
  return {
    roles: isNamed(EVERYBODY)
      ? undefined
      : new Set(roles.filter((role) => isNamed(role) || mayBeOffered(named, role))),
    rules: named.map(({ id }) => id),
  };
}

/** Whether one of the rules allows a role or is known to be offered to it, or none says anything of it. */
function mayBeOffered(rules: readonly Rule[], role: string): boolean {
  const cells = rules
    .flatMap((rule) => rule.cells)
    .filter((cell) => cell.role === role && cell.expectation.kind !== 'none' && !cell.apiOnly);
  if (rules.length > 0 && cells.length === 0) return true;
  return cells.some(
    ({ expectation, gaps }) => expectation.kind === 'allow' || gaps.some(({ surface }) => surface === 'ui'),
  );
}
