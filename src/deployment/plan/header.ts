import type { SourceTable } from '../../plan/markdown';
import type { Problems } from '../../plan/problems';
import type { SourceText } from '../../plan/source-text';
import { unknownName } from '../../plan/suggest';

/** Columns of a deployment table. */
export const COLUMNS = [
  'ID',
  'Deployment',
  'Needs',
  'Level',
  'For',
  'Without it',
  'Known gap',
  'Source',
] as const;
export type DeploymentColumn = (typeof COLUMNS)[number];

/**
 * Reads the header of a deployment table, and reports unknown, duplicate and missing columns.
 * @returns the column of each field; undefined when the header is wrong, because its rows then can not be read
 */
export function readDeploymentHeader(
  table: SourceTable,
  source: SourceText,
  problems: Problems,
): DeploymentColumn[] | undefined {
  const before = problems.count;
  const columns: DeploymentColumn[] = [];
  for (const { plain, offset } of table.header.cells) {
    const column = COLUMNS.find((name) => name.toLowerCase() === plain.toLowerCase());
    const position = source.at(offset);
    if (column === undefined) {
      problems.error(position, unknownName('column', plain, COLUMNS), [`columns: ${COLUMNS.join(', ')}`]);
    } else if (columns.includes(column)) {
      problems.error(position, `column ${column} is there twice`);
    } else columns.push(column);
  }
  // A misspelt column is one problem, not also a missing column.
  if (!problems.unchangedSince(before)) return undefined;
  for (const column of COLUMNS) {
    if (column === 'Known gap' || columns.includes(column)) continue;
    problems.error(source.at(table.offset), `the table has no column ${column}`);
  }
  return problems.unchangedSince(before) ? columns : undefined;
}
