import { frontMatterSchema, readFrontMatter } from './front-matter';
import { readMarkdown, type SourceCell, type SourceRow, type SourceTable } from './markdown';
import type { Problems } from './problems';
import type { SourceText } from './source-text';
import { reportStrays } from './strays';
import type { Vocabulary } from './types';

/** Reads a page all of whose tables have the same columns, in this order. @returns the tables that do */
export function readTables(
  source: SourceText,
  columns: readonly string[],
  vocabulary: Vocabulary,
  problems: Problems,
): SourceTable[] {
  const notes = [`columns: ${columns.join(', ')}`];
  const { markdown } = readFrontMatter(source, frontMatterSchema(vocabulary), problems);
  const content = readMarkdown(markdown);
  const before = problems.count;
  reportStrays(content, { source, names: columns, isRead: () => true, problems });
  if (content.tables.length === 0 && problems.unchangedSince(before))
    problems.error(source.at(0), 'the page has no table', notes);
  return content.tables.filter(({ header, offset }) => {
    const isRight = header.cells.map(({ plain }) => plain).join() === columns.join();
    if (!isRight)
      problems.error(source.at(header.cells[0]?.offset ?? offset), 'the columns are others', notes);
    return isRight;
  });
}

/** The cell of a row in each column; an empty one at the row's end where it is missing. */
export const cellsOf = (row: SourceRow, columns: readonly string[]): SourceCell[] =>
  columns.map((_, index) => row.cells[index] ?? { text: '', plain: '', offset: row.end });
