import { useState } from 'preact/hooks';
import { reload } from '../../common-data';
import { toast } from '../../components';
import { ActionDialog, Dialog } from '../../components/dialog';
import { PasswordField, TextField } from '../../components/field';
import { rpc } from '../../rpc';
import {
  AddressFields,
  DisplayName,
  SchemasToInstall,
  SslModeField,
  serverOfInput,
} from '../database/connection-fields';

async function connect(method: string, params: object, database: string): Promise<void> {
  await rpc(method, params);
  await reload('databases', 'servers');
  toast.success(`The database ${database} is connected.`);
}

/** Makes a database on the install's own server and connects it. */
function CreateDatabaseDialog() {
  const [database, setDatabase] = useState('');
  const [nickname, setNickname] = useState<string | null>(null);
  const params = { database, nickname, sample_data: [] };
  return (
    <ActionDialog
      title="Create a New Database"
      proceed="Create Database"
      action={() => connect('databases.setup.create_new', params, database)}
      disabled={database.trim() === '' || nickname === ''}
    >
      <TextField label="Database Name" value={database} onInput={setDatabase} />
      <DisplayName nickname={nickname} onChange={setNickname} />
      <SchemasToInstall />
    </ActionDialog>
  );
}

/** Connects a database that is there already, by a role that may install the program's functions in it. */
function ExistingDatabaseDialog() {
  const [server, setServer] = useState({ host: 'localhost', port: '5432', sslmode: 'prefer' });
  const [database, setDatabase] = useState('');
  const [role, setRole] = useState('');
  const [password, setPassword] = useState('');
  const [nickname, setNickname] = useState<string | null>(null);
  const params = { ...serverOfInput(server), database, role, password, nickname };
  const incomplete = [server.host, database, role].some((text) => text.trim() === '') || nickname === '';
  return (
    <ActionDialog
      title="Connect to an Existing Database"
      proceed="Connect Database"
      action={() => connect('databases.setup.connect_existing', params, database)}
      disabled={incomplete}
    >
      <AddressFields value={server} onChange={setServer} />
      <TextField label="Database Name" value={database} onInput={setDatabase} help="It has to exist." />
      <TextField label="Role Name" value={role} onInput={setRole} help="Needs CONNECT and CREATE on it." />
      <PasswordField
        label="Password"
        value={password}
        onInput={setPassword}
        help="Empty for a role without password."
      />
      <SslModeField value={server} onChange={setServer} />
      <DisplayName nickname={nickname} onChange={setNickname} />
      <SchemasToInstall />
    </ActionDialog>
  );
}

const WAYS = [
  {
    title: 'Create a New Database',
    description: 'On the PostgreSQL server of this install',
    dialog: CreateDatabaseDialog,
  },
  {
    title: 'Connect to an Existing Database',
    description: 'On any PostgreSQL server that can be reached',
    dialog: ExistingDatabaseDialog,
  },
];

/** Asks which kind of database to connect, then for its details. */
export function ConnectDatabaseDialog() {
  const [way, setWay] = useState<(typeof WAYS)[number]>();
  if (way) return <way.dialog />;
  return (
    <Dialog title="How would you like to connect your database?">
      {WAYS.map((each) => (
        <button key={each.title} type="button" class="button way-in" onClick={() => setWay(each)}>
          <div>
            <div class="strong">{each.title}</div> <div class="soft">{each.description}</div>
          </div>
        </button>
      ))}
    </Dialog>
  );
}
