import { useState } from 'preact/hooks';
import { Button, Icon, Menu, MenuItem, toast } from '../../components/index';
import { rpc } from '../../rpc';
import { ColumnName, editable, referentOf, textOf } from '../shared/columns';
import { kindOf } from '../shared/kinds';
import { inTable } from '../shared/load-table';
import type { Column, Row } from '../shared/wire';
import { LinkedRecord } from './linked-record';
import type { LoadedRecord } from './load-record';

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
  const referent = referentOf(column, record.constraints);
  const name = `${kindOf(column.type)} ${column.name}`;
  if (referent !== undefined) {
    return (
      <LinkedRecord
        label={column.name}
        tableOid={referent}
        value={value}
        summary={summary}
        disabled={disabled}
        linked
        onChange={onChange}
      />
    );
  }
  const attributes = {
    'aria-label': name,
    value: textOf(value),
    disabled,
    ...(value === null || value === undefined ? { placeholder: 'NULL' } : {}),
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
  const linked = referentOf(column, record.constraints) !== undefined;
  return (
    <div class="record-field">
      <span class="field-label">
        <ColumnName name={column.name} type={column.type} linked={linked} />
      </span>
      <Menu trigger={<Icon name="chevron" />} aria-label={`${column.name} Field Options`}>
        <MenuItem disabled={!editable(column)} onClick={() => onChange(null)}>
          Set to NULL
        </MenuItem>
      </Menu>
      <div class="record-value">
        <Value {...props} />
      </div>
    </div>
  );
}

/** Only what was touched is sent, so that a column that the caller may not change does not refuse the others. */
function changesOf(before: Row, after: Row): Row {
  return Object.fromEntries(Object.entries(after).filter(([id, value]) => before[id] !== value));
}

interface RecordFieldsProps {
  record: LoadedRecord;
  recordKey: unknown;
  /** After the row was saved. */
  onSaved: () => Promise<void>;
}

/** The values of a row, each to be changed by those who may. */
export function RecordFields({ record, recordKey, onSaved }: RecordFieldsProps) {
  const { values, columns, table } = record;
  const [draft, setDraft] = useState(values);
  const [picked, setPicked] = useState<Record<string, string>>({});
  const changes = changesOf(values, draft);
  const changed = Object.keys(changes).length > 0;
  const save = async () => {
    try {
      await rpc('records.patch', {
        ...inTable(table.oid),
        record_id: recordKey,
        record_def: changes,
        return_record_summaries: true,
      });
      await onSaved();
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <div class="record-fields">
      {columns.map((column) => {
        const value = draft[column.id];
        const known = record.linked[column.id]?.[String(value)];
        return (
          <Field
            key={column.id}
            record={record}
            column={column}
            value={value}
            summary={picked[`${String(column.id)} ${String(value)}`] ?? known}
            onChange={(next, summary) => {
              if (summary !== undefined) {
                setPicked({ ...picked, [`${String(column.id)} ${String(next)}`]: summary });
              }
              setDraft({ ...draft, [column.id]: next });
            }}
          />
        );
      })}
      {changed ? (
        <div class="buttons">
          <span class="soft push-right">Unsaved Changes</span>
          <Button onClick={() => setDraft(values)}>Discard Changes</Button>
          <Button variant="primary" onClick={() => void save()}>
            Save
          </Button>
        </div>
      ) : null}
    </div>
  );
}
