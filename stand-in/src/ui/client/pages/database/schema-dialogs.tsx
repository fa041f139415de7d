import { useState } from 'preact/hooks';
import { ConfirmDialog, Dialog, DialogButtons, TextField, useSubmit } from '../../components/index';
import { commonData, reload } from '../../common-data';
import { rpc } from '../../rpc';
import type { Schema } from '../../types';

/** Makes a schema, or with `schema` changes its name and description. */
export function SchemaDialog({ schema, onClose }: { schema?: Schema; onClose: () => void }) {
  const [name, setName] = useState(schema?.name ?? '');
  const [description, setDescription] = useState(schema?.description ?? '');
  const database_id = commonData.current_database;
  const save = async () => {
    await (schema
      ? rpc('schemas.patch', { database_id, schema_oid: schema.oid, patch: { name, description } })
      : rpc('schemas.add', { database_id, name, description }));
    await reload('schemas');
  };
  const { submit, busy, error } = useSubmit(save, onClose);
  const footer = (
    <DialogButtons
      proceed={schema ? 'Save' : 'Create New Schema'}
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || name.trim() === ''}
      error={error}
    />
  );
  return (
    <Dialog
      title={schema ? `Rename Schema ${schema.name}` : 'Create Schema'}
      onClose={onClose}
      footer={footer}
    >
      <TextField label="Name" value={name} onInput={setName} placeholder="E.g. Library" />
      <TextField label="Description" value={description} onInput={setDescription} multiline />
    </Dialog>
  );
}

/** Asks before a schema is deleted with all that is in it. */
export function DeleteSchemaDialog({ schema, onClose }: { schema: Schema; onClose: () => void }) {
  const remove = async () => {
    await rpc('schemas.delete', { database_id: commonData.current_database, schema_oids: [schema.oid] });
    await reload('schemas');
  };
  return (
    <ConfirmDialog
      title={`Delete Schema ${schema.name}?`}
      proceed="Delete Schema"
      action={remove}
      onClose={onClose}
    >
      <p>Everything in the schema goes with it, also what these pages do not show.</p>
      <p>Are you sure?</p>
    </ConfirmDialog>
  );
}
