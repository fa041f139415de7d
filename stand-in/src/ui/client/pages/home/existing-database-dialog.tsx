import { useState } from 'preact/hooks';
import { Dialog, DialogButtons, TextField, toast, useSubmit } from '../../components/index';
import { reload } from '../../common-data';
import { rpc } from '../../rpc';
import { DisplayName } from '../database/display-name';
import { AddressFields, SslModeField, portOf } from '../database/server-fields';
import { SchemasToInstall } from './schemas-to-install';

/** Connects a database that is there already, by a role that may install the program's functions in it. */
export function ExistingDatabaseDialog({ onClose }: { onClose: () => void }) {
  const [server, setServer] = useState({ host: 'localhost', port: '5432', sslmode: 'prefer' });
  const [database, setDatabase] = useState('');
  const [role, setRole] = useState('');
  const [password, setPassword] = useState('');
  const [nickname, setNickname] = useState<string | null>(null);
  const connect = async () => {
    const { host, sslmode } = server;
    const port = portOf(server);
    await rpc('databases.setup.connect_existing', {
      host,
      port,
      database,
      role,
      password,
      nickname,
      sslmode,
    });
    await reload('databases', 'servers');
    toast.success(`The database ${database} is connected.`);
  };
  const { submit, busy, error } = useSubmit(connect, onClose);
  const incomplete = [server.host, database, role].some((text) => text.trim() === '') || nickname === '';
  const footer = (
    <DialogButtons
      proceed="Connect Database"
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || incomplete}
      error={error}
    />
  );
  return (
    <Dialog title="Connect to an Existing Database" onClose={onClose} footer={footer}>
      <AddressFields value={server} onChange={setServer} />
      <TextField label="Database Name" value={database} onInput={setDatabase} help="It has to exist." />
      <TextField label="Role Name" value={role} onInput={setRole} help="Needs CONNECT and CREATE on it." />
      <TextField
        label="Password"
        value={password}
        onInput={setPassword}
        password
        autoComplete="new-password"
        help="Empty for a role without password."
      />
      <SslModeField value={server} onChange={setServer} />
      <DisplayName nickname={nickname} onChange={setNickname} />
      <SchemasToInstall />
    </Dialog>
  );
}
