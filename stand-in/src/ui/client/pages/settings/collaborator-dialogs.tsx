import { useState } from 'preact/hooks';
import { Dialog, DialogButtons, Field, Select, toast, useSubmit } from '../../components/index';
import { commonData } from '../../common-data';
import { rpc } from '../../rpc';
import type { Collaborator, StoredRole } from '../../types';
import type { Collaborators } from './collaborators-page';

const ROLE_HELP = 'All that this user does in the database is done as this PostgreSQL role.';

function RoleField(props: {
  roles: readonly StoredRole[];
  value: number | undefined;
  onChange: (id: number) => void;
}) {
  const { roles, value, onChange } = props;
  return (
    <Field label="Role" help={ROLE_HELP}>
      <Select
        options={roles.map(({ id, name }) => ({ value: id, label: name }))}
        value={value}
        onChange={onChange}
        placeholder="Select Role"
      />
    </Field>
  );
}

interface AddProps extends Collaborators {
  refresh: () => Promise<void>;
  onClose: () => void;
}

/** Lets a user into the database. */
export function AddCollaboratorDialog({ collaborators, roles, users, refresh, onClose }: AddProps) {
  const [user_id, setUser] = useState<number>();
  const [configured_role_id, setRole] = useState<number>();
  const add = async () => {
    await rpc('collaborators.add', { database_id: commonData.current_database, user_id, configured_role_id });
    toast.success('The collaborator was added.');
    await refresh();
  };
  const { submit, busy, error } = useSubmit(add, onClose);
  const known = new Set(collaborators.map((collaborator) => collaborator.user_id));
  const footer = (
    <DialogButtons
      proceed="Add Collaborator"
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || user_id === undefined || configured_role_id === undefined}
      error={error}
    />
  );
  return (
    <Dialog title="Add Collaborator" onClose={onClose} footer={footer}>
      <Field label="Mathesar User">
        <Select
          options={users
            .filter(({ id }) => !known.has(id))
            .map(({ id, username }) => ({ value: id, label: username }))}
          value={user_id}
          onChange={setUser}
          placeholder="Select User"
        />
      </Field>
      <RoleField roles={roles} value={configured_role_id} onChange={setRole} />
    </Dialog>
  );
}

interface RoleProps {
  collaborator: Collaborator;
  user: string;
  roles: readonly StoredRole[];
  refresh: () => Promise<void>;
  onClose: () => void;
}

/** As which role a collaborator acts. */
export function CollaboratorRoleDialog({ collaborator, user, roles, refresh, onClose }: RoleProps) {
  const [configured_role_id, setRole] = useState(collaborator.configured_role_id);
  const save = async () => {
    await rpc('collaborators.set_role', { collaborator_id: collaborator.id, configured_role_id });
    toast.success('The role was changed.');
    await refresh();
  };
  const { submit, busy, error } = useSubmit(save, onClose);
  const footer = (
    <DialogButtons proceed="Save" onProceed={submit} onCancel={onClose} disabled={busy} error={error} />
  );
  return (
    <Dialog title={`Change Role for ${user}`} onClose={onClose} footer={footer}>
      <RoleField roles={roles} value={configured_role_id} onChange={setRole} />
    </Dialog>
  );
}
