import { useState } from 'preact/hooks';
import { commonData, currentDatabase, titleOf } from '../../common-data';
import { IconButton, Loaded, toast, useLoad } from '../../components';
import { ActionDialog, DialogButton, useDialogs } from '../../components/dialog';
import { Field, Select } from '../../components/field';
import { batch, resultOf, rpc } from '../../rpc';
import type { Collaborator, StoredRole, User } from '../../types';
import { RemoveDialog, SettingsFrame, SettingsTable } from './settings-frame';

/** What the page needs of a database's collaborators. */
interface Collaborators {
  collaborators: (Collaborator & { user_info: User })[];
  roles: StoredRole[];
  /** All users; since 0.11.0 only administrators are told. */
  users: User[];
}

async function load(): Promise<Collaborators> {
  const database_id = commonData.current_database;
  const server_id = currentDatabase()?.server_id;
  const [collaborators, roles] = await batch([
    { method: 'collaborators.list', params: { database_id } },
    { method: 'roles.configured.list', params: { database_id, server_id } },
  ]);
  const entries = resultOf(collaborators) as (Omit<Collaborator, 'user_info'> & { user_info?: User })[];
  // Older releases tell everybody who the users are, and not beside each collaborator.
  const asks = commonData.user.is_superuser || entries.some(({ user_info }) => user_info === undefined);
  const users = asks ? await rpc<User[]>('users.list') : [];
  return {
    collaborators: entries.flatMap((entry) => {
      const user_info = entry.user_info ?? users.find(({ id }) => id === entry.user_id);
      return user_info ? [{ ...entry, user_info }] : [];
    }),
    roles: resultOf(roles) as StoredRole[],
    users,
  };
}

interface RoleFieldProps {
  roles: readonly StoredRole[];
  value: number | undefined;
  onChange: (id: number) => void;
}

function RoleField({ roles, value, onChange }: RoleFieldProps) {
  return (
    <Field label="Role" help="All that this user does in the database is done as this PostgreSQL role.">
      <Select
        options={roles.map(({ id, name }) => ({ value: id, label: name }))}
        value={value}
        onChange={onChange}
        placeholder="Select Role"
      />
    </Field>
  );
}

interface DialogProps {
  refresh: () => Promise<void>;
}

function AddCollaboratorDialog({ collaborators, roles, users, refresh }: Collaborators & DialogProps) {
  const [user_id, setUser] = useState<number>();
  const [configured_role_id, setRole] = useState<number>();
  const add = async () => {
    await rpc('collaborators.add', { database_id: commonData.current_database, user_id, configured_role_id });
    toast.success('The collaborator was added.');
    await refresh();
  };
  const known = new Set(collaborators.map((collaborator) => collaborator.user_id));
  const others = users.filter(({ id }) => !known.has(id));
  return (
    <ActionDialog
      title="Add Collaborator"
      proceed="Add Collaborator"
      action={add}
      disabled={user_id === undefined || configured_role_id === undefined}
    >
      <Field label="Mathesar User">
        <Select
          options={others.map(({ id, username }) => ({ value: id, label: username }))}
          value={user_id}
          onChange={setUser}
          placeholder="Select User"
        />
      </Field>
      <RoleField roles={roles} value={configured_role_id} onChange={setRole} />
    </ActionDialog>
  );
}

interface RowProps {
  collaborator: Collaborators['collaborators'][number];
  roles: readonly StoredRole[];
  refresh: () => Promise<void>;
}

const nameOf = ({ user_info: { full_name, username } }: RowProps['collaborator']) => full_name || username;

function CollaboratorRoleDialog({ collaborator, roles, refresh }: RowProps & DialogProps) {
  const [configured_role_id, setRole] = useState(collaborator.configured_role_id);
  const save = async () => {
    await rpc('collaborators.set_role', { collaborator_id: collaborator.id, configured_role_id });
    toast.success('The role was changed.');
    await refresh();
  };
  const title = `Change Role for ${nameOf(collaborator)}`;
  return (
    <ActionDialog title={title} proceed="Save" action={save}>
      <RoleField roles={roles} value={configured_role_id} onChange={setRole} />
    </ActionDialog>
  );
}

function CollaboratorRow(props: RowProps) {
  const { collaborator, roles, refresh } = props;
  const disabled = !commonData.user.is_superuser;
  const user = nameOf(collaborator);
  const role = roles.find(({ id }) => id === collaborator.configured_role_id)?.name ?? '';
  const database = currentDatabase();
  const where = `the ${database ? titleOf(database) : ''} database`;
  const [dialog, open] = useDialogs({
    role: <CollaboratorRoleDialog {...props} />,
    remove: (
      <RemoveDialog
        title={`Remove ${user} as a collaborator on ${where}?`}
        proceed="Remove Collaborator"
        remove={() => rpc('collaborators.delete', { collaborator_id: collaborator.id })}
        done="The collaborator was removed."
        refresh={refresh}
      >
        <ul>
          <li>
            {user} loses all access to {where}, but can still log in and use other databases.
          </li>
          <li>The PostgreSQL role {role} stays as it is.</li>
        </ul>
      </RemoveDialog>
    ),
  });
  return (
    <>
      <div>
        <div>{user}</div>
        <div class="soft">{collaborator.user_info.email}</div>
      </div>
      <div class="row">
        <div class="grow">{role}</div>
        <IconButton icon="pencil" disabled={disabled} onClick={() => open('role')} />
      </div>
      <div>
        <IconButton
          icon="trash"
          aria-label="Remove Collaborator"
          disabled={disabled}
          onClick={() => open('remove')}
        />
      </div>
      {dialog}
    </>
  );
}

/** Who may use the database, and as which role. Only administrators may change that. */
export function CollaboratorsPage() {
  const [loading, refresh] = useLoad(load);
  const { data } = loading;
  const add = (
    <DialogButton
      label="Add Collaborator"
      variant="primary"
      icon="plus"
      disabled={!commonData.user.is_superuser}
      dialog={data ? <AddCollaboratorDialog {...data} refresh={refresh} /> : null}
    />
  );
  return (
    <SettingsFrame title="Collaborators" action={loading.state === 'loading' ? null : add}>
      <Loaded loading={loading} onRetry={refresh}>
        {({ collaborators, roles }) => (
          <SettingsTable heads={['Mathesar User', 'Role', 'Actions']}>
            {collaborators.map((each) => (
              <CollaboratorRow key={each.id} collaborator={each} roles={roles} refresh={refresh} />
            ))}
          </SettingsTable>
        )}
      </Loaded>
    </SettingsFrame>
  );
}
