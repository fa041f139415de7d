import { useState } from 'preact/hooks';
import { Dialog, DialogButtons, Field, Select, TextField, useSubmit } from '../../components/index';
import { commonData, listOf } from '../../common-data';

interface FormDialogProps {
  title: string;
  /** The form to rename; none for a new one. */
  form?: { name: string; description: string | null; base_table_oid: number };
  save: (wanted: { tableOid: number; name: string; description: string }) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for the table, the name and the description of a form. */
export function FormDialog({ title, form, save, onClose }: FormDialogProps) {
  const tables = listOf(commonData.tables);
  const [tableOid, setTableOid] = useState(form?.base_table_oid);
  const [name, setName] = useState(form?.name ?? '');
  const [description, setDescription] = useState(form?.description ?? '');
  const table = tables.find(({ oid }) => oid === tableOid);
  const suggested = table ? `${table.name} Form` : '';
  const action = () => save({ tableOid: tableOid ?? 0, name: name || suggested, description });
  const { submit, busy, error } = useSubmit(action, onClose);
  const footer = (
    <DialogButtons
      proceed="Save"
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || tableOid === undefined}
      error={error}
    />
  );
  return (
    <Dialog title={title} onClose={onClose} footer={footer}>
      <Field label="Base Table">
        <Select
          aria-label="Base Table"
          disabled={form !== undefined}
          options={tables.map((each) => ({ value: each.oid, label: each.name }))}
          value={tableOid}
          onChange={setTableOid}
          placeholder="Select Table"
        />
      </Field>
      <TextField label="Name" value={name} onInput={setName} placeholder={suggested} />
      <TextField label="Description" value={description} onInput={setDescription} multiline />
    </Dialog>
  );
}
