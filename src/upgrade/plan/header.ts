import type { SourceTable } from '../../plan/markdown';
import type { Problems } from '../../plan/problems';
import type { SourceText } from '../../plan/source-text';
import { unknownName } from '../../plan/suggest';

/** Columns of a table of changes beside its two releases. */
export const COLUMNS = ['ID', 'Rule', 'Roles', 'Source'] as const;
const RELEASE = /^\d+\.\d+\.\d+\S*$/;

/** The columns of a table of changes, numbered from 0. */
export interface UpgradeHeader {
  from: string;
  to: string;
  columns: Record<(typeof COLUMNS)[number] | 'before' | 'after', number>;
}

/** Reads the header of a table of changes. @returns undefined when it is wrong; the problem is then reported */
export function readUpgradeHeader(
  { header, offset }: SourceTable,
  source: SourceText,
  problems: Problems,
): UpgradeHeader | undefined {
  const before = problems.count;
  const found = new Map<string, number>();
  const releases: { name: string; index: number }[] = [];
  for (const [index, { plain, offset: at }] of header.cells.entries()) {
    const name = COLUMNS.find((known) => known.toLowerCase() === plain.toLowerCase());
    if (RELEASE.test(plain)) releases.push({ name: plain, index });
    else if (name === undefined) {
      problems.error(source.at(at), unknownName('column', plain, COLUMNS), [
        `columns: ${COLUMNS.join(', ')}, and two releases, the old one first`,
      ]);
    } else if (found.has(name)) problems.error(source.at(at), `column ${name} is there twice`);
    else found.set(name, index);
  }
  const at = source.at(header.cells[0]?.offset ?? offset);
  const [from, to] = releases;
  if (releases.length !== 2 || !from || !to || from.name === to.name) {
    problems.error(at, `the table needs two releases, and has ${String(releases.length)}`, [
      'head one column with the old release and the next with the new one, e.g. 0.10.1 and 0.11.0',
    ]);
    return undefined;
  }
  // A misspelt column is one problem, not also a missing column.
  if (!problems.unchangedSince(before)) return undefined;
  for (const name of COLUMNS) {
    if (!found.has(name)) problems.error(at, `the table has no column ${name}`);
  }
  if (!problems.unchangedSince(before)) return undefined;
  const index = (name: (typeof COLUMNS)[number]) => found.get(name) ?? 0;
  return {
    from: from.name,
    to: to.name,
    columns: {
      ID: index('ID'),
      Rule: index('Rule'),
      Roles: index('Roles'),
      Source: index('Source'),
      before: from.index,
      after: to.index,
    },
  };
}
