import { useState } from 'preact/hooks';
import { Button, ConfirmDialog, IconButton, toast, useLoad } from '../../components/index';
import { commonData } from '../../common-data';
import { rpc } from '../../rpc';
import type { Role } from '../../types';
import { ChildRolesDialog } from './child-roles-dialog';
import { CreateRoleDialog } from './create-role-dialog';
import { Loaded, SettingsFrame, Yes } from './settings-frame';

interface RowProps {
  role: Role;
  roles: readonly Role[];
  refresh: () => Promise<void>;
}

/** As in the real program, every control is offered to everybody: PostgreSQL says who may use it. */
function RoleRow({ role, roles, refresh }: RowProps) {
  const [dialog, setDialog] = useState<'children' | 'drop'>();
  const close = () => setDialog(undefined);
  const children = roles.filter(({ oid }) => role.members?.some((member) => member.oid === oid));
  const drop = async () => {
    // Closed before the answer: a refusal shows as a note on the page.
    close();
    try {
      await rpc('roles.delete', { database_id: commonData.current_database, role_oid: role.oid });
      toast.success('The Role has been dropped successfully');
      await refresh();
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <>
      <div>{role.name}</div>
      <div>{role.login ? <Yes /> : null}</div>
      <div class="child-roles">
        <ul>
          {children.map(({ oid, name }) => (
            <li key={oid}>{name}</li>
          ))}
        </ul>
        <IconButton icon="pencil" onClick={() => setDialog('children')} />
      </div>
      <div>
        <IconButton icon="trash" aria-label="Drop Role" onClick={() => setDialog('drop')} />
      </div>
      {dialog === 'children' ? (
        <ChildRolesDialog role={role} roles={roles} refresh={refresh} onClose={close} />
      ) : null}
      {dialog === 'drop' ? (
        <ConfirmDialog title={`Drop role ${role.name}?`} proceed="Drop Role" action={drop} onClose={close}>
          <p>The role goes from the server, and so from all its databases. There is no way back.</p>
          <p>Are you sure?</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

/** The roles of the database's PostgreSQL server. */
export function RolesPage() {
  const [loading, refresh] = useLoad(() =>
    rpc<Role[]>('roles.list', { database_id: commonData.current_database }),
  );
  const [creating, setCreating] = useState(false);
  const create = (
    <Button variant="primary" icon="plus" onClick={() => setCreating(true)}>
      Create Role
    </Button>
  );
  return (
    <SettingsFrame title="Roles" action={loading.state === 'loading' ? null : create}>
      <Loaded loading={loading} onRetry={refresh}>
        {(roles) => (
          <div class="grid four">
            <div class="head">Role</div>
            <div class="head">LOGIN</div>
            <div class="head">Child Roles</div>
            <div class="head">Actions</div>
            {[...roles]
              .sort((one, other) => one.name.localeCompare(other.name))
              .map((role) => (
                <RoleRow key={role.oid} role={role} roles={roles} refresh={refresh} />
              ))}
          </div>
        )}
      </Loaded>
      {creating ? <CreateRoleDialog refresh={refresh} onClose={() => setCreating(false)} /> : null}
    </SettingsFrame>
  );
}
