import { useState } from 'preact/hooks';
import { Dialog, DialogButtons, useSubmit } from '../../components/index';
import { commonData, reload } from '../../common-data';
import { rpc } from '../../rpc';
import type { Table } from '../../types';
import { NameDialog } from './name-dialog';

interface TableDialogProps {
  table: Table;
  onClose: () => void;
}

/** Changes what a table has been called and described as. */
export async function patchTable(table: Table, change: { name?: string; description?: string | null }) {
  const database_id = commonData.current_database;
  await rpc('tables.patch', { database_id, table_oid: table.oid, table_data_dict: change });
  await reload('tables');
}

export function RenameTableDialog({ table, onClose }: TableDialogProps) {
  const title = (
    <>
      Rename Table <strong>{table.name}</strong>
    </>
  );
  return (
    <NameDialog
      title={title}
      initial={table}
      save={(naming) => patchTable(table, naming)}
      onClose={onClose}
    />
  );
}

/** Deletes a table once its name was typed. */
export function DeleteTableDialog({
  table,
  onClose,
  onDeleted,
}: TableDialogProps & { onDeleted?: () => void }) {
  const [typed, setTyped] = useState('');
  const remove = async () => {
    await rpc('tables.delete', { database_id: commonData.current_database, table_oid: table.oid });
    onDeleted?.();
    await reload('tables');
  };
  const { submit, busy, error } = useSubmit(remove, onClose);
  const footer = (
    <DialogButtons
      proceed="Delete Table"
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || typed !== table.name}
      danger
      error={error}
    />
  );
  return (
    <Dialog title="Delete Table?" onClose={onClose} footer={footer}>
      <p>
        Type the name <strong>{table.name}</strong> to delete the table.
      </p>
      <input type="text" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      <p class="soft">A deleted table does not come back.</p>
    </Dialog>
  );
}

/** Makes an empty table with a key. */
export function NewTableDialog({ onClose }: { onClose: () => void }) {
  const taken = commonData.tables.state === 'success' ? commonData.tables.data.map(({ name }) => name) : [];
  let number = 1;
  while (taken.includes(`Table ${String(number)}`)) number++;
  const save = async ({ name, description }: { name: string; description: string }) => {
    const { current_database: database_id, current_schema: schema_oid } = commonData;
    const params = { database_id, schema_oid, table_name: name, comment: description };
    await rpc('tables.add', params);
    await reload('tables');
  };
  return (
    <NameDialog
      title="Create New Table"
      initial={{ name: `Table ${String(number)}`, description: null }}
      proceed="Proceed"
      save={save}
      onClose={onClose}
    >
      <p class="soft">The table starts with a key column that numbers its rows.</p>
    </NameDialog>
  );
}
