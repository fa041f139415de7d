import { useState } from 'preact/hooks';
import { Dialog, DialogButtons, TextField, useSubmit } from '../../../components/index';
import { commonData, reload } from '../../../common-data';
import { rpc } from '../../../rpc';
import { ColumnName } from '../../shared/columns';
import type { ColumnProps } from './column-tab';

/** Moves a column into a new table and puts a link to it in its place. */
export function ExtractColumnDialog({ view, column, onClose }: ColumnProps & { onClose: () => void }) {
  const { table } = view.parts;
  const [name, setName] = useState('');
  const [link, setLink] = useState<string>();
  const linkName = link ?? name;
  const extract = async () => {
    await rpc('data_modeling.split_table', {
      database_id: commonData.current_database,
      table_oid: table.oid,
      column_attnums: [column.id],
      extracted_table_name: name,
      relationship_fk_column_name: linkName,
    });
    await reload('tables');
    await view.reload();
  };
  const { submit, busy, error } = useSubmit(extract, onClose);
  const footer = (
    <DialogButtons
      proceed="Create Table and Move Columns"
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || name === '' || linkName === ''}
      error={error}
    />
  );
  return (
    <Dialog title="Extract Column Into a New Table" onClose={onClose} footer={footer}>
      <TextField
        label="Name of New Table"
        value={name}
        onInput={setName}
        help={`${table.name} will point to it`}
      />
      <div class="field-label">Columns to Extract</div>
      <ColumnName name={column.name} type={column.type} />
      <h3>What's Changing</h3>
      <TextField label="Name of Link Column" value={linkName} onInput={setLink} />
    </Dialog>
  );
}
