import { useState } from 'preact/hooks';
import {
  ConfirmDialog,
  Dialog,
  DialogButtons,
  ErrorBox,
  IconButton,
  TextField,
  toast,
  useLoad,
  useSubmit,
} from '../../components/index';
import { addressOf, commonData, currentDatabase, serverOf } from '../../common-data';
import { batch, rpc } from '../../rpc';
import type { Role, StoredRole } from '../../types';
import { Loaded, SettingsFrame, Yes } from './settings-frame';

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
  if (!stored?.ok) throw stored?.failure ?? new Error('no answer');
  if (!roles) throw new Error('no answer');
  const known = stored.result as StoredRole[];
  const names = new Set([...(roles.ok ? (roles.result as Role[]) : []), ...known].map(({ name }) => name));
  const rows = [...names]
    .sort((one, other) => one.localeCompare(other))
    .map((name) => ({ name, stored: known.find((role) => role.name === name) }));
  return { rows, failure: roles.ok ? undefined : roles.failure.message };
}

const serverName = () => {
  const database = currentDatabase();
  return addressOf(database && serverOf(database));
};

function PasswordDialog({
  row,
  refresh,
  onClose,
}: {
  row: Row;
  refresh: () => Promise<void>;
  onClose: () => void;
}) {
  const { name, stored } = row;
  const [password, setPassword] = useState('');
  const save = async () => {
    await (stored
      ? rpc('roles.configured.set_password', { configured_role_id: stored.id, password })
      : rpc('roles.configured.add', { server_id: currentDatabase()?.server_id, name, password }));
    toast.success('The stored role was saved.');
    await refresh();
  };
  const { submit, busy, error } = useSubmit(save, onClose);
  const footer = (
    <DialogButtons proceed="Save Role" onProceed={submit} onCancel={onClose} disabled={busy} error={error} />
  );
  return (
    <Dialog
      title={`${stored ? 'Update stored role' : 'Configure stored role'} ${name}`}
      onClose={onClose}
      footer={footer}
    >
      <TextField
        label="Password"
        value={password}
        onInput={setPassword}
        password
        autoComplete="new-password"
        help={`Empty for a role without password. Used for all databases of the server ${serverName()}.`}
      />
    </Dialog>
  );
}

/** Only administrators may change what is stored. */
function StoredRoleRow({ row, refresh }: { row: Row; refresh: () => Promise<void> }) {
  const { name, stored } = row;
  const [dialog, setDialog] = useState<'password' | 'remove'>();
  const close = () => setDialog(undefined);
  const disabled = !commonData.user.is_superuser;
  const remove = async () => {
    close();
    try {
      await rpc('roles.configured.delete', { configured_role_id: stored?.id });
      toast.success('The stored role was removed.');
      await refresh();
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <>
      <div>
        <span>{name}</span>
      </div>
      <div class="child-roles">
        <span class="grow">{stored ? <Yes /> : null}</span>
        <IconButton icon="pencil" disabled={disabled} onClick={() => setDialog('password')} />
        {stored ? (
          <IconButton
            icon="trash"
            aria-label="Remove Stored Role"
            disabled={disabled}
            onClick={() => setDialog('remove')}
          />
        ) : null}
      </div>
      {dialog === 'password' ? <PasswordDialog row={row} refresh={refresh} onClose={close} /> : null}
      {dialog === 'remove' ? (
        <ConfirmDialog
          title={`Remove Stored Role for ${name}?`}
          proceed="Remove Stored Role"
          action={remove}
          onClose={close}
        >
          <p>
            Collaborators who act as this role lose their access to all databases of the server {serverName()}
            .
          </p>
        </ConfirmDialog>
      ) : null}
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
            <div class="grid two">
              <div class="head">Role</div>
              <div class="head">Stored</div>
              {rows.map((row) => (
                <StoredRoleRow key={row.name} row={row} refresh={refresh} />
              ))}
            </div>
            {failure === undefined ? null : <ErrorBox message={failure} />}
          </>
        )}
      </Loaded>
    </SettingsFrame>
  );
}
