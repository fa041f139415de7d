import { expectationKind } from './expectation';
import type { Block, MarkdownFile, SourceTable } from './markdown';
import type { Problems } from './problems';
import type { SourceText } from './source-text';
import { nameStrange } from './strange';
import { nearest } from './suggest';

/** What a page must know to find the rules that it would lose. */
export interface StrayContext {
  source: SourceText;
  /** What heads the columns of the page's tables. */
  names: readonly string[];
  /** Whether the page reads a table. */
  isRead: (table: SourceTable) => boolean;
  problems: Problems;
}

/** What people take for a bar: full-width, box drawing, broken, dental click, and as an entity. */
const BARS = /\\?[|｜│┃¦ǀ∣❘￨⎪║]|&(?:#124|#x7c|vert|verbar|VerticalLine);/gi;
const CELL_TAGS = /<\/?(?:table|thead|tbody|td|th)\b[^>]*>/gi;
const ROW_TAG = /<tr\b[^>]*>/i;
const OTHER_TAGS = /<!--|-->|<\/?[a-z][^>]*>/gi;
/** What Markdown may put in front of a line: quotes, lists, headings, footnotes. */
const PREFIX = /^(?:[\s>#]|[-*+]\s|\d+[.)]\s|\[[^\]]*\]:)*/;
const ID = /^[A-Z][A-Z0-9]*(?:-[A-Za-z0-9]+)+$/;
const ACTION = /^[a-z][a-z_]*(?:\.[a-z_]+)+(?:\(.*\))?$/;
const MARK_HINT = 'where it is prose, write <!-- not a matrix --> on a line above it';
const HINTS: Record<Block['kind'], string> = {
  prose: 'a table has no blank line between its rows, and below its header a line |---|---| of as many cells',
  code: 'a line behind a fence that is open, four blanks or a tab is code',
  html: 'in a comment, or below an HTML tag without a blank line between, Markdown reads no table',
  marked: '',
};

/**
 * Accounts for everything in a page that a reader could take for a rule: what belongs to no table that is read, and is
 * not marked as prose, is an error with its place.
 */
export function reportStrays(content: MarkdownFile, context: StrayContext): void {
  const { source, isRead, problems } = context;
  if (content.tooDeep !== undefined) {
    problems.error(source.at(content.tooDeep), 'the text is nested too deeply to be read');
    return;
  }
  for (const table of content.tables) {
    if (isRead(table) || !looksLikeMatrix(table, context.names)) continue;
    const misspelt = table.header.cells.find(({ plain }) => nearest(plain, ['ID']) !== undefined)?.plain;
    problems.error(source.at(table.offset), 'this looks like a matrix but has no column ID', [
      ...(misspelt === undefined ? [] : [`write ID instead of ${misspelt}`, ...nameStrange(misspelt)]),
      MARK_HINT,
    ]);
  }
  for (const { offset, kind } of findRuns(content, context)) {
    problems.error(source.at(offset), 'this looks like a row but belongs to no table', [
      HINTS[kind],
      MARK_HINT,
    ]);
  }
}

function looksLikeMatrix({ header, rows }: SourceTable, names: readonly string[]): boolean {
  const named = countNames(
    header.cells.map(({ plain }) => plain),
    names,
  );
  if (named > 1) return true;
  return [header, ...rows].some(({ cells }) => {
    const expectations = cells.filter(({ plain }) => isVerdict(plain)).length;
    return ID.test(cells[0]?.plain ?? '') || expectations > 1 || (named > 0 && expectations > 0);
  });
}

/** Lines one below the other with bars in them, of which at least one may be a rule. */
function findRuns(content: MarkdownFile, { source, names }: StrayContext) {
  const kindAt = kinds(content, source);
  const runs: { offset: number; kind: Block['kind']; isStray: boolean }[] = [];
  let open = false;
  let start = 0;
  for (const line of source.text.split(/(?<=\r\n|\n|\r(?!\n))/)) {
    const kind = kindAt(start);
    const rows =
      kind === undefined || kind === 'marked' ? [] : line.split(ROW_TAG).flatMap((row) => cellsOf(row) ?? []);
    if (rows.length > 0 && kind !== undefined) {
      if (!open) runs.push({ offset: start + indentOf(line), kind, isStray: false });
      const run = runs.at(-1);
      if (run) run.isStray ||= rows.some((cells) => couldBeRow(cells, kind, names));
    }
    open = rows.length > 0 || (open && ROW_TAG.test(line));
    start += line.length;
  }
  return runs.filter(({ isStray }) => isStray);
}

/** Finds the kind of the block that a line begins in; undefined in a table. */
function kinds({ blocks, tables }: MarkdownFile, source: SourceText) {
  const lineOf = (offset: number) => source.at(offset).line;
  const byLine = new Map<number, Block['kind'] | 'table'>();
  const fill = (kind: Block['kind'] | 'table', start: number, end: number) => {
    for (let line = lineOf(start); line <= lineOf(end); line++) byLine.set(line, kind);
  };
  for (const { kind, start, end } of blocks) fill(kind, start, end);
  for (const { offset, end } of tables) fill('table', offset, end);
  return (offset: number): Block['kind'] | undefined => {
    const kind = byLine.get(lineOf(offset)) ?? 'code';
    return kind === 'table' ? undefined : kind;
  };
}

/** A row's cells, without Markdown's marks; none where it has no bar. A first bar has an empty cell before it. */
function cellsOf(line: string): [string[]] | undefined {
  const text = line.replace(CELL_TAGS, '|').replace(OTHER_TAGS, ' ').replace(BARS, '|').replace(PREFIX, '');
  const plain = text.replace(/[*`~]/g, '');
  if (plain.includes('|')) return [plain.split('|').map((cell) => cell.trim())];
  // Columns by tabs, commas or blanks: a rule only where it has the form of one.
  const cells = plain.split(/\t|;|,| {2,}/).map((cell) => cell.trim());
  const expectations = cells.filter(isVerdict).length;
  return ID.test(cells[0] ?? '') && expectations > 1 ? [cells] : undefined;
}

function couldBeRow(cells: readonly string[], kind: Block['kind'], names: readonly string[]): boolean {
  const isProse = kind === 'prose';
  if (isProse && cells[0] === '') return true;
  const filled = cells.filter((cell) => cell !== '');
  if (ID.test(filled[0] ?? '')) return true;
  const isRule = filled.some((cell) => isVerdict(cell) || ACTION.test(cell));
  return (filled.length > 2 && isRule) || (isProse && countNames(filled, names) > 1);
}

/** A dash alone says nothing: lines below headers have them, too. */
const isVerdict = (cell: string) => !['none', undefined].includes(expectationKind(cell));

const countNames = (cells: readonly string[], names: readonly string[]) =>
  cells.filter((cell) => names.some((name) => name.toLowerCase() === cell.toLowerCase())).length;

const indentOf = (line: string) => /^[\s>]*/.exec(line)?.[0].length ?? 0;
