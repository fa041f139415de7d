import { useState } from 'preact/hooks';
import {
  Dialog,
  DialogButtons,
  Field,
  Select,
  type Tab,
  Tabs,
  toast,
  useSubmit,
} from '../../components/index';
import { rpc } from '../../rpc';
import type { Role } from '../../types';
import type { CurrentRole } from '../shared/wire';
import type { PermissionTarget } from './targets';

interface TransferProps {
  target: PermissionTarget;
  roles: readonly Role[];
  /** Who acts: nothing can be given to roles that it is no member of, unless by a superuser. */
  current: CurrentRole;
  tabs: readonly Tab[];
  onShare: () => void;
  onClose: () => void;
}

/** Gives a database, a schema or a table to another role. */
export function TransferOwnership({ target, roles, current, tabs, onShare, onClose }: TransferProps) {
  const [owner, setOwner] = useState<number>();
  const givable = (role: Role) =>
    current.current_role.super || current.parent_roles.some(({ oid }) => oid === role.oid);
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
