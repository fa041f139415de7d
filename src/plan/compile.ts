import type { FileDraft } from './checks';
import { checkAcross } from './checks';
import { CELL_GAP } from './excuse';
import { areaOf, frontMatterSchema, readFrontMatter } from './front-matter';
import { Gaps } from './gaps';
import { isDelimiter, isHeader, isMatrix, readHeader } from './header';
import { readMarkdown } from './markdown';
import type { SourceTable } from './markdown';
import { Problems } from './problems';
import { readRow, rowSchema } from './row';
import type { RowDraft } from './row';
import { SourceText } from './source-text';
import { reportStrays } from './strays';
import type { Plan, PlanFile, Problem, Vocabulary } from './types';
import { COLUMNS } from './words';

/** A file of the plan, as text. */
export interface PlanSource {
  /** Path as it is to be printed: relative to the project, with `/`. */
  file: string;
  text: string;
}

/**
 * Turns the plan's Markdown into rules and cells.
 * @param sources the plan's files; their order does not matter
 * @param vocabulary all names that the plan may use
 * @returns the plan, in the order of the files' names, and everything that is wrong with it, by file, line and column.
 *   With an error among the problems (see `isError`) the plan holds only the rows that are right: run nothing then.
 */
export function compilePlan(
  sources: readonly PlanSource[],
  vocabulary: Vocabulary,
): { plan: Plan; problems: Problem[] } {
  const problems = new Problems();
  if (sources.length === 0) {
    problems.error({ file: 'qa-plan', line: 1, column: 1 }, 'the plan is empty', [
      'add a Markdown file with a matrix, e.g. qa-plan/records.md',
    ]);
    return { plan: { files: [] }, problems: problems.sorted() };
  }
  const compiler = new FileCompiler(vocabulary, problems);
  const ordered = sources.toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const read = ordered.map((source) => compiler.read(source));
  // What a page that was not read lacks is no problem of the plan.
  const drafts = read.map(({ draft }) => draft);
  if (drafts.every(({ isRead }) => isRead)) checkAcross(drafts, vocabulary, problems);
  return { plan: { files: read.map(({ file }) => file) }, problems: problems.sorted() };
}

class FileCompiler {
  readonly #vocabulary: Vocabulary;
  readonly #problems: Problems;
  readonly #frontMatterSchema: ReturnType<typeof frontMatterSchema>;
  readonly #rowSchema: ReturnType<typeof rowSchema>;

  constructor(vocabulary: Vocabulary, problems: Problems) {
    this.#vocabulary = vocabulary;
    this.#problems = problems;
    this.#frontMatterSchema = frontMatterSchema(vocabulary);
    this.#rowSchema = rowSchema(vocabulary);
  }

  read({ file, text }: PlanSource): { file: PlanFile; draft: FileDraft } {
    const source = new SourceText(file, text);
    const area = areaOf(file);
    const { frontMatter, markdown } = readFrontMatter(source, this.#frontMatterSchema, this.#problems);
    const content = readMarkdown(markdown);
    const before = this.#problems.count;
    const names = [...Object.values(COLUMNS), ...this.#vocabulary.roles];
    reportStrays(content, { source, names, isRead: isMatrix, problems: this.#problems });
    const matrices = content.tables.filter(isMatrix);
    if (matrices.length === 0 && this.#problems.unchangedSince(before)) {
      this.#problems.error(source.at(content.tables[0]?.offset ?? 0), 'the file has no matrix', [
        'a matrix is a table with a column ID',
      ]);
    }

    const gaps = new Gaps(source, content.footnotes, CELL_GAP, this.#vocabulary.today, this.#problems);
    const rows: RowDraft[] = [];
    for (const table of matrices.flatMap((each) => this.#unglue(each, source))) {
      const header = readHeader(table, this.#vocabulary, source, this.#problems);
      const context = { source, area, header, frontMatter, gaps };
      const shared = { schema: this.#rowSchema, vocabulary: this.#vocabulary, problems: this.#problems };
      if (table.rows.length === 0) this.#problems.error(source.at(table.offset), 'the matrix has no rows');
      for (const row of table.rows) rows.push(readRow(row, { ...context, ...shared }));
    }
    gaps.reportUnused(content.references);

    const covers = frontMatter.covers.map((span) => span.text);
    const rules = rows.flatMap((row) => row.rule ?? []);
    return {
      file: {
        ...{ file, area, title: content.title ?? area, covers, rules },
        position: source.at(content.titleOffset),
      },
      draft: { source, area, frontMatter, rows, isRead: content.tooDeep === undefined },
    };
  }

  /** Markdown makes one table of two without a blank line between them; each is read as its own. */
  #unglue(table: SourceTable, source: SourceText): SourceTable[] {
    const tables: SourceTable[] = [{ ...table, rows: [] }];
    for (const [index, row] of table.rows.entries()) {
      const offset = row.cells[0]?.offset ?? row.end;
      if (isDelimiter(row)) {
        if (!isHeader(table.rows[index - 1])) {
          this.#problems.error(source.at(offset), 'a line |---|---| stands below a header only', [
            'remove it',
          ]);
        }
      } else if (isHeader(row)) {
        this.#problems.error(source.at(offset), 'a second table begins inside the first', [
          'put a blank line above it',
        ]);
        tables.push({ ...table, header: row, rows: [], offset });
      } else tables.at(-1)?.rows.push(row);
    }
    return tables;
  }
}
