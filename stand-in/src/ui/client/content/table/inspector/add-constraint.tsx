import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import {
  CheckboxField,
  DialogButtons,
  Field,
  Fieldset,
  RadioField,
  Select,
  TextField,
  useLoad,
  useSubmit,
} from '../../../components/index';
import { commonData, listOf } from '../../../common-data';
import { rpc } from '../../../rpc';
import { inTable, loadColumns } from '../../shared/load-table';
import type { Column } from '../../shared/wire';
import type { View } from '../table-view';

interface FormProps {
  view: View;
  onClose: () => void;
}

interface FrameProps extends FormProps {
  proceed: string;
  /** The constraint without its name; undefined while something is missing. */
  definition: object | undefined;
  children: ComponentChildren;
}

/** Name and buttons, which every new constraint has. */
function Frame({ view, onClose, proceed, definition, children }: FrameProps) {
  const [name, setName] = useState<string>();
  const add = async () => {
    const constraint = { ...definition, ...(name === undefined ? {} : { name }) };
    await rpc('constraints.add', { ...inTable(view.parts.table.oid), constraint_def_list: [constraint] });
    await view.reload();
  };
  const { submit, busy, error } = useSubmit(add, onClose);
  return (
    <div class="subform">
      {children}
      <Fieldset legend="Set Constraint Name">
        <ul>
          <li>
            <RadioField
              name="constraint-name"
              label="Automatically"
              checked={name === undefined}
              onChange={() => setName(undefined)}
            />
          </li>
          <li>
            <RadioField
              name="constraint-name"
              label="Manually"
              checked={name !== undefined}
              onChange={() => setName('')}
            />
          </li>
        </ul>
      </Fieldset>
      {name === undefined ? null : <TextField label="Constraint Name" value={name} onInput={setName} />}
      <DialogButtons
        proceed={proceed}
        onProceed={submit}
        onCancel={onClose}
        disabled={busy || definition === undefined || name === ''}
        error={error}
      />
    </div>
  );
}

const optionsOf = (columns: readonly Column[]) =>
  columns.map((column) => ({ value: column.id, label: column.name }));

/** Makes a column point to another table. */
export function AddForeignKey(props: FormProps) {
  const [column, setColumn] = useState<number>();
  const [target, setTarget] = useState<number>();
  const [targetColumn, setTargetColumn] = useState<number>();
  const [loading] = useLoad(
    async () =>
      target === undefined ? [] : (await loadColumns(target)).filter(({ primary_key }) => primary_key),
    [target],
  );
  const keys = loading.state === 'success' ? loading.data : [];
  const chosenKey = targetColumn ?? keys[0]?.id;
  const complete = column !== undefined && target !== undefined && chosenKey !== undefined;
  const definition = complete
    ? { type: 'f', columns: [column], fkey_relation_id: target, fkey_columns: [chosenKey] }
    : undefined;
  const tables = listOf(commonData.tables).map(({ oid, name }) => ({ value: oid, label: name }));
  return (
    <Frame {...props} proceed="Add Foreign Key Constraint" definition={definition}>
      <Field label="Referencing Column">
        <Select
          aria-label="Referencing Column"
          options={optionsOf(props.view.parts.columns)}
          value={column}
          onChange={setColumn}
        />
      </Field>
      <Field label="Target Table">
        <Select
          aria-label="Target Table"
          options={tables}
          value={target}
          onChange={(oid) => {
            setTarget(oid);
            setTargetColumn(undefined);
          }}
          placeholder="Select Table"
        />
      </Field>
      {target === undefined ? null : (
        <Field label="Target Column">
          <Select
            aria-label="Target Column"
            options={optionsOf(keys)}
            value={chosenKey}
            onChange={setTargetColumn}
          />
        </Field>
      )}
    </Frame>
  );
}

/** Makes values, or combinations of them, occur once only. */
export function AddUnique(props: FormProps) {
  const [columns, setColumns] = useState<readonly number[]>([]);
  const tick = (id: number, checked: boolean) =>
    setColumns(checked ? [...columns, id] : columns.filter((other) => other !== id));
  return (
    <Frame
      {...props}
      proceed="Add Unique Constraint"
      definition={columns.length > 0 ? { type: 'u', columns } : undefined}
    >
      <Fieldset legend="Columns">
        {props.view.parts.columns.map(({ id, name }) => (
          <CheckboxField
            key={id}
            label={name}
            checked={columns.includes(id)}
            onChange={(checked) => tick(id, checked)}
          />
        ))}
      </Fieldset>
    </Frame>
  );
}
