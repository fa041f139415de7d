import { useState } from 'preact/hooks';
import { Button, ErrorBox, Icon, Menu, MenuItem, attempt, useLoad } from '../../components';
import { Dialog } from '../../components/dialog';
import { rpc } from '../../rpc';
import type { Table } from '../../types';
import { recordPath } from '../shared/addresses';
import { ColumnName, editable, isNothing, kindOf, referentOf, textOf } from '../shared/columns';
import { inTable, loadColumns, loadConstraints } from '../shared/tables';
import type { Column, Constraint, RecordAnswer, Row } from '../shared/wire';
import { LinkedRecord } from './record-finder';

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
  const summary = Object.values(answer.record_summaries ?? {})[0] ?? textOf(record_id);
  return { table, columns, constraints, values, summary, linked: answer.linked_record_summaries ?? {} };
}

interface FieldProps {
  record: LoadedRecord;
  column: Column;
  value: unknown;
  summary: string | undefined;
  onChange: (value: unknown, summary?: string) => void;
}

/** A field is named by its type and its column, as recorded. */
function Value({ record, column, value, summary, onChange }: FieldProps) {
  const disabled = !editable(column);
  const tableOid = referentOf(column, record.constraints);
  if (tableOid !== undefined) {
    const link = { label: column.name, tableOid, value, summary, disabled, onChange };
    return <LinkedRecord {...link} linked />;
  }
  const attributes = {
    'aria-label': `${kindOf(column.type)} ${column.name}`,
    value: textOf(value),
    disabled,
    ...(isNothing(value) ? { placeholder: 'NULL' } : {}),
    onInput: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return kindOf(column.type) === 'Text' ? (
    <textarea rows={1} {...attributes} />
  ) : (
    <input type="text" {...attributes} />
  );
}

function Field(props: FieldProps) {
  const { record, column, onChange } = props;
  return (
    <div class="record-field">
      <span class="field-label">
        <ColumnName {...column} linked={referentOf(column, record.constraints) !== undefined} />
      </span>
      <Menu trigger={<Icon name="chevron" />} aria-label={`${column.name} Field Options`}>
        <MenuItem label="Set to NULL" disabled={!editable(column)} onClick={() => onChange(null)} />
      </Menu>
      <div>
        <Value {...props} />
      </div>
    </div>
  );
}

interface RecordFieldsProps {
  record: LoadedRecord;
  recordKey: unknown;
  /** After the row was saved. */
  onSaved: () => Promise<void>;
}

/** The values of a row, each to be changed by those who may. */
export function RecordFields({ record, recordKey: record_id, onSaved }: RecordFieldsProps) {
  const { values, columns, table } = record;
  const [draft, setDraft] = useState(values);
  const [picked, setPicked] = useState<Record<string, string>>({});
  // Only what was touched is sent, so that a column that the caller may not change does not refuse the others.
  const record_def = Object.fromEntries(Object.entries(draft).filter(([id, value]) => values[id] !== value));
  const save = async () => {
    const change = { ...inTable(table.oid), record_id, record_def, return_record_summaries: true };
    await rpc('records.patch', change);
    await onSaved();
  };
  return (
    <div>
      {columns.map((column) => {
        const { id } = column;
        const key = (value: unknown) => `${String(id)} ${textOf(value)}`;
        return (
          <Field
            key={id}
            record={record}
            column={column}
            value={draft[id]}
            summary={picked[key(draft[id])] ?? record.linked[id]?.[textOf(draft[id])]}
            onChange={(next, summary) => {
              if (summary !== undefined) setPicked({ ...picked, [key(next)]: summary });
              setDraft({ ...draft, [id]: next });
            }}
          />
        );
      })}
      {Object.keys(record_def).length > 0 ? (
        <div class="buttons">
          <span class="soft">Unsaved Changes</span>
          <Button label="Discard Changes" onClick={() => setDraft(values)} />
          <Button label="Save" variant="primary" onClick={() => void attempt(save)} />
        </div>
      ) : null}
    </div>
  );
}

interface RecordModalProps {
  table: Table;
  recordKey: unknown;
  /** After it was closed. */
  onClosed: () => Promise<void>;
}

/** A row over the page that shows it. */
export function RecordModal({ table, recordKey, onClosed }: RecordModalProps) {
  const [{ data: record, message }, reload] = useLoad(() => loadRecord(table, recordKey), [recordKey]);
  const title = (
    <>
      {record?.summary}{' '}
      <a class="push" href={recordPath(table.oid, recordKey)}>
        <Icon name="right" />
      </a>{' '}
      <span class="soft">Record in {table.name}</span>
    </>
  );
  const key = JSON.stringify(record?.values);
  return (
    <Dialog title={title} onClosed={onClosed}>
      <ErrorBox message={message} />
      {record ? <RecordFields key={key} record={record} recordKey={recordKey} onSaved={reload} /> : null}
    </Dialog>
  );
}
