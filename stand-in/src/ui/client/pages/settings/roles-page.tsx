import { useState } from 'preact/hooks';
import { commonData } from '../../common-data';
import { IconButton, IconLabel, Loaded, Menu, MenuItem, toast, useLoad } from '../../components';
import { ActionDialog, DialogButton, useDialogs } from '../../components/dialog';
import { CheckboxField, Helped, PasswordField, TextField } from '../../components/field';
import { rpc } from '../../rpc';
import type { Role } from '../../types';
import { RemoveDialog, SettingsFrame, SettingsTable, Yes } from './settings-frame';

interface DialogProps {
  refresh: () => Promise<void>;
}

interface RowProps {
  role: Role;
  roles: readonly Role[];
  refresh: () => Promise<void>;
}

function ChildRolesDialog({ role, roles, refresh }: RowProps & DialogProps) {
  const known = (role.members ?? []).map(({ oid }) => oid);
  const [members, setMembers] = useState(known);
  const nameOf = (oid: number) => roles.find((other) => other.oid === oid)?.name ?? String(oid);
  const changed = members.length !== known.length || members.some((oid) => !known.includes(oid));
  const save = async () => {
    const database_id = commonData.current_database;
    await rpc('roles.set_members', { database_id, parent_role_oid: role.oid, members });
    toast.success('The child roles were saved.');
    await refresh();
  };
  return (
    <ActionDialog title={`Edit ${role.name} child roles`} proceed="Save" action={save} disabled={!changed}>
      <Menu trigger={<IconLabel icon="plus" label="Add Child Role(s)" />} variant="secondary">
        {roles
          .filter(({ oid }) => oid !== role.oid && !members.includes(oid))
          .map(({ oid, name }) => (
            <MenuItem key={oid} label={name} onClick={() => setMembers([...members, oid])} />
          ))}
      </Menu>
      {members.length === 0 ? <p class="soft">The role has no child roles.</p> : null}
      {members.map((oid) => (
        <div key={oid} class="row spread">
          <span>{nameOf(oid)}</span>
          <IconButton icon="trash" onClick={() => setMembers(members.filter((other) => other !== oid))} />
        </div>
      ))}
    </ActionDialog>
  );
}

/** Makes a PostgreSQL role; with LOGIN it has a password. */
function CreateRoleDialog({ refresh }: DialogProps) {
  const [rolename, setRolename] = useState('');
  const [login, setLogin] = useState(true);
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const create = async () => {
    const database_id = commonData.current_database;
    await rpc('roles.add', { database_id, rolename, login, ...(login ? { password } : {}) });
    toast.success('The Role has been created successfully');
    await refresh();
  };
  return (
    <ActionDialog
      title="Create Role"
      proceed="Create Role"
      action={create}
      disabled={rolename.trim() === '' || (login && (password === '' || password !== repeated))}
    >
      <TextField label="Role Name" value={rolename} onInput={setRolename} />
      <CheckboxField
        label={<Helped label="LOGIN" text="Whether the role can connect" />}
        checked={login}
        onChange={setLogin}
      />
      {login ? (
        <>
          <PasswordField label="Password" value={password} onInput={setPassword} />
          <PasswordField
            label="Confirm Password"
            value={repeated}
            onInput={setRepeated}
            error={repeated !== '' && password !== repeated ? 'The two passwords differ.' : undefined}
          />
        </>
      ) : null}
      <p class="soft">For a collaborator to act as this role, store its password under "Stored Roles" too.</p>
    </ActionDialog>
  );
}

/** As in the real program, every control is offered to everybody: PostgreSQL says who may use it. */
function RoleRow({ role, roles, refresh }: RowProps) {
  const children = roles.filter(({ oid }) => role.members?.some((member) => member.oid === oid));
  const drop = () => rpc('roles.delete', { database_id: commonData.current_database, role_oid: role.oid });
  const [dialog, open] = useDialogs({
    children: <ChildRolesDialog role={role} roles={roles} refresh={refresh} />,
    drop: (
      <RemoveDialog
        title={`Drop role ${role.name}?`}
        proceed="Drop Role"
        remove={drop}
        done="The Role has been dropped successfully"
        refresh={refresh}
      >
        <p>The role goes from the server, and so from all its databases. There is no way back.</p>
        <p>Are you sure?</p>
      </RemoveDialog>
    ),
  });
  return (
    <>
      <div>{role.name}</div>
      <div>{role.login ? <Yes /> : null}</div>
      <div class="row">
        <ul class="badges">
          {children.map(({ oid, name }) => (
            <li key={oid}>{name}</li>
          ))}
        </ul>
        <IconButton icon="pencil" onClick={() => open('children')} />
      </div>
      <div>
        <IconButton icon="trash" aria-label="Drop Role" onClick={() => open('drop')} />
      </div>
      {dialog}
    </>
  );
}

/** The roles of the database's PostgreSQL server. */
export function RolesPage() {
  const [loading, refresh] = useLoad(() =>
    rpc<Role[]>('roles.list', { database_id: commonData.current_database }),
  );
  const create = (
    <DialogButton
      label="Create Role"
      variant="primary"
      icon="plus"
      dialog={<CreateRoleDialog refresh={refresh} />}
    />
  );
  return (
    <SettingsFrame title="Roles" action={loading.state === 'loading' ? null : create}>
      <Loaded loading={loading} onRetry={refresh}>
        {(roles) => (
          <SettingsTable heads={['Role', 'LOGIN', 'Child Roles', 'Actions']}>
            {[...roles]
              .sort((one, other) => one.name.localeCompare(other.name))
              .map((role) => (
                <RoleRow key={role.oid} role={role} roles={roles} refresh={refresh} />
              ))}
          </SettingsTable>
        )}
      </Loaded>
    </SettingsFrame>
  );
}
