import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button, ErrorBox, IconButton, useLoad } from '../../components';
import { Dialog, useClose, useDialogs } from '../../components/dialog';
import { TextInput } from '../../components/field';
import { rpc } from '../../rpc';
import type { Table } from '../../types';
import { recordPath } from '../shared/addresses';
import { ColumnName, isNothing, keyColumn, referentOf, textOf } from '../shared/columns';
import { inTable, knownTable, loadColumns, loadConstraints, loadRecords } from '../shared/tables';
import type { Column, Constraint, RecordAnswer, Row } from '../shared/wire';

const LIMIT = 100;

interface FinderProps {
  title: ComponentChildren;
  tableOid: number;
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
  if (isNothing(value)) return 'NULL';
  return answer.linked_record_summaries?.[column.id]?.[textOf(value)] ?? textOf(value);
}

interface FoundProps extends Pick<FinderProps, 'tableOid' | 'entry'> {
  shape: Shape;
  wanted: Record<string, string>;
}

function Found({ shape, tableOid, wanted, entry }: FoundProps) {
  const [{ data: answer, message }] = useLoad(
    () => search(tableOid, wanted),
    [tableOid, JSON.stringify(wanted)],
  );
  if (!answer) return <ErrorBox message={message} />;
  const keyId = keyColumn(shape.columns)?.id;
  return (
    <>
      <div class="found">
        {answer.results.map((row, index) => {
          const key = keyId === undefined ? undefined : row[keyId];
          const values = shape.columns.map((column) => shown(row, column, answer));
          const summary = answer.record_summaries?.[textOf(key)] ?? values.join(' ');
          return <div key={key === undefined ? index : textOf(key)}>{entry({ key, summary, values })}</div>;
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
  const name = <ColumnName {...column} linked={referent !== undefined} />;
  if (referent === undefined) {
    return (
      <label>
        {name}
        <TextInput value={value} onInput={onChange} />
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
          onChange(textOf(key));
        }}
      />
    </div>
  );
}

function Finder({ shape, tableOid, entry }: FinderProps & { shape: Shape }) {
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
      <Found shape={shape} tableOid={tableOid} wanted={wanted} entry={entry} />
    </>
  );
}

function RecordFinder(props: FinderProps) {
  const { title, tableOid } = props;
  const [{ data: shape, message }] = useLoad(() => loadShape(tableOid), [tableOid]);
  return (
    <Dialog title={title}>
      <ErrorBox message={message} />
      {shape ? <Finder {...props} shape={shape} /> : null}
    </Dialog>
  );
}

/** Looks for a row of a table and opens its page. */
export function FindRecordDialog({ table }: { table: Table }) {
  return (
    <RecordFinder
      title={`Open a Record from ${table.name}`}
      tableOid={table.oid}
      entry={({ key, values }) => (
        <a class="found-entry" href={recordPath(table.oid, key)} aria-label={`Open ${values.join(' ')}`}>
          {values.join(' ')}
        </a>
      )}
    />
  );
}

interface PickerProps {
  tableOid: number;
  /** Given the key of the row and the row in a few words. */
  onPick: (key: unknown, summary: string) => void;
}

/** Picks a row of another table, for a column that points to it. */
export function RecordPicker({ tableOid, onPick }: PickerProps) {
  const close = useClose();
  const pick = (key: unknown, summary: string) => {
    close();
    onPick(key, summary);
  };
  return (
    <RecordFinder
      title={`Pick a Record from ${knownTable(tableOid)?.name ?? 'another table'}`}
      tableOid={tableOid}
      entry={({ key, summary, values }) => (
        <div class="found-entry">
          <Button label="Pick" onClick={() => pick(key, summary)} />
          {values.map((value, index) => (
            <span key={index}> {value}</span>
          ))}
        </div>
      )}
    />
  );
}

interface LinkedRecordProps {
  label: string;
  tableOid: number;
  value: unknown;
  summary: string | undefined;
  disabled: boolean;
  /** Whether the name leads to the row's page. */
  linked?: boolean;
  onChange: (value: unknown, summary?: string) => void;
}

/** A row of another table: leads to it, clears it, picks another. The last two are there only for those who may. */
export function LinkedRecord(props: LinkedRecordProps) {
  const { label, tableOid, value, summary, disabled, linked = false, onChange } = props;
  const [picker, open] = useDialogs({ picker: <RecordPicker tableOid={tableOid} onPick={onChange} /> });
  const chosen = !isNothing(value);
  const text = summary ?? textOf(value);
  return (
    <>
      <div class="linked-record" role="listbox" aria-label={label}>
        {chosen && linked ? <a href={recordPath(tableOid, value)}>{text}</a> : null}
        {chosen && !linked ? <span>{text}</span> : null}
        {chosen && !disabled ? (
          <IconButton icon="close" aria-label="Clear value" onClick={() => onChange(null)} />
        ) : null}
        {disabled ? null : (
          <IconButton icon="chevron" class="push" aria-label="Pick a record" onClick={() => open('picker')} />
        )}
      </div>
      {picker}
    </>
  );
}
