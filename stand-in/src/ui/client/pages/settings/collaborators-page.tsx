import { useState } from 'preact/hooks';
import { Button, ConfirmDialog, IconButton, toast, useLoad } from '../../components/index';
import { commonData, currentDatabase, titleOf } from '../../common-data';
import { batch, rpc } from '../../rpc';
import type { Collaborator, StoredRole, User } from '../../types';
import { AddCollaboratorDialog, CollaboratorRoleDialog } from './collaborator-dialogs';
import { Loaded, SettingsFrame } from './settings-frame';

/** What the page needs of a database's collaborators. */
export interface Collaborators {
  collaborators: (Collaborator & { user_info: User })[];
  roles: StoredRole[];
  /** All users; only administrators are told. */
  users: User[];
}

async function load(): Promise<Collaborators> {
  const database_id = commonData.current_database;
  const server_id = currentDatabase()?.server_id;
  const [collaborators, roles] = await batch([
    { method: 'collaborators.list', params: { database_id } },
    { method: 'roles.configured.list', params: { database_id, server_id } },
  ]);
  if (!collaborators?.ok) throw collaborators?.failure ?? new Error('no answer');
  if (!roles?.ok) throw roles?.failure ?? new Error('no answer');
  return {
    collaborators: collaborators.result as Collaborators['collaborators'],
    roles: roles.result as StoredRole[],
    users: commonData.user.is_superuser ? await rpc<User[]>('users.list') : [],
  };
}

interface RowProps {
  collaborator: Collaborators['collaborators'][number];
  roles: readonly StoredRole[];
  refresh: () => Promise<void>;
}

function CollaboratorRow({ collaborator, roles, refresh }: RowProps) {
  const [dialog, setDialog] = useState<'role' | 'remove'>();
  const close = () => setDialog(undefined);
  const disabled = !commonData.user.is_superuser;
  const { user_info, configured_role_id } = collaborator;
  const user = user_info.full_name || user_info.username;
  const role = roles.find(({ id }) => id === configured_role_id)?.name ?? '';
  const database = currentDatabase();
  const where = `the ${database ? titleOf(database) : ''} database`;
  const remove = async () => {
    close();
    try {
      await rpc('collaborators.delete', { collaborator_id: collaborator.id });
      toast.success('The collaborator was removed.');
      await refresh();
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <>
      <div>
        <div>{user}</div>
        <div class="soft">{user_info.email}</div>
      </div>
      <div class="child-roles">
        <div class="grow">{role}</div>
        <IconButton icon="pencil" disabled={disabled} onClick={() => setDialog('role')} />
      </div>
      <div>
        <IconButton
          icon="trash"
          aria-label="Remove Collaborator"
          disabled={disabled}
          onClick={() => setDialog('remove')}
        />
      </div>
      {dialog === 'role' ? (
        <CollaboratorRoleDialog
          collaborator={collaborator}
          user={user}
          roles={roles}
          refresh={refresh}
          onClose={close}
        />
      ) : null}
      {dialog === 'remove' ? (
        <ConfirmDialog
          title={`Remove ${user} as a collaborator on ${where}?`}
          proceed="Remove Collaborator"
          action={remove}
          onClose={close}
        >
          <ul>
            <li>
              {user} loses all access to {where}, but can still log in and use other databases.
            </li>
            <li>The PostgreSQL role {role} stays as it is.</li>
          </ul>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

/** Who may use the database, and as which role. Only administrators may change that. */
export function CollaboratorsPage() {
  const [loading, refresh] = useLoad(load);
  const [adding, setAdding] = useState(false);
  const add = (
    <Button
      variant="primary"
      icon="plus"
      disabled={!commonData.user.is_superuser}
      onClick={() => setAdding(true)}
    >
      Add Collaborator
    </Button>
  );
  return (
    <SettingsFrame title="Collaborators" action={loading.state === 'loading' ? null : add}>
      <Loaded loading={loading} onRetry={refresh}>
        {(data) => (
          <>
            <div class="grid three">
              <div class="head">Mathesar User</div>
              <div class="head">Role</div>
              <div class="head">Actions</div>
              {data.collaborators.map((collaborator) => (
                <CollaboratorRow
                  key={collaborator.id}
                  collaborator={collaborator}
                  roles={data.roles}
                  refresh={refresh}
                />
              ))}
            </div>
            {adding ? (
              <AddCollaboratorDialog {...data} refresh={refresh} onClose={() => setAdding(false)} />
            ) : null}
          </>
        )}
      </Loaded>
    </SettingsFrame>
  );
}
