import type { PlanSource } from '../../plan/compile';
import { frontMatterSchema, readFrontMatter } from '../../plan/front-matter';
import { Gaps, MARKED_GAP, splitReferences } from '../../plan/gaps';
import { isMatrix } from '../../plan/header';
import { readMarkdown, type SourceCell, type SourceTable } from '../../plan/markdown';
import { Problems } from '../../plan/problems';
import { listItems, SourceText, type Span } from '../../plan/source-text';
import { reportStrays } from '../../plan/strays';
import { unknownName } from '../../plan/suggest';
import type { GapNote, KnownGap, Position, Problem, Vocabulary } from '../../plan/types';
import { GAP_VERDICTS } from '../../plan/verdicts';
import { ID_FORMAT } from '../../plan/words';
import { ASKED } from '../asked';
import type { ComposedRole } from '../factors';
import { NEEDS } from '../needs';
import { readRole } from './role';

const COLUMNS = ['ID', 'Rule', 'Asked', 'Role', 'Also needs', 'Known gap', 'Source'] as const;
type Column = (typeof COLUMNS)[number];

/** A known gap of some roles: those that PostgreSQL refuses, or that lack something, or are refused a privilege and lack it. */
export interface ComposedGap extends KnownGap {
  /** Whether the roles that show it are those that PostgreSQL refuses, or those that it does not. */
  refused: boolean;
  /** What a role lacks that shows it, by names of {@link NEEDS}; undefined where that makes no difference. */
  without?: string;
}

/** One row: what is asked of PostgreSQL and of Mathesar as each composed role. */
export interface ComposedRule {
  id: string;
  title: string;
  /** The name of one of {@link ASKED}. */
  asked: string;
  /** The one role that is asked; all composed ones where the row names none. */
  role?: ComposedRole;
  /** What Mathesar may also need, by names of {@link NEEDS}. */
  needs: string[];
  gaps: ComposedGap[];
  source: string;
  position: Position;
}

/** A page of the kind `composed`. */
export interface ComposedPage {
  file: string;
  area: string;
  title: string;
  rules: ComposedRule[];
  position: Position;
}

const GAP_FORM = /^(.+?)( when refused)?(?: without (.+))?$/;
const GAP_HINT = 'write over-restriction without SELECT on id[^note], or inconclusive when refused[^note]';

/**
 * Reads the pages of kind `composed`: tables with the columns ID, Rule, Asked, Also needs, Known gap, Source, and Role where one role is asked alone.
 * @returns the pages with their valid rows, and all problems of the others
 */
export function compileComposed(
  sources: readonly PlanSource[],
  vocabulary: Vocabulary,
): { pages: ComposedPage[]; problems: Problem[] } {
  const problems = new Problems();
  const seen = { ids: new Map<string, Position>(), asked: new Map<string, Position>() };
  const pages = sources.map(({ file, text }) => {
    const source = new SourceText(file, text);
    const { markdown } = readFrontMatter(source, frontMatterSchema(vocabulary), problems);
    const content = readMarkdown(markdown);
    const before = problems.count;
    reportStrays(content, { source, names: COLUMNS, isRead: isMatrix, problems });
    const gaps = new Gaps(source, content.footnotes, MARKED_GAP, vocabulary.today, problems);
    const tables = content.tables.filter(isMatrix);
    if (tables.length === 0 && problems.unchangedSince(before))
      problems.error(source.at(0), 'the page has no table with a column ID', [
        `columns: ${COLUMNS.join(', ')}`,
      ]);
    const reader = new TableReader(source, problems, gaps, seen);
    const rules = tables.flatMap((table) => reader.read(table));
    gaps.reportUnused(content.references);
    const missing = ASKED.filter(({ name }) => !seen.asked.has(name)).map(({ name }) => name);
    if (!vocabulary.partial && problems.unchangedSince(before) && missing.length > 0)
      problems.error(source.at(0), `the page has no row that asks ${missing.join(', ')}`);
    const area = file.replace(/^.*\//, '').replace(/\.md$/i, '');
    return { file, area, title: content.title ?? area, rules, position: source.at(content.titleOffset) };
  });
  return { pages, problems: problems.sorted() };
}

class TableReader {
  constructor(
    private readonly source: SourceText,
    private readonly problems: Problems,
    private readonly gaps: Gaps<GapNote>,
    private readonly seen: { ids: Map<string, Position>; asked: Map<string, Position> },
  ) {}

  read(table: SourceTable): ComposedRule[] {
    const before = this.problems.count;
    const columns = table.header.cells.map((cell) => this.oneOf(cell, 'column', COLUMNS));
    if (!this.problems.unchangedSince(before)) return [];
    for (const column of COLUMNS)
      if (
        columns.filter((known) => known === column).length !== 1 &&
        (column !== 'Role' || columns.includes(column))
      )
        this.error(table, `the table has not just one column ${column}`, [`columns: ${COLUMNS.join(', ')}`]);
    if (!this.problems.unchangedSince(before)) return [];
    return table.rows.flatMap((row) => {
      const [first] = row.cells;
      if (row.cells.length !== columns.length) {
        const counts = `${String(row.cells.length)} cells, its header ${String(columns.length)}`;
        this.error(first ?? { offset: row.end }, `the row has ${counts}`);
        return [];
      }
      return this.row((column) => row.cells[columns.indexOf(column)] ?? EMPTY) ?? [];
    });
  }

  private row(cell: (column: Column) => SourceCell): ComposedRule | undefined {
    const before = this.problems.count;
    const id = cell('ID');
    if (!ID_FORMAT.test(id.plain)) this.error(id, `"${id.plain}" is no ID`, ['write it like CMP-01']);
    for (const column of ['Rule', 'Source'] as const)
      if (cell(column).plain === '') this.error(cell(column), `${column} is empty`);
    const names = ASKED.map(({ name }) => name);
    const asked = this.oneOf(cell('Asked'), 'question', names);
    const needs = listItems(plainSpan(cell('Also needs'))).map((need) => this.need(need));
    const gaps = listItems(cell('Known gap')).flatMap((gap) => this.gap(gap) ?? []);
    const role = cell('Role').plain === '' ? undefined : this.role(cell('Role'));
    this.once('ID', id, this.seen.ids);
    if (asked !== undefined && role === undefined) this.once('question', cell('Asked'), this.seen.asked);
    if (!this.problems.unchangedSince(before) || asked === undefined) return undefined;
    return {
      id: id.plain,
      title: cell('Rule').plain,
      asked,
      ...(role !== undefined && { role }),
      needs: needs.flatMap((need) => need ?? []),
      gaps,
      source: cell('Source').plain,
      position: this.source.at(id.offset),
    };
  }

  private role(cell: SourceCell): ComposedRole | undefined {
    const role = readRole(cell.plain);
    if (typeof role !== 'string') return role;
    this.error(cell, role);
    return undefined;
  }

  private gap(item: Span): ComposedGap | undefined {
    const { rest, references } = splitReferences(item);
    const [, verdict = '', refused, without] = GAP_FORM.exec(rest.text) ?? [];
    const [reference] = references;
    const known = GAP_VERDICTS.find((name) => name === verdict);
    const isWhole = (refused ?? without) !== undefined && references.length === 1;
    if (known === undefined || known === 'breach' || reference === undefined || !isWhole) {
      this.error(item, `"${item.text}" is no known gap of composed roles`, [GAP_HINT]);
      return undefined;
    }
    const need = without === undefined ? undefined : this.need({ text: without, offset: rest.offset });
    const note = this.gaps.use(reference);
    if (note === undefined || (without !== undefined && need === undefined)) return undefined;
    return {
      ...note,
      verdict: known,
      effects: [],
      surface: 'api',
      refused: refused !== undefined,
      ...(need !== undefined && { without: need }),
    };
  }

  private need = (span: Span) =>
    this.oneOf({ plain: span.text.replaceAll('`', ''), offset: span.offset }, 'need', Object.keys(NEEDS));

  private oneOf<T extends string>(
    { plain, offset }: Pick<SourceCell, 'plain' | 'offset'>,
    what: string,
    known: readonly T[],
  ): T | undefined {
    const found = known.find((name) => name === plain);
    if (found === undefined)
      this.error({ offset }, unknownName(what, plain, known), [`known: ${known.join(', ')}`]);
    return found;
  }

  private once(what: string, { plain, offset }: SourceCell, seen: Map<string, Position>): void {
    const first = seen.get(plain);
    if (first) this.error({ offset }, `${what} ${plain} is there twice, first on line ${String(first.line)}`);
    else seen.set(plain, this.source.at(offset));
  }

  private error({ offset }: { offset: number }, message: string, hints: string[] = []): void {
    this.problems.error(this.source.at(offset), message, hints);
  }
}

const EMPTY: SourceCell = { text: '', plain: '', offset: 0 };
const plainSpan = ({ text, offset }: SourceCell): Span => ({ text, offset });
