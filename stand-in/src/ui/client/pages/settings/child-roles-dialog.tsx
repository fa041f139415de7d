import { useState } from 'preact/hooks';
import {
  Dialog,
  DialogButtons,
  Icon,
  IconButton,
  Menu,
  MenuItem,
  toast,
  useSubmit,
} from '../../components/index';
import { commonData } from '../../common-data';
import { rpc } from '../../rpc';
import type { Role } from '../../types';

interface Props {
  role: Role;
  roles: readonly Role[];
  refresh: () => Promise<void>;
  onClose: () => void;
}

/** Which roles are members of a role. */
export function ChildRolesDialog({ role, roles, refresh, onClose }: Props) {
  const known = (role.members ?? []).map(({ oid }) => oid);
  const [members, setMembers] = useState(known);
  const nameOf = (oid: number) => roles.find((other) => other.oid === oid)?.name ?? String(oid);
  const changed = members.length !== known.length || members.some((oid) => !known.includes(oid));
  const save = async () => {
    await rpc('roles.set_members', {
      database_id: commonData.current_database,
      parent_role_oid: role.oid,
      members,
    });
    toast.success('The child roles were saved.');
    await refresh();
  };
  const { submit, busy, error } = useSubmit(save, onClose);
  const footer = (
    <DialogButtons
      proceed="Save"
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || !changed}
      error={error}
    />
  );
  const trigger = (
    <>
      <Icon name="plus" /> <span>Add Child Role(s)</span>
    </>
  );
  return (
    <Dialog title={`Edit ${role.name} child roles`} onClose={onClose} footer={footer}>
      <Menu trigger={trigger} variant="secondary">
        {roles
          .filter(({ oid }) => oid !== role.oid && !members.includes(oid))
          .map(({ oid, name }) => (
            <MenuItem key={oid} onClick={() => setMembers([...members, oid])}>
              {name}
            </MenuItem>
          ))}
      </Menu>
      {members.length === 0 ? <p class="soft">The role has no child roles.</p> : null}
      {members.map((oid) => (
        <div key={oid} class="list-row">
          <span>{nameOf(oid)}</span>
          <IconButton icon="trash" onClick={() => setMembers(members.filter((other) => other !== oid))} />
        </div>
      ))}
    </Dialog>
  );
}
