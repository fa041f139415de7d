import { commonData, listOf } from '../../common-data';
import { rpc } from '../../rpc';
import type { Table } from '../../types';
import type { Column, Constraint, JoinableTables, RecordAnswer } from './wire';

/** `database_id` and `table_oid`, as most methods want them. */
export const inTable = (table_oid: number) => ({ database_id: commonData.current_database, table_oid });

export const loadColumns = (oid: number) => rpc<Column[]>('columns.list_with_metadata', inTable(oid));

export const loadConstraints = (oid: number) => rpc<Constraint[]>('constraints.list', inTable(oid));

export const loadJoinable = (oid: number, max_depth = 2) =>
  rpc<JoinableTables>('tables.list_joinable', { ...inTable(oid), max_depth });

export const loadRecords = (oid: number, params: object) =>
  rpc<RecordAnswer>('records.list', { ...inTable(oid), ...params });

/** A table of the open schema, as the page's data know it. */
export const knownTable = (oid: number | undefined): Table | undefined =>
  listOf(commonData.tables).find((table) => table.oid === oid);
