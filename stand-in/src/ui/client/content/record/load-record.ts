import { rpc } from '../../rpc';
import type { Table } from '../../types';
import { inTable, loadColumns, loadConstraints } from '../shared/load-table';
import type { Column, Constraint, RecordAnswer, Row } from '../shared/wire';

/** A row with all that is needed to show and change it. */
export interface LoadedRecord {
  table: Table;
  columns: Column[];
  constraints: Constraint[];
  values: Row;
  /** The row in a few words. */
  summary: string;
  linked: Record<string, Record<string, string>>;
}

/** @returns undefined when the table has no such row */
export async function loadRecord(table: Table, record_id: unknown): Promise<LoadedRecord | undefined> {
  const [columns, constraints, answer] = await Promise.all([
    loadColumns(table.oid),
    loadConstraints(table.oid),
    rpc<RecordAnswer>('records.get', { ...inTable(table.oid), record_id, return_record_summaries: true }),
  ]);
  const values = answer.results[0];
  if (!values) return undefined;
  const summary = Object.values(answer.record_summaries ?? {})[0] ?? String(record_id);
  return { table, columns, constraints, values, summary, linked: answer.linked_record_summaries ?? {} };
}
