import type { SourceCell, SourceRow, SourceTable } from './markdown';
import type { Problems } from './problems';
import type { SourceText } from './source-text';
import { nearest, unknownName } from './suggest';
import type { Vocabulary } from './types';
import type { Column } from './words';
import { COLUMNS } from './words';

const REQUIRED_COLUMNS = ['id', 'rule', 'action'] as const;

/** What stands in which column of a matrix; the index counts from 0. */
export interface Header {
  columns: Map<Column, number>;
  roles: { role: string; index: number }[];
  /** Of each column, its name as printed. */
  names: string[];
  /** Whether every column is known. */
  complete: boolean;
}

/** Whether a table is a matrix, which an `ID` column makes it. */
export function isMatrix(table: SourceTable): boolean {
  return table.header.cells.some((cell) => sameName(cell, 'id'));
}

/** Whether a row is the header of a matrix that another table has swallowed. */
export function isHeader(row: SourceRow | undefined): boolean {
  return ['id', 'action'].every((name) => row?.cells.some((cell) => sameName(cell, name)));
}

/** Whether a row is a line |---|---|. */
export function isDelimiter({ cells }: SourceRow): boolean {
  return cells.length > 1 && cells.every((cell) => /^:?-+:?$/.test(cell.text));
}

/**
 * Reads a matrix's header and reports unknown, repeated, nameless and missing columns.
 * @param vocabulary.roles the names a role's column may have; upper and lower case do not matter
 * @param vocabulary.requiredRoles those that every matrix has a column for
 */
export function readHeader(
  table: SourceTable,
  { roles, requiredRoles }: Pick<Vocabulary, 'roles' | 'requiredRoles'>,
  source: SourceText,
  problems: Problems,
): Header {
  const columns = Object.entries(COLUMNS) as [Column, string][];
  const header: Header = { columns: new Map(), roles: [], names: [], complete: true };
  const seen = new Set<string>();
  const meant = new Set<string>();
  const unknown: SourceCell[] = [];
  const known = [...columns.map(([, title]) => title), ...roles];
  for (const [index, cell] of table.header.cells.entries()) {
    const name = known.find((other) => sameName(cell, other));
    header.names.push(name ?? cell.plain);
    const column = columns.find(([, title]) => title === name)?.[0];
    const position = source.at(cell.offset);
    if (cell.plain === '') {
      problems.error(position, 'a column has no name');
    } else if (name === undefined) {
      unknown.push(cell);
    } else if (seen.has(name)) {
      problems.error(position, `column ${name} is there twice`);
    } else if (column !== undefined) {
      header.columns.set(column, index);
    } else {
      header.roles.push({ role: name, index });
    }
    header.complete &&= name !== undefined;
    if (name !== undefined) seen.add(name);
    // A slip is one problem: the column that was probably meant is not missing as well.
    else meant.add(nearest(cell.plain, known) ?? '');
  }
  const names = new Set([...seen, ...meant]);
  const missing = requiredRoles.filter((role) => !names.has(role));
  const isNearNone = (cell: SourceCell) => nearest(cell.plain, known) === undefined;
  for (const cell of unknown) {
    // A role by another name and the one that it stands for are one slip.
    const instead = missing.length > 0 && isNearNone(cell);
    problems.error(source.at(cell.offset), unknownName('column', cell.plain, known), [
      ...(instead ? [`the matrix has no column for ${missing.join(', ')}: is it one of these?`] : []),
      `columns: ${Object.values(COLUMNS).join(', ')}; roles: ${roles.join(', ')}`,
      'add the role to src/roles.ts, or correct the header',
    ]);
  }
  reportMissing(table, unknown.some(isNearNone) ? [] : missing, names, { source, problems });
  return header;
}

function reportMissing(
  table: SourceTable,
  missingRoles: readonly string[],
  names: ReadonlySet<string>,
  { source, problems }: { source: SourceText; problems: Problems },
): void {
  const position = source.at(table.header.cells[0]?.offset ?? table.offset);
  for (const column of REQUIRED_COLUMNS) {
    if (!names.has(COLUMNS[column])) problems.error(position, `the matrix has no column ${COLUMNS[column]}`);
  }
  for (const role of missingRoles) {
    problems.error(position, `the matrix has no column for ${role}`, [
      'a role that a rule does not apply to gets – in its cell',
    ]);
  }
}

function sameName(cell: SourceCell, name: string): boolean {
  return cell.plain.toLowerCase() === name.toLowerCase();
}
