import { useState } from 'preact/hooks';
import { reload, serverOf, titleOf } from '../../common-data';
import { Menu, MenuItem, toast } from '../../components';
import { ActionDialog, useDialogs } from '../../components/dialog';
import {
  CheckboxField,
  Fieldset,
  FixedBox,
  Helped,
  PasswordField,
  RadioList,
  TextField,
} from '../../components/field';
import { navigate } from '../../navigation';
import { rpc } from '../../rpc';
import type { Database } from '../../types';
import { AddressFields, DisplayName, SslModeField, serverOfInput } from './connection-fields';

interface DialogProps {
  database: Database;
}

const WORDS = {
  upgrade: {
    title: (name: string) => `Upgrade ${name} Database`,
    text: "Brings the program's code inside this database up to date.",
    proceed: 'Upgrade Database',
    done: 'The database was upgraded.',
  },
  reinstall: {
    title: (name: string) => `Reinstall Mathesar Schemas on ${name} Database`,
    text: "Installs the program's code inside this database anew.",
    proceed: 'Reinstall',
    done: 'The schemas were reinstalled.',
  },
};

/** Installs the program's functions in a database again, as the role that owns them or as a given one. */
export function UpgradeDialog({ kind, database }: DialogProps & { kind: keyof typeof WORDS }) {
  const { title, text, proceed, done } = WORDS[kind];
  const [asRole, setAsRole] = useState(false);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const run = async () => {
    const role = asRole ? { username, password } : {};
    await rpc('databases.upgrade_sql', { database_id: database.id, ...role });
    await reload('databases');
    toast.success(done);
  };
  return (
    <ActionDialog
      title={title(titleOf(database))}
      proceed={proceed}
      action={run}
      disabled={asRole && username === ''}
    >
      <p>{text}</p>
      <CheckboxField
        label={<Helped label="Specify a PostgreSQL Role" text="By default, the role that owns the code" />}
        checked={asRole}
        onChange={setAsRole}
      />
      {asRole ? (
        <>
          <TextField label="Role" value={username} onInput={setUsername} />
          <PasswordField label="Password" value={password} onInput={setPassword} />
        </>
      ) : null}
    </ActionDialog>
  );
}

function saved(database: Database) {
  const { host = '', port, sslmode = 'prefer' } = serverOf(database) ?? {};
  const server = { host, port: String(port ?? ''), sslmode };
  return { name: database.name, nickname: database.nickname, server };
}

/** Changes under which name and where a connected database is looked for. */
function EditConnectionDialog({ database }: DialogProps) {
  const [draft, setDraft] = useState(() => saved(database));
  const { name, nickname, server } = draft;
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const save = async () => {
    await rpc('databases.configured.patch', { database_id: database.id, patch: { name, nickname } });
    if (JSON.stringify(server) !== JSON.stringify(saved(database).server)) {
      const { server_id } = database;
      await rpc('servers.configured.patch', { server_id, patch: serverOfInput(server) });
    }
    await reload('databases', 'servers');
    toast.success('The connection was saved.');
  };
  return (
    <ActionDialog
      title={`Edit ${titleOf(database)} Database Connection`}
      proceed="Save"
      action={save}
      cancel="Reset"
      onCancel={() => setDraft(saved(database))}
      disabled={name === '' || nickname === ''}
    >
      <TextField label="Database Name" value={name} onInput={(value) => set({ name: value })} />
      <DisplayName nickname={nickname} onChange={(value) => set({ nickname: value })} />
      <Fieldset legend="PostgreSQL Server">
        <AddressFields value={server} onChange={(value) => set({ server: value })} />
        <SslModeField value={server} onChange={(value) => set({ server: value })} />
      </Fieldset>
    </ActionDialog>
  );
}

const OWN_SCHEMAS = ['msar', '__msar', 'mathesar_types'];

/** Takes a database out of the install. As in the real program, dropping it is shown and can not be done. */
function DisconnectDialog({ database }: DialogProps) {
  const [drop, setDrop] = useState(false);
  const [clean, setClean] = useState(false);
  const disconnect = async () => {
    const schemas_to_remove = clean ? OWN_SCHEMAS : [];
    await rpc('databases.configured.disconnect', { database_id: database.id, schemas_to_remove });
    toast.success('The database was disconnected.');
    // First away from its page, for that page is gone with it.
    navigate('/');
    await reload('databases', 'servers');
  };
  return (
    <ActionDialog
      title={`Disconnect ${titleOf(database)} Database`}
      proceed="Disconnect"
      action={disconnect}
      disabled={drop}
      danger
    >
      <p>The database will no longer be known here.</p>
      <Fieldset legend="In Mathesar">
        <FixedBox label="Remove saved explorations and other metadata" />
      </Fieldset>
      <Fieldset legend="In PostgreSQL">
        <Fieldset>
          <RadioList
            options={[
              { value: false, label: 'Keep the database' },
              { value: true, label: 'Drop the database' },
            ]}
            value={drop}
            onChange={setDrop}
          />
        </Fieldset>
        {drop ? (
          <p>To drop a database, use PostgreSQL.</p>
        ) : (
          <CheckboxField
            label={<Helped label="Remove Mathesar's internal schemas" />}
            checked={clean}
            onChange={setClean}
          />
        )}
      </Fieldset>
    </ActionDialog>
  );
}

type Choice = 'edit' | 'reinstall' | 'disconnect';

const ITEMS = {
  edit: { label: 'Edit Connection', icon: 'pencil' },
  reinstall: { label: 'Reinstall Mathesar Schemas', icon: 'refresh' },
  disconnect: { label: 'Disconnect Database', icon: 'trash', danger: true },
} as const;

/** As recorded, the same entries stand in another order on the card and on the database's page. */
const ORDER: Record<'card' | 'page', readonly Choice[]> = {
  card: ['edit', 'reinstall', 'disconnect'],
  page: ['disconnect', 'edit', 'reinstall'],
};

/** What an administrator may do with a connected database. The button has no name, as in the real program. */
export function DatabaseMenu({ database, order }: { database: Database; order: 'card' | 'page' }) {
  const [dialog, open] = useDialogs<Choice>({
    edit: <EditConnectionDialog database={database} />,
    reinstall: <UpgradeDialog kind="reinstall" database={database} />,
    disconnect: <DisconnectDialog database={database} />,
  });
  return (
    <>
      <Menu>
        {ORDER[order].map((choice) => (
          <MenuItem key={choice} {...ITEMS[choice]} onClick={() => open(choice)} />
        ))}
      </Menu>
      {dialog}
    </>
  );
}
