import type { PlanSource } from '../compile';
import { frontMatterSchema, readFrontMatter } from '../front-matter';
import { isMatrix } from '../header';
import { readMarkdown, type SourceCell, type SourceRow, type SourceTable } from '../markdown';
import { Problems } from '../problems';
import { SourceText } from '../source-text';
import { reportStrays } from '../strays';
import { unknownName } from '../suggest';
import type { Position, Problem, Vocabulary } from '../types';
import { ID_FORMAT } from '../words';
import { DISCLOSURE_KINDS, type Disclosure, type DisclosureKind } from './kinds';

/** Columns beside those of the roles. */
const COLUMNS = ['ID', 'Kind', 'Source'] as const;
type Column = (typeof COLUMNS)[number];

const WORDS = ['may know', 'never'] as const;
const KINDS_HINT = `kinds: ${DISCLOSURE_KINDS.join(', ')}`;

/** Where a matrix has what: the columns by name, and the roles. */
interface Header {
  columns: Map<Column, number>;
  roles: { role: string; index: number }[];
}

/**
 * Turns the pages of kind `disclosure` into who may be told what.
 * @param vocabulary its roles each need a column
 * @returns what the valid rows say, and all problems by file, line and column. Every kind needs one row.
 */
export function compileDisclosure(
  sources: readonly PlanSource[],
  vocabulary: Vocabulary,
): { disclosure: Disclosure; problems: Problem[] } {
  const problems = new Problems();
  const reader = new PageReader(vocabulary, problems);
  if (sources.length === 0)
    problems.error({ file: 'qa-plan', line: 1, column: 1 }, 'no page says who may be told what', [
      'add qa-plan/disclosure.md, with the line kind: disclosure',
    ]);
  for (const { file, text } of sources) reader.read(new SourceText(file, text));
  return { disclosure: reader.finish(), problems: problems.sorted() };
}

class PageReader {
  private readonly told = new Map<DisclosureKind, Set<string>>();
  private readonly rows = new Map<string, Position>();
  private first: Position | undefined;

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly problems: Problems,
  ) {}

  read(source: SourceText): void {
    const { problems } = this;
    const { markdown } = readFrontMatter(source, frontMatterSchema(this.vocabulary), problems);
    const content = readMarkdown(markdown);
    const before = problems.count;
    const names = [...COLUMNS, ...this.vocabulary.roles];
    reportStrays(content, { source, names, isRead: isMatrix, problems });
    const tables = content.tables.filter(isMatrix);
    this.first ??= source.at(tables[0]?.offset ?? 0);
    if (tables.length === 0 && problems.unchangedSince(before))
      problems.error(source.at(0), 'the page has no table with a column ID');
    for (const table of tables) {
      const header = this.header(table, source);
      if (header) for (const row of table.rows) this.row(row, header, table, source);
    }
  }

  /** Reports the kinds of which no row says who may know them. */
  finish(): Disclosure {
    const missing = DISCLOSURE_KINDS.filter((kind) => !this.rows.has(kind));
    // A row that is wrong is one problem, not also a missing one.
    if (this.first && this.problems.count === 0)
      for (const kind of missing)
        this.problems.error(this.first, `no row says who may know: ${kind}`, ['add a row of that kind']);
    return this.told;
  }

  private header({ header, offset }: SourceTable, source: SourceText): Header | undefined {
    const { problems } = this;
    const before = problems.count;
    const { roles } = this.vocabulary;
    const found: Header = { columns: new Map(), roles: [] };
    const seen = new Set<string>();
    for (const [index, { plain, offset: at }] of header.cells.entries()) {
      const name = [...COLUMNS, ...roles].find((known) => known.toLowerCase() === plain.toLowerCase());
      const column = COLUMNS.find((each) => each === name);
      if (name === undefined)
        problems.error(source.at(at), unknownName('column', plain, [...COLUMNS, ...roles]), [
          `columns: ${COLUMNS.join(', ')}; roles: ${roles.join(', ')}`,
        ]);
      else if (seen.has(name)) problems.error(source.at(at), `column ${name} is there twice`);
      else if (column) found.columns.set(column, index);
      else found.roles.push({ role: name, index });
      if (name !== undefined) seen.add(name);
    }
    // A misspelt column is one problem, not also a missing column.
    if (!problems.unchangedSince(before)) return undefined;
    for (const name of [...COLUMNS, ...roles])
      if (!seen.has(name)) problems.error(source.at(offset), `the matrix has no column for ${name}`);
    return problems.unchangedSince(before) ? found : undefined;
  }

  private row(row: SourceRow, header: Header, table: SourceTable, source: SourceText): void {
    const { problems } = this;
    const width = table.header.cells.length;
    if (row.cells.length !== width) {
      problems.error(
        source.at(row.cells[0]?.offset ?? row.end),
        `the row has ${String(row.cells.length)} cells, its header ${String(width)}`,
      );
      return;
    }
    const cell = (index: number | undefined): SourceCell =>
      row.cells[index ?? -1] ?? { text: '', plain: '', offset: row.end };
    for (const column of COLUMNS) {
      const { plain, offset } = cell(header.columns.get(column));
      if (plain === '') problems.error(source.at(offset), `${column} is empty`);
    }
    this.id(cell(header.columns.get('ID')), source);
    const kind = this.kind(cell(header.columns.get('Kind')), source);
    const knowing = header.roles.filter(({ index }) => this.mayKnow(cell(index), source));
    if (kind) this.told.set(kind, new Set(knowing.map(({ role }) => role)));
  }

  private id({ plain, offset }: SourceCell, source: SourceText): void {
    if (plain === '') return;
    if (!ID_FORMAT.test(plain))
      this.problems.error(
        source.at(offset),
        `ID "${plain}" has other characters than A–Z, a–z, 0–9 and dashes`,
        ['write it like DIS-01'],
      );
    this.once(plain, `ID ${plain}`, source.at(offset));
  }

  private kind({ plain, offset }: SourceCell, source: SourceText): DisclosureKind | undefined {
    if (plain === '') return undefined;
    const kind = DISCLOSURE_KINDS.find((each) => each === plain);
    if (kind === undefined)
      this.problems.error(source.at(offset), unknownName('kind', plain, DISCLOSURE_KINDS), [KINDS_HINT]);
    else this.once(kind, `kind ${kind}`, source.at(offset));
    return kind;
  }

  private once(key: string, what: string, position: Position): void {
    const first = this.rows.get(key);
    if (first) this.problems.error(position, `${what} is there twice, first on line ${String(first.line)}`);
    else this.rows.set(key, position);
  }

  private mayKnow({ plain, offset }: SourceCell, source: SourceText): boolean {
    const word = WORDS.find((each) => each === plain.toLowerCase());
    if (word === undefined)
      this.problems.error(
        source.at(offset),
        plain === '' ? 'a cell is empty' : unknownName('word', plain, WORDS),
        [`a cell is ${WORDS.join(' or ')}`],
      );
    return word === 'may know';
  }
}
