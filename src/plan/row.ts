import { z } from 'zod';
import { readAction } from './action-call';
import { isNotApplicable, readExpectation, splitApiOnly } from './expectation';
import type { FrontMatter } from './front-matter';
import type { Gaps } from './gaps';
import { splitReferences } from './gaps';
import type { Header } from './header';
import type { SourceCell, SourceRow } from './markdown';
import type { Problems } from './problems';
import type { SourceText, Span } from './source-text';
import { listItems } from './source-text';
import type { ActionInfo, Cell, Expectation, KnownGap, Position, Rule, Surface, Vocabulary } from './types';
import { canShow, GAP_VERDICTS } from './verdicts';
import type { Column } from './words';
import { describeIssue, ID_FORMAT, millisecondsOf, wordSchemas } from './words';

/** A row as far as it could be read, so that the checks across rules do not report what follows from a slip. */
export interface RowDraft {
  id: string | undefined;
  position: Position;
  /** Undefined where something is wrong with the row. */
  rule: Rule | undefined;
  action: ActionInfo | undefined;
  positiveControl: { id: string; position: Position } | undefined;
  /** Whether some role is allowed; unknown where a cell could not be read, no matter where the rule proves itself. */
  allows: boolean | undefined;
  /** Whether there is a cell other than `–`. */
  checks: boolean;
}

/** zod schema of a row's words; lists are split, blank cells of optional columns are absent. */
export function rowSchema(vocabulary: Vocabulary) {
  const words = wordSchemas(vocabulary);
  return z.object({
    id: z.string().regex(ID_FORMAT),
    rule: z.string().min(1),
    severity: words.severity,
    installs: words.installs,
    surfaces: words.surfaces,
    given: words.given.optional(),
    budget: words.budget.optional(),
    source: words.source.optional(),
    positiveControl: z.string().min(1).optional(),
    safe: z.enum(['yes', 'no']).optional(),
  });
}

/** All that the rows of a matrix have in common. */
export interface RowContext {
  source: SourceText;
  area: string;
  header: Header;
  frontMatter: FrontMatter;
  gaps: Gaps<KnownGap>;
  schema: ReturnType<typeof rowSchema>;
  vocabulary: Vocabulary;
  problems: Problems;
}

/** Reads one row of a matrix and reports everything that is wrong with it. */
export function readRow(row: SourceRow, context: RowContext): RowDraft {
  const { source, header, problems, vocabulary } = context;
  const before = problems.count;
  const position = source.at(cellOf(row, context, 'id')?.offset ?? row.cells[0]?.offset ?? row.end);
  const draft: RowDraft = {
    id: undefined,
    position,
    rule: undefined,
    action: undefined,
    positiveControl: undefined,
    allows: undefined,
    checks: false,
  };
  if (row.cells.every((cell) => cell.text === '')) {
    problems.error(position, 'the row is empty', ['remove it']);
    return { ...draft, checks: true };
  }
  const filled = row.cells.filter((cell) => cell.text !== '');
  if (filled.length === 1 && row.cells.length > 2) {
    problems.error(source.at(filled[0]?.offset ?? row.end), 'the row has one filled cell and so is no rule', [
      'for the name of a group write a heading, and below it a table of its own',
    ]);
    return { ...draft, checks: true };
  }
  reportLength(row, context);

  const words = readWords(row, context, draft);
  const action = cellOf(row, context, 'action');
  if (action?.text === '') problems.error(source.at(action.offset), 'Action is empty');
  const read = action?.text ? readAction(action, vocabulary, source, problems) : undefined;
  draft.action = read?.info;

  const cells = header.roles.flatMap(({ role, index }) => {
    const cell = row.cells[index];
    return cell === undefined ? [] : (readCell(role, cell, context) ?? []);
  });
  const complete = header.complete && cells.length === header.roles.length;
  draft.checks = !complete || cells.some((cell) => cell.expectation.kind !== 'none');
  const allows = cells.some((cell) => cell.expectation.kind === 'allow');
  const given = words === undefined ? cellOf(row, context, 'given')?.text : words.given;
  draft.allows = (allows || complete) && !given ? allows : undefined;

  if (words !== undefined && read?.call !== undefined && problems.unchangedSince(before)) {
    const { id, rule, severity, installs, surfaces, source: document, positiveControl, safe } = words;
    const situation = readGiven(row, words, cells, context);
    const offers = surfaces.includes('ui') ? vocabulary.offersOf(read.call) : [];
    reportPages(id, surfaces, offers, cells, context);
    if (safe === 'yes' && !read.info?.reads) reportUnsafe(row, read.call.name, context);
    draft.rule = {
      ...{ id, title: rule, action: read.call, cells, area: context.area, severity, position },
      installs: [...new Set(installs)],
      surfaces: [...new Set(surfaces)],
      offers,
      ...(situation !== undefined && { given: situation }),
      ...(document !== undefined && { source: document }),
      ...(positiveControl !== undefined && { positiveControl }),
      ...(safe === 'yes' && { safe: true as const }),
    };
  }
  return draft;
}

/** The situation of a rule, in which each cell is its own positive control; without a budget, a right ends at once. */
function readGiven(
  row: SourceRow,
  { given, budget, safe, positiveControl }: z.output<ReturnType<typeof rowSchema>>,
  cells: readonly Cell[],
  context: RowContext,
): Rule['given'] {
  const { source, problems } = context;
  const budgetCell = cellOf(row, context, 'budget');
  if (given === undefined) {
    if (budgetCell !== undefined && budgetCell.text !== '' && !isNotApplicable(budgetCell.text)) {
      problems.error(source.at(budgetCell.offset), 'Budget says nothing of a rule without a situation', [
        'name one in the column Given, or write –',
      ]);
    }
    return undefined;
  }
  const hidden = cells.find((cell) => cell.expectation.kind === 'hide');
  if (hidden !== undefined) {
    problems.error(hidden.position, `hide is not tried in a situation (Given: ${given})`, [
      'expect a denial with its reason',
    ]);
  }
  if (positiveControl !== undefined) {
    const offset = cellOf(row, context, 'positiveControl')?.offset ?? row.end;
    problems.error(source.at(offset), 'a rule with a situation needs no positive control', [
      'write –: the role uses the right before it changes',
    ]);
  }
  if (safe === 'yes') {
    const offset = cellOf(row, context, 'safe')?.offset ?? row.end;
    problems.error(source.at(offset), 'a situation changes rights, so no rule with one is safe', [
      'write no',
    ]);
  }
  return { situation: given, budgetMs: budget === undefined ? 0 : millisecondsOf(budget) };
}

function reportUnsafe(row: SourceRow, action: string, context: RowContext): void {
  const { source, problems } = context;
  const offset = cellOf(row, context, 'safe')?.offset ?? row.end;
  problems.error(source.at(offset), `${action} may change something, so no rule with it is safe`, [
    'write no, or name an action that only reads',
  ]);
}

function cellOf(row: SourceRow, { header }: RowContext, column: Column): SourceCell | undefined {
  const index = header.columns.get(column);
  return index === undefined ? undefined : row.cells[index];
}

function reportLength(row: SourceRow, { header, source, problems }: RowContext): void {
  const missing = header.names.slice(row.cells.length).filter((name) => name !== '');
  if (missing.length > 0) {
    problems.error(source.at(row.end), `the row ends too early: no cell for ${missing.join(', ')}`, [
      'write – where the rule does not apply; text below a table needs a blank line before it',
    ]);
  }
  const extra = row.cells[header.names.length];
  if (extra !== undefined) {
    problems.error(source.at(extra.offset), `the row has more cells than the header`, [
      'a | inside a cell is written \\|',
    ]);
  }
}

function readWords(row: SourceRow, context: RowContext, draft: RowDraft) {
  const { source, header, schema, problems, gaps, frontMatter: defaults } = context;
  const values: Partial<Record<Column, unknown>> = { ...defaults };
  const spans = new Map<string, Span[]>();
  for (const [column] of header.columns) {
    const cell = cellOf(row, context, column);
    if (cell === undefined || column === 'action') continue;
    const { text, rest } = plainText(column, cell, gaps);
    spans.set(column, [{ text, offset: cell.offset }]);
    if (column === 'installs' || column === 'surfaces') {
      const items = listItems(cell);
      if (items.length === 0) continue;
      spans.set(column, items);
      values[column] = items.map((item) => item.text);
    } else if (
      column === 'given' ||
      column === 'budget' ||
      column === 'source' ||
      column === 'positiveControl'
    ) {
      // A dash takes the file's default away; a blank cell leaves it.
      if (rest !== '') values[column] = isNotApplicable(rest) ? undefined : text;
    } else if (text !== '' || column === 'id' || column === 'rule') {
      values[column] = text;
    }
  }
  if (typeof values.id === 'string' && ID_FORMAT.test(values.id)) draft.id = values.id;
  reportTag(spans.get('rule')?.[0], context);
  const result = schema.safeParse(values);
  for (const issue of result.error?.issues ?? []) {
    const [field, index] = issue.path;
    const list = spans.get(String(field));
    const span = list?.[typeof index === 'number' ? index : 0];
    if (span === undefined) continue; // The column is missing, which the header or the row's length has told.
    const { message, hints } = describeIssue(String(field), issue, span.text);
    problems.error(source.at(span.offset), message, hints);
  }
  const positiveControl = spans.get('positiveControl')?.[0];
  if (positiveControl !== undefined && typeof values.positiveControl === 'string') {
    draft.positiveControl = { id: values.positiveControl, position: source.at(positiveControl.offset) };
  }
  return result.data;
}

/** Rule and Source are prose, whose footnotes may be plain ones; the other columns are taken as written. */
function plainText(column: Column, cell: SourceCell, gaps: Gaps<KnownGap>): { text: string; rest: string } {
  if (column !== 'rule' && column !== 'source') return { text: cell.text, rest: cell.text };
  for (const reference of splitReferences(cell).references) gaps.mention(reference);
  const text = cell.plain.replace(/\s+/g, ' ');
  return { text, rest: text };
}

function reportTag(rule: Span | undefined, { source, problems }: RowContext): void {
  const at = rule?.text.indexOf('@') ?? -1;
  if (rule === undefined || at < 0) return;
  problems.error(source.at(rule.offset + at), 'Rule must not contain "@"', [
    'it becomes a part of the test’s title, where "@" begins a tag',
  ]);
}

function readCell(role: string, cell: SourceCell, context: RowContext): Cell | undefined {
  const { source, gaps, problems } = context;
  const { rest, references } = splitReferences(cell);
  const position = source.at(cell.offset);
  const [reference] = references;
  const known = references.flatMap((each) => gaps.use(each) ?? []);
  reportTwice(known, references, context);
  if (rest.text === '') {
    problems.error(position, `the cell for ${role} is empty`, ['write – where the rule does not apply']);
    return undefined;
  }
  const { rest: expected, apiOnly } = splitApiOnly(rest);
  const expectation = readExpectation(expected, source, problems);
  if (expectation === undefined) return undefined;
  if (expectation.kind === 'none' && reference !== undefined) {
    problems.error(source.at(reference.offset), 'a cell that does not apply has no known gap');
  } else {
    reportImpossible(known, rest.text, expectation, position, problems);
  }
  return { role, expectation, ...(apiOnly && { apiOnly }), position, gaps: known };
}

/** A gap excuses a verdict that its cell can show. */
function reportImpossible(
  known: readonly KnownGap[],
  written: string,
  expected: Expectation,
  position: Position,
  problems: Problems,
): void {
  for (const { id, surface, verdict } of known) {
    if (canShow(expected, surface, verdict)) continue;
    const possible = GAP_VERDICTS.filter((other) => canShow(expected, surface, other));
    const where = surface === 'ui' ? ' on a page' : '';
    problems.error(position, `[^${id}] excuses ${verdict}, which "${written}" never comes to${where}`, [
      `verdicts of "${written}"${where}: ${possible.join(', ')}`,
    ]);
  }
}

/** One surface, and on pages one control, has one known gap at most. */
function reportTwice(known: KnownGap[], references: Span[], { source, problems }: RowContext): void {
  for (const [index, gap] of known.entries()) {
    const clash = known
      .slice(0, index)
      .find(
        (other) =>
          other.surface === gap.surface &&
          (other.controls?.some((name) => gap.controls?.includes(name) ?? true) ?? true),
      );
    if (clash === undefined) continue;
    const what =
      gap.surface === 'api' ? 'a cell has one known gap at most' : 'a control has one known page gap at most';
    problems.error(source.at(references[index]?.offset ?? 0), what);
  }
}

/** Reports a rule that no page offers although it is to be checked on pages alone, and gaps of pages it has not. */
function reportPages(
  id: string,
  surfaces: readonly Surface[],
  offers: readonly string[],
  cells: readonly Cell[],
  { problems }: RowContext,
): void {
  const [first] = cells;
  if (first && !surfaces.includes('api') && offers.length === 0) {
    problems.error(first.position, `${id} is to be checked on pages alone, but no control offers its call`, [
      'add one below src/controls/, or let Surfaces name api',
    ]);
  }
  for (const { role, expectation, apiOnly, gaps, position } of cells) {
    if (apiOnly && (expectation.kind === 'none' || offers.length === 0 || !surfaces.includes('api'))) {
      problems.error(position, `(api) says nothing for ${role}: no page is looked at beside the API`, [
        'remove it',
      ]);
    }
    for (const gap of gaps) {
      if (apiOnly && gap.surface === 'ui') {
        problems.error(
          position,
          `[^${gap.id}] is a page gap, but the cell for ${role} is about the API alone`,
        );
      }
      if (gap.surface === 'api') {
        if (!surfaces.includes('api')) {
          problems.error(position, `[^${gap.id}] is a gap of the API, where ${id} is not checked`);
        }
        continue;
      }
      const unknown = gap.controls?.find((name) => !offers.includes(name));
      if (unknown === undefined && offers.length > 0) continue;
      problems.error(
        position,
        unknown === undefined
          ? `[^${gap.id}] is a page gap, but no control offers the call of ${id}`
          : `[^${gap.id}] names no control of ${id}: ${unknown}`,
        offers.length > 0 ? [`controls of ${id}: ${offers.join('; ')}`] : [],
      );
    }
  }
}
