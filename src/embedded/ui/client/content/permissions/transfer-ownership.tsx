import { useState } from 'preact/hooks';
import {
  Dialog,
  DialogButtons,
  Field,
  Select,
  type Tab,
  Tabs,
  toast,
  useLoad,
  useSubmit,
} from '../../components';
import { commonData } from '../../common-data';
import { rpc } from '../../rpc';
import type { Role } from '../../types';
import type { PermissionTarget } from './targets';

interface TransferProps {
  target: PermissionTarget;
  roles: readonly Role[];
  tabs: readonly Tab[];
  onShare: () => void;
  onClose: () => void;
}

/** The own role and those it is a member of: nothing can be given to others, unless by a superuser. */
interface OwnRoles {
  current_role: Role;
  parent_roles: Role[];
}

/** Gives a database, a schema or a table to another role. */
export function TransferOwnership({ target, roles, tabs, onShare, onClose }: TransferProps) {
  const [owner, setOwner] = useState<number>();
  const [own] = useLoad(() =>
    rpc<OwnRoles>('roles.get_current_role', { database_id: commonData.current_database }),
  );
  const known = own.state === 'success' ? own.data : undefined;
  const givable = (role: Role) =>
    known !== undefined &&
    (known.current_role.super || known.parent_roles.some(({ oid }) => oid === role.oid));
  const transfer = async () => {
    await rpc(`${target.methods}.transfer_ownership`, { ...target.params, new_owner_oid: owner });
    await target.refresh();
    toast.success('Ownership has been transferred successfully.');
  };
  const { submit, busy, error } = useSubmit(transfer, onClose);
  const footer = (
    <DialogButtons
      proceed="Transfer Ownership"
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || owner === undefined}
      error={error}
    />
  );
  return (
    <Dialog title={target.title} onClose={onClose} footer={footer}>
      <Tabs tabs={tabs} active="transfer" onSelect={(id) => id === 'share' && onShare()}>
        <Field label="New Owner">
          <Select
            aria-label="New Owner"
            options={roles.map((role) => ({ value: role.oid, label: role.name, disabled: !givable(role) }))}
            value={owner}
            onChange={setOwner}
            placeholder="Select Role"
          />
        </Field>
      </Tabs>
    </Dialog>
  );
}
