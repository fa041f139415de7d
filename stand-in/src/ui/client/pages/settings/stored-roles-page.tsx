import { useState } from 'preact/hooks';
import { addressOf, commonData, currentDatabase, serverOf } from '../../common-data';
import { ErrorBox, IconButton, Loaded, toast, useLoad } from '../../components';
import { ActionDialog, useDialogs } from '../../components/dialog';
import { PasswordField } from '../../components/field';
import { batch, resultOf, rpc } from '../../rpc';
import type { Role, StoredRole } from '../../types';
import { RemoveDialog, SettingsFrame, SettingsTable, Yes } from './settings-frame';

interface Row {
  name: string;
  stored: StoredRole | undefined;
}

interface StoredRoles {
  rows: Row[];
  /** Why the roles that are not stored are missing. */
  failure: string | undefined;
}

/**
 * All roles of the server, and those whose password is stored although the server has them no longer; the stored ones
 * alone for an administrator who may not look into the database.
 */
async function load(): Promise<StoredRoles> {
  const database_id = commonData.current_database;
  const server_id = currentDatabase()?.server_id;
  const [stored, roles] = await batch([
    { method: 'roles.configured.list', params: { database_id, server_id } },
    { method: 'roles.list', params: { database_id } },
  ]);
  const known = resultOf(stored) as StoredRole[];
  const there = roles?.ok ? (roles.result as Role[]) : [];
  const names = new Set([...there, ...known].map(({ name }) => name));
  const rows = [...names]
    .sort((one, other) => one.localeCompare(other))
    .map((name) => ({ name, stored: known.find((role) => role.name === name) }));
  return { rows, failure: roles?.ok ? undefined : roles?.failure.message };
}

const serverName = () => {
  const database = currentDatabase();
  return addressOf(database && serverOf(database));
};

interface RowProps {
  row: Row;
  refresh: () => Promise<void>;
}

function PasswordDialog({ row, refresh }: RowProps) {
  const { name, stored } = row;
  const [password, setPassword] = useState('');
  const save = async () => {
    await (stored
      ? rpc('roles.configured.set_password', { configured_role_id: stored.id, password })
      : rpc('roles.configured.add', { server_id: currentDatabase()?.server_id, name, password }));
    toast.success('The stored role was saved.');
    await refresh();
  };
  const title = `${stored ? 'Update stored role' : 'Configure stored role'} ${name}`;
  return (
    <ActionDialog title={title} proceed="Save Role" action={save}>
      <PasswordField
        label="Password"
        value={password}
        onInput={setPassword}
        help={`Empty for a role without password. Used for all databases of the server ${serverName()}.`}
      />
    </ActionDialog>
  );
}

/** Only administrators may change what is stored. */
function StoredRoleRow({ row, refresh }: RowProps) {
  const { name, stored } = row;
  const disabled = !commonData.user.is_superuser;
  const [dialog, open] = useDialogs({
    password: <PasswordDialog row={row} refresh={refresh} />,
    remove: (
      <RemoveDialog
        title={`Remove Stored Role for ${name}?`}
        proceed="Remove Stored Role"
        remove={() => rpc('roles.configured.delete', { configured_role_id: stored?.id })}
        done="The stored role was removed."
        refresh={refresh}
      >
        <p>
          {`Collaborators who act as this role lose their access to all databases of the server ${serverName()}.`}
        </p>
      </RemoveDialog>
    ),
  });
  return (
    <>
      <div>
        <span>{name}</span>
      </div>
      <div class="row">
        <span class="grow">{stored ? <Yes /> : null}</span>
        <IconButton icon="pencil" disabled={disabled} onClick={() => open('password')} />
        {stored ? (
          <IconButton
            icon="trash"
            aria-label="Remove Stored Role"
            disabled={disabled}
            onClick={() => open('remove')}
          />
        ) : null}
      </div>
      {dialog}
    </>
  );
}

/** The roles whose passwords the install keeps. */
export function StoredRolesPage() {
  const [loading, refresh] = useLoad(load);
  return (
    <SettingsFrame title="Stored Roles">
      <Loaded loading={loading} onRetry={refresh}>
        {({ rows, failure }) => (
          <>
            <SettingsTable heads={['Role', 'Stored']}>
              {rows.map((row) => (
                <StoredRoleRow key={row.name} row={row} refresh={refresh} />
              ))}
            </SettingsTable>
            <ErrorBox message={failure} />
          </>
        )}
      </Loaded>
    </SettingsFrame>
  );
}
