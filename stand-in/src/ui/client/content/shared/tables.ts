import { commonData, listOf } from '../../common-data';
import { rpc } from '../../rpc';
import type { Table } from '../../types';
import type { Column, Constraint, Joinable, JoinableTables, RecordAnswer } from './wire';

/** `database_id` and `table_oid`, as most methods want them. */
export const inTable = (table_oid: number) => ({ database_id: commonData.current_database, table_oid });

export const loadColumns = (oid: number) => rpc<Column[]>('columns.list_with_metadata', inTable(oid));

export const loadConstraints = (oid: number) => rpc<Constraint[]>('constraints.list', inTable(oid));

export const loadJoinable = (oid: number) =>
  rpc<JoinableTables>('tables.list_joinable', { ...inTable(oid), max_depth: 2 });

export const loadRecords = (oid: number, params: object) =>
  rpc<RecordAnswer>('records.list', { ...inTable(oid), ...params });

/** The links by which a table itself points to others. */
export const directLinks = ({ joinable_tables }: JoinableTables): Joinable[] =>
  joinable_tables.filter(({ depth, multiple_results }) => depth === 1 && !multiple_results);

/** A link by the table that it leads to and the column that makes it. */
export function nameOfLink(link: Joinable, joinable: JoinableTables, columns: readonly Column[]): string {
  const via = columns.find(({ id }) => id === link.join_path[0]?.[0][1])?.name ?? '';
  return `${joinable.target_table_info[link.target]?.name ?? String(link.target)} via ${via}`;
}

/** A table of the open schema, as the page's data know it. */
export const knownTable = (oid: number | undefined): Table | undefined =>
  listOf(commonData.tables).find((table) => table.oid === oid);

/** The tables of the open schema, to select one by its OID. */
export const tableOptions = () =>
  listOf(commonData.tables).map(({ oid, name }) => ({ value: oid, label: name }));
