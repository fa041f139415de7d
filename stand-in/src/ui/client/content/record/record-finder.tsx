import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Dialog, ErrorBox, useLoad } from '../../components/index';
import { rpc } from '../../rpc';
import { ColumnName, keyColumn, referentOf, textOf } from '../shared/columns';
import { inTable, loadColumns, loadConstraints, loadRecords } from '../shared/load-table';
import type { Column, Constraint, RecordAnswer, Row } from '../shared/wire';
import { LinkedRecord } from './linked-record';

const LIMIT = 100;

interface FinderProps {
  title: ComponentChildren;
  tableOid: number;
  onClose: () => void;
  /** Shows one found row: its key, its summary and its values, a text each. */
  entry: (found: { key: unknown; summary: string; values: string[] }) => ComponentChildren;
}

interface Shape {
  columns: Column[];
  constraints: Constraint[];
}

const loadShape = async (oid: number): Promise<Shape> => {
  const [columns, constraints] = await Promise.all([loadColumns(oid), loadConstraints(oid)]);
  return { columns, constraints };
};

function search(oid: number, wanted: Record<string, string>): Promise<RecordAnswer> {
  const search_params = Object.entries(wanted)
    .filter(([, literal]) => literal !== '')
    .map(([attnum, literal]) => ({ attnum: Number(attnum), literal }));
  const page = { limit: LIMIT, offset: 0, return_record_summaries: true };
  if (search_params.length === 0) return loadRecords(oid, page);
  return rpc('records.search', { ...inTable(oid), ...page, search_params });
}

/** A value as the finder shows it: a linked row by its summary. */
function shown(row: Row, column: Column, answer: RecordAnswer): string {
  const value = row[column.id];
  if (value === null || value === undefined) return 'NULL';
  return answer.linked_record_summaries?.[column.id]?.[String(value)] ?? textOf(value);
}

function Found({
  shape,
  tableOid,
  wanted,
  entry,
}: Omit<FinderProps, 'title' | 'onClose'> & { shape: Shape; wanted: Record<string, string> }) {
  const [loading] = useLoad(() => search(tableOid, wanted), [tableOid, JSON.stringify(wanted)]);
  if (loading.state === 'loading') return null;
  if (loading.state === 'failure') return <ErrorBox message={loading.message} />;
  const answer = loading.data;
  const key = keyColumn(shape.columns);
  return (
    <>
      <div class="found">
        {answer.results.map((row, index) => {
          const id = key ? row[key.id] : undefined;
          const values = shape.columns.map((column) => shown(row, column, answer));
          const summary = answer.record_summaries?.[String(id)] ?? values.join(' ');
          return <div key={id === undefined ? index : String(id)}>{entry({ key: id, summary, values })}</div>;
        })}
      </div>
      <div class="soft">{answer.count ?? answer.results.length} Records</div>
    </>
  );
}

interface FinderFieldProps {
  column: Column;
  referent: number | undefined;
  value: string;
  onChange: (value: string) => void;
}

/** What a column must contain; for one that points to another table, the row it must point to. */
function FinderField({ column, referent, value, onChange }: FinderFieldProps) {
  const [summary, setSummary] = useState<string>();
  const name = <ColumnName name={column.name} type={column.type} linked={referent !== undefined} />;
  if (referent === undefined) {
    return (
      <label>
        {name}
        <input type="text" value={value} onInput={(event) => onChange(event.currentTarget.value)} />
      </label>
    );
  }
  return (
    <div>
      {name}
      <LinkedRecord
        label={column.name}
        tableOid={referent}
        value={value === '' ? undefined : value}
        summary={summary}
        disabled={false}
        onChange={(key, picked) => {
          setSummary(picked);
          onChange(key === null ? '' : textOf(key));
        }}
      />
    </div>
  );
}

function Finder({ shape, ...props }: FinderProps & { shape: Shape }) {
  const [wanted, setWanted] = useState<Record<string, string>>({});
  return (
    <>
      <div class="finder-fields">
        {shape.columns.map((column) => (
          <FinderField
            key={column.id}
            column={column}
            referent={referentOf(column, shape.constraints)}
            value={wanted[column.id] ?? ''}
            onChange={(value) => setWanted({ ...wanted, [column.id]: value })}
          />
        ))}
      </div>
      <Found shape={shape} tableOid={props.tableOid} wanted={wanted} entry={props.entry} />
    </>
  );
}

/** Finds rows of a table by what they contain. */
export function RecordFinder(props: FinderProps) {
  const [loading] = useLoad(() => loadShape(props.tableOid), [props.tableOid]);
  return (
    <Dialog title={props.title} onClose={props.onClose} size="large">
      {loading.state === 'failure' ? <ErrorBox message={loading.message} /> : null}
      {loading.state === 'success' ? <Finder {...props} shape={loading.data} /> : null}
    </Dialog>
  );
}
