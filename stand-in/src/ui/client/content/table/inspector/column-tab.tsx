import { useState } from 'preact/hooks';
import { commonData, reload } from '../../../common-data';
import { Button, attempt } from '../../../components';
import { ActionDialog, useDialogs } from '../../../components/dialog';
import { Help, SelectField, TextField } from '../../../components/field';
import { rpc } from '../../../rpc';
import { tablePath } from '../../shared/addresses';
import { ColumnName, referentOf } from '../../shared/columns';
import { EditableText, Section } from '../../shared/panel';
import { directLinks, inTable, knownTable, nameOfLink } from '../../shared/tables';
import type { Column } from '../../shared/wire';
import { Asking } from '../asking';
import type { View } from '../table-page';
import { DataType, DefaultValue } from './column-values';

/** Moves a column into a new table and puts a link to it in its place. */
export function ExtractColumnDialog({ view, column }: ColumnProps) {
  const { table } = view.parts;
  const [name, setName] = useState('');
  const [link, setLink] = useState<string>();
  const linkName = link ?? name;
  const extract = async () => {
    await rpc('data_modeling.split_table', {
      ...inTable(table.oid),
      column_attnums: [column.id],
      extracted_table_name: name,
      relationship_fk_column_name: linkName,
    });
    await reload('tables');
    await view.reload();
  };
  return (
    <ActionDialog
      title="Extract Column Into a New Table"
      proceed="Create Table and Move Columns"
      action={extract}
      disabled={name === '' || linkName === ''}
    >
      <TextField
        label="Name of New Table"
        value={name}
        onInput={setName}
        help={`${table.name} will point to it`}
      />
      <div class="field-label">Columns to Extract</div>
      <ColumnName {...column} />
      <h3>What's Changing</h3>
      <TextField label="Name of Link Column" value={linkName} onInput={setLink} />
    </ActionDialog>
  );
}

/** Moves a column into a table that this one points to. */
export function MoveColumnDialog({ view, column }: ColumnProps) {
  const { table, joinable, columns } = view.parts;
  const links = directLinks(joinable);
  const [target, setTarget] = useState(links[0]?.target);
  const move = async () => {
    await rpc('data_modeling.move_columns', {
      database_id: commonData.current_database,
      source_table_oid: table.oid,
      target_table_oid: target,
      move_column_attnums: [column.id],
    });
    await reload('tables');
    await view.reload();
  };
  return (
    <ActionDialog
      title="Move Column To Linked Table"
      proceed="Move Columns"
      action={move}
      disabled={target === undefined}
    >
      <SelectField
        label="Linked Table"
        options={links.map((link) => ({ value: link.target, label: nameOfLink(link, joinable, columns) }))}
        value={target}
        onChange={setTarget}
      />
      <div class="field-label">Columns to Move</div>
      <ColumnName {...column} />
      <h3>What's Changing</h3>
      <p>The column above goes from this table into the other one.</p>
    </ActionDialog>
  );
}

export interface ColumnProps {
  view: View;
  column: Column;
}

/** Changes a column and shows the table as it then is. */
export async function patchColumn(view: View, column: Column, change: object): Promise<void> {
  const column_data_list = [{ id: column.id, ...change }];
  await rpc('columns.patch', { ...inTable(view.parts.table.oid), column_data_list });
  await view.reload();
}

interface RuleProps {
  label: string;
  holds: boolean;
  disabled: boolean;
  onToggle: () => Promise<void>;
}

/** A rule that can be switched. Its box changes when the endpoint has agreed, not before. */
function Rule({ label, holds, disabled, onToggle }: RuleProps) {
  return (
    <label class="choice">
      <span class="choice-label">
        {label} <Help />
      </span>
      <input
        type="checkbox"
        checked={holds}
        disabled={disabled}
        onClick={(event) => {
          event.preventDefault();
          void attempt(onToggle);
        }}
      />
    </label>
  );
}

function Rules({ view, column }: ColumnProps) {
  const { table, constraints } = view.parts;
  const disabled = !table.current_role_owns || column.primary_key;
  const unique = constraints.find(
    ({ type, columns }) =>
      (type === 'unique' || type === 'primary') && columns.length === 1 && columns[0] === column.id,
  );
  const toggleUnique = async () => {
    if (unique) {
      await rpc('constraints.delete', { ...inTable(table.oid), constraint_oid: unique.oid });
    } else {
      const constraint_def_list = [{ type: 'u', columns: [column.id] }];
      await rpc('constraints.add', { ...inTable(table.oid), constraint_def_list });
    }
    await view.reload();
  };
  return (
    <>
      <Rule
        label="Restrict to Unique"
        holds={unique !== undefined}
        disabled={disabled}
        onToggle={toggleUnique}
      />
      <Rule
        label="Disallow NULL Values"
        holds={!column.nullable}
        disabled={disabled}
        onToggle={() => patchColumn(view, column, { nullable: !column.nullable })}
      />
    </>
  );
}

function Properties({ view, column }: ColumnProps) {
  const disabled = !view.parts.table.current_role_owns;
  const referent = referentOf(column, view.parts.constraints);
  return (
    <Section title="Column Properties" helps={1}>
      <EditableText
        label="Column Name"
        value={column.name}
        disabled={disabled}
        save={(name) => patchColumn(view, column, { name })}
      />
      <EditableText
        label="Column Description"
        value={column.description ?? ''}
        disabled={disabled}
        multiline
        save={(description) => patchColumn(view, column, { description })}
      />
      {referent === undefined ? null : (
        <p>
          <span class="field-label">Linked To</span>{' '}
          <a href={tablePath(referent)}>{knownTable(referent)?.name ?? String(referent)}</a>
        </p>
      )}
      <Rules view={view} column={column} />
    </Section>
  );
}

function Actions({ view, column }: ColumnProps) {
  const [dialog, open] = useDialogs({
    extract: <ExtractColumnDialog view={view} column={column} />,
    move: <MoveColumnDialog view={view} column={column} />,
    delete: <Asking view={view} asked={{ what: 'delete-column', column }} />,
  });
  const { table, joinable } = view.parts;
  const owns = table.current_role_owns;
  const fixed = !owns || column.primary_key;
  const linked = directLinks(joinable).length > 0;
  return (
    <Section title="Actions">
      <div class="actions-list">
        <Button label="Extract Column Into a New Table" disabled={fixed} onClick={() => open('extract')} />
        {linked ? (
          <Button label="Move Column To Linked Table" disabled={fixed} onClick={() => open('move')} />
        ) : null}
        <Button label="Delete Column" variant="danger" disabled={!owns} onClick={() => open('delete')} />
      </div>
      {dialog}
    </Section>
  );
}

/** What is known about the chosen column and what can be done with it. */
export function ColumnTab({ view, column }: ColumnProps) {
  const linked = referentOf(column, view.parts.constraints) !== undefined;
  return (
    <>
      <Properties view={view} column={column} />
      <Section title="Data Type" helps={1}>
        <DataType view={view} column={column} linked={linked} />
      </Section>
      <Section title="Default Value" helps={1}>
        <DefaultValue view={view} column={column} />
      </Section>
      <Section title="Formatting">
        <p class="soft">No formatting option for the column data type</p>
      </Section>
      {linked ? (
        <Section title="Linked Record Summary" open={false}>
          <p class="soft">Records of the other table are called as that table's inspector says.</p>
        </Section>
      ) : null}
      <Actions view={view} column={column} />
    </>
  );
}
