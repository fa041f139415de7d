import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { commonData, listOf, reload } from '../../common-data';
import { ActionDialog } from '../../components/dialog';
import { TextField, TextInput } from '../../components/field';
import { rpc } from '../../rpc';
import type { Schema, Table } from '../../types';
import { inTable } from '../shared/tables';

export interface Naming {
  name: string;
  description: string;
}

interface NameDialogProps {
  title: ComponentChildren;
  initial?: { name: string; description: string | null };
  save: (naming: Naming) => Promise<unknown>;
  placeholder?: string;
  proceed?: string;
  /** Between the fields and the buttons. */
  children?: ComponentChildren;
}

/** Asks for a name and a description; stays open with the reason when the endpoint refuses them. */
export function NameDialog(props: NameDialogProps) {
  const { title, initial, save, placeholder, proceed = 'Save', children } = props;
  const [name, setName] = useState(initial?.name ?? '');
  const [description, setDescription] = useState(initial?.description ?? '');
  return (
    <ActionDialog
      title={title}
      proceed={proceed}
      action={() => save({ name, description })}
      disabled={name.trim() === ''}
    >
      <TextField label="Name" value={name} onInput={setName} {...(placeholder ? { placeholder } : {})} />
      <TextField label="Description" value={description} onInput={setDescription} multiline />
      {children}
    </ActionDialog>
  );
}

/** Changes what a schema is called and described as. */
export async function patchSchema({ oid }: Schema, { name, description }: Naming): Promise<void> {
  const database_id = commonData.current_database;
  await rpc('schemas.patch', { database_id, schema_oid: oid, patch: { name, description } });
  await reload('schemas');
}

/** Changes what a table is called and described as. */
export async function patchTable({ oid }: Table, change: { name?: string; description?: string | null }) {
  await rpc('tables.patch', { ...inTable(oid), table_data_dict: change });
  await reload('tables');
}

/** Deletes a table once its name was typed. */
export function DeleteTableDialog({ table, onDeleted }: { table: Table; onDeleted?: () => void }) {
  const [typed, setTyped] = useState('');
  const remove = async () => {
    await rpc('tables.delete', inTable(table.oid));
    onDeleted?.();
    await reload('tables');
  };
  return (
    <ActionDialog
      title="Delete Table?"
      proceed="Delete Table"
      action={remove}
      disabled={typed !== table.name}
      danger
    >
      <p>
        Type the name <strong>{table.name}</strong> to delete the table.
      </p>
      <TextInput value={typed} onInput={setTyped} />
      <p class="soft">A deleted table does not come back.</p>
    </ActionDialog>
  );
}

/** Makes an empty table with a key. */
export function NewTableDialog() {
  const taken = listOf(commonData.tables).map(({ name }) => name);
  let number = 1;
  while (taken.includes(`Table ${String(number)}`)) number++;
  const save = async ({ name, description }: Naming) => {
    const { current_database: database_id, current_schema: schema_oid } = commonData;
    await rpc('tables.add', { database_id, schema_oid, table_name: name, comment: description });
    await reload('tables');
  };
  return (
    <NameDialog
      title="Create New Table"
      initial={{ name: `Table ${String(number)}`, description: null }}
      proceed="Proceed"
      save={save}
    >
      <p class="soft">The table starts with a key column that numbers its rows.</p>
    </NameDialog>
  );
}
