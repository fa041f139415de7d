import type { PlanSource } from '../plan/compile';
import { areaOf, frontMatterSchema, readFrontMatter } from '../plan/front-matter';
import { isMatrix } from '../plan/header';
import { readMarkdown, type SourceTable } from '../plan/markdown';
import { Problems } from '../plan/problems';
import { SourceText } from '../plan/source-text';
import type { Vocabulary } from '../plan/types';
import { COLUMNS } from '../plan/words';
import { writeDrafted } from './drafted';
import type { Draft } from './draft';
import { rowBelow, writeTable } from './markdown-table';
import { nextId, sentenceOf, soundsLikeReading } from './words';

/** A page of the plan as a draft needs it, be there problems on it or not. */
export interface Page extends PlanSource {
  area: string;
  covers: readonly string[];
  matrices: readonly SourceTable[];
}

export function readPage({ file, text }: PlanSource, vocabulary: Vocabulary): Page {
  const source = new SourceText(file, text);
  const { frontMatter, markdown } = readFrontMatter(source, frontMatterSchema(vocabulary), new Problems());
  const matrices = readMarkdown(markdown).tables.filter(isMatrix);
  return {
    ...{ file, text: source.text, area: areaOf(file) },
    ...{ covers: frontMatter.covers.map((span) => span.text), matrices },
  };
}

/** The IDs on a page, from its first row to its last. */
export const idsOn = ({ matrices }: Page): string[] =>
  matrices.flatMap((matrix) => matrix.rows.map((row) => cellOf(matrix, row, COLUMNS.id)));

/** A row for a plan that says what was witnessed. */
interface RowOptions {
  id: string;
  /** Where the row comes from, for its column Source. */
  source: string;
}

/**
 * Adds a drafted row to the matrix of a page whose rules are most like it.
 * @returns the page's text with it, and the roles that the matrix has no column for
 */
export function withRow(page: Page, draft: Draft, options: RowOptions): { text: string; without: string[] } {
  const matrix = mostAlike(page.matrices, draft.call.text);
  if (!matrix) throw new Error(`${page.file} has no matrix`);
  const header = matrix.header.cells.map(({ plain }) => plain);
  const row = rowFor(header, draft, { ...options, severity: severityIn(page, draft) });
  const { offset, end } = matrix;
  const [, delimiters = ''] = page.text.slice(offset, end).split(/\r?\n/);
  const lineEnd = page.text.includes('\r\n') ? '\r\n' : '\n';
  const text = page.text.slice(0, end) + lineEnd + rowBelow(delimiters, row) + page.text.slice(end);
  const names = new Set(header.map((name) => name.toLowerCase()));
  return {
    text,
    without: draft.cells.flatMap(({ role }) => (names.has(role) ? [] : [role])),
  };
}

/** A page of its own for an area. */
export function newPage(
  area: string,
  drafts: readonly Draft[],
  source: string,
  taken: Iterable<string>,
): string {
  const roles = drafts[0]?.cells.map(({ role }) => role) ?? [];
  const header = [COLUMNS.id, COLUMNS.rule, COLUMNS.action, ...roles, COLUMNS.severity, COLUMNS.source];
  const all = [...taken];
  const rows = drafts.map((draft) => {
    const id = nextId(area, [], all);
    all.push(id);
    return rowFor(header, draft, { id, source, severity: usualSeverity(draft) });
  });
  const align = header.map((name) => (roles.includes(name) ? ('center' as const) : undefined));
  const title = area.charAt(0).toUpperCase() + area.slice(1).replaceAll('-', ' ');
  return `---\narea: ${area}\n---\n\n# ${title}\n\n${writeTable({ header, align, rows })}\n`;
}

function rowFor(
  header: readonly string[],
  { call, cells }: Draft,
  about: RowOptions & { severity: string },
): string[] {
  const words: Record<string, string> = {
    [COLUMNS.id]: about.id,
    [COLUMNS.rule]: sentenceOf(call.text),
    [COLUMNS.action]: `\`${call.text}\``,
    [COLUMNS.severity]: about.severity,
    [COLUMNS.source]: about.source,
    [COLUMNS.given]: '–',
    [COLUMNS.budget]: '–',
    [COLUMNS.positiveControl]: '–',
  };
  return header.map((name) => {
    const cell = cells.find(({ role }) => role === name.toLowerCase());
    if (cell) return writeDrafted(cell.drafted);
    const known = Object.entries(words).find(([column]) => column.toLowerCase() === name.toLowerCase());
    // A role that was not tried: the loader asks for it.
    return known?.[1] ?? (Object.values(COLUMNS).some((column) => column === name) ? '' : '?');
  });
}

/** The matrix with most rules that are written with the same arguments, and without a situation. */
function mostAlike(matrices: readonly SourceTable[], text: string): SourceTable | undefined {
  const argsOf = (call: string) => /\(.*\)/s.exec(call)?.[0] ?? '';
  const alike = (matrix: SourceTable) =>
    matrix.rows.filter(
      (row) => argsOf(cellOf(matrix, row, COLUMNS.action).replaceAll('`', '')) === argsOf(text),
    ).length;
  const plain = matrices.filter(
    ({ header }) => !header.cells.some(({ plain: name }) => name === COLUMNS.given),
  );
  return [...(plain.length > 0 ? plain : matrices)].sort((one, other) => alike(other) - alike(one))[0];
}

/** What most rules of the page have that read, or change, as the drafted one does; blank where its column is not there. */
function severityIn({ matrices }: Page, draft: Draft): string {
  const reading = isReading(draft);
  const severities = matrices.flatMap((matrix) =>
    matrix.rows.flatMap((row) => {
      const action = cellOf(matrix, row, COLUMNS.action).replace(/`|\(.*/g, '');
      return soundsLikeReading(action) === reading ? cellOf(matrix, row, COLUMNS.severity) || 'normal' : [];
    }),
  );
  const count = (severity: string) => severities.filter((other) => other === severity).length;
  return [...new Set(severities)].sort((one, other) => count(other) - count(one))[0] ?? usualSeverity(draft);
}

const isReading = ({ cells }: Draft) => cells.every(({ changes }) => !changes);

const usualSeverity = (draft: Draft) => (isReading(draft) ? 'normal' : 'critical');

function cellOf({ header }: SourceTable, { cells }: SourceTable['rows'][number], column: string): string {
  const index = header.cells.findIndex(({ plain }) => plain.toLowerCase() === column.toLowerCase());
  return cells[index]?.text ?? '';
}
