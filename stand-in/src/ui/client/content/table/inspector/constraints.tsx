import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button, IconButton, useLoad } from '../../../components';
import { ActionDialog, Dialog, FormButtons, useDialog } from '../../../components/dialog';
import { CheckboxField, Fieldset, RadioList, SelectField, TextField } from '../../../components/field';
import { rpc } from '../../../rpc';
import { ColumnName } from '../../shared/columns';
import { inTable, loadColumns, tableOptions } from '../../shared/tables';
import type { Column, Constraint } from '../../shared/wire';
import type { View } from '../table-page';

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
  return (
    <div class="subform">
      {children}
      <Fieldset legend="Set Constraint Name">
        <RadioList
          options={[
            { value: false, label: 'Automatically' },
            { value: true, label: 'Manually' },
          ]}
          value={name !== undefined}
          onChange={(manually) => setName(manually ? '' : undefined)}
        />
      </Fieldset>
      {name === undefined ? null : <TextField label="Constraint Name" value={name} onInput={setName} />}
      <FormButtons
        proceed={proceed}
        action={add}
        onDone={onClose}
        onCancel={onClose}
        disabled={definition === undefined || name === ''}
      />
    </div>
  );
}

const optionsOf = (columns: readonly Column[]) => columns.map(({ id, name }) => ({ value: id, label: name }));

function AddForeignKey(props: FormProps) {
  const [column, setColumn] = useState<number>();
  const [target, setTarget] = useState<number>();
  const [targetColumn, setTargetColumn] = useState<number>();
  const [{ data: columns = [] }] = useLoad(
    async () => (target === undefined ? [] : loadColumns(target)),
    [target],
  );
  const keys = columns.filter(({ primary_key }) => primary_key);
  const chosenKey = targetColumn ?? keys[0]?.id;
  const complete = column !== undefined && target !== undefined && chosenKey !== undefined;
  const definition = { type: 'f', columns: [column], fkey_relation_id: target, fkey_columns: [chosenKey] };
  const proceed = 'Add Foreign Key Constraint';
  return (
    <Frame {...props} proceed={proceed} definition={complete ? definition : undefined}>
      <SelectField
        label="Referencing Column"
        options={optionsOf(props.view.parts.columns)}
        value={column}
        onChange={setColumn}
      />
      <SelectField
        label="Target Table"
        options={tableOptions()}
        value={target}
        onChange={(oid) => {
          setTarget(oid);
          setTargetColumn(undefined);
        }}
        placeholder="Select Table"
      />
      {target === undefined ? null : (
        <SelectField
          label="Target Column"
          options={optionsOf(keys)}
          value={chosenKey}
          onChange={setTargetColumn}
        />
      )}
    </Frame>
  );
}

/** Makes values, or combinations of them, occur once only. */
function AddUnique(props: FormProps) {
  const [columns, setColumns] = useState<readonly number[]>([]);
  const tick = (id: number, checked: boolean) =>
    setColumns(checked ? [...columns, id] : columns.filter((other) => other !== id));
  const definition = columns.length > 0 ? { type: 'u', columns } : undefined;
  return (
    <Frame {...props} proceed="Add Unique Constraint" definition={definition}>
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

interface Kind {
  title: string;
  type: 'primary' | 'foreignkey' | 'unique';
  /** What the list says while it is empty. */
  none: string;
  /** The form for a new one; a primary key can not be added here. */
  form?: typeof AddUnique;
}

const KINDS: readonly Kind[] = [
  { title: 'Primary Keys', type: 'primary', none: 'No Primary Key' },
  { title: 'Foreign Keys', type: 'foreignkey', none: 'No Foreign Key Constraints', form: AddForeignKey },
  { title: 'Unique', type: 'unique', none: 'No Unique Constraints', form: AddUnique },
];

/** The constraints of a kind. Only the table's owner is offered to add and to remove. */
function ConstraintList({ view, title, type, none, form: Form }: Kind & { view: View }) {
  const [adding, setAdding] = useState(false);
  const { table, columns, constraints } = view.parts;
  const mayChange = table.current_role_owns && Form !== undefined;
  const found = constraints.filter((constraint) => constraint.type === type);
  const remove = async ({ oid }: Constraint) => {
    await rpc('constraints.delete', { ...inTable(table.oid), constraint_oid: oid });
    await view.reload();
  };
  const [dialog, ask] = useDialog((constraint: Constraint) => (
    <ActionDialog
      title={`Delete ${constraint.name} Constraint?`}
      proceed="Delete Constraint"
      action={() => remove(constraint)}
      danger
    />
  ));
  return (
    <div class="constraints">
      <div class="section-head">
        <span class="field-label">{title}</span>
        {mayChange && !adding ? <Button label="Add" variant="plain" onClick={() => setAdding(true)} /> : null}
      </div>
      {adding && Form ? <Form view={view} onClose={() => setAdding(false)} /> : null}
      {found.length === 0 ? <span class="soft">{none}</span> : null}
      {found.map((constraint) => (
        <div key={constraint.oid} class="row spread">
          <button type="button" class="button plain" title={constraint.name}>
            {columns
              .filter(({ id }) => constraint.columns.includes(id))
              .map((column) => (
                <ColumnName key={column.id} {...column} />
              ))}
          </button>
          {mayChange ? <IconButton icon="trash" onClick={() => ask(constraint)} /> : null}
        </div>
      ))}
      {dialog}
    </div>
  );
}

/** The keys, links and unique columns of a table. */
export function ConstraintsDialog({ view }: { view: View }) {
  return (
    <Dialog title="Constraints">
      <p class="soft">What must hold for every row.</p>
      {KINDS.map((kind) => (
        <ConstraintList key={kind.type} view={view} {...kind} />
      ))}
    </Dialog>
  );
}
