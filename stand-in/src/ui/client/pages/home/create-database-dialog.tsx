import { useState } from 'preact/hooks';
import { Dialog, DialogButtons, TextField, toast, useSubmit } from '../../components/index';
import { reload } from '../../common-data';
import { rpc } from '../../rpc';
import { DisplayName } from '../database/display-name';
import { SchemasToInstall } from './schemas-to-install';

/** Makes a database on the install's own server and connects it. */
export function CreateDatabaseDialog({ onClose }: { onClose: () => void }) {
  const [database, setDatabase] = useState('');
  const [nickname, setNickname] = useState<string | null>(null);
  const create = async () => {
    await rpc('databases.setup.create_new', { database, nickname, sample_data: [] });
    await reload('databases', 'servers');
    toast.success(`The database ${database} is connected.`);
  };
  const { submit, busy, error } = useSubmit(create, onClose);
  const footer = (
    <DialogButtons
      proceed="Create Database"
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || database.trim() === '' || nickname === ''}
      error={error}
    />
  );
  return (
    <Dialog title="Create a New Database" onClose={onClose} footer={footer}>
      <TextField label="Database Name" value={database} onInput={setDatabase} />
      <DisplayName nickname={nickname} onChange={setNickname} />
      <SchemasToInstall />
    </Dialog>
  );
}
