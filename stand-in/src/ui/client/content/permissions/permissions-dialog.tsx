import { useState } from 'preact/hooks';
import { Dialog, DialogButtons, ErrorBox, Tabs, toast, useLoad, useSubmit } from '../../components/index';
import { commonData } from '../../common-data';
import { rpc } from '../../rpc';
import type { Role } from '../../types';
import type { CurrentRole } from '../shared/wire';
import { type Grant, GrantList, SharedWith } from './grants';
import { levelOf } from './access';
import type { PermissionTarget } from './targets';
import { TransferOwnership } from './transfer-ownership';

interface Loaded {
  grants: Grant[];
  roles: Role[];
  current: CurrentRole;
  owns: boolean;
}

async function load({ methods, params, access }: PermissionTarget): Promise<Loaded> {
  const inDatabase = { database_id: commonData.current_database };
  const [grants, roles, current] = await Promise.all([
    rpc<Grant[]>(`${methods}.list_direct`, params),
    rpc<Role[]>('roles.list', inDatabase),
    rpc<CurrentRole>('roles.get_current_role', inDatabase),
  ]);
  const owners = [current.current_role, ...current.parent_roles].map(({ oid }) => oid);
  // What the owner may do follows from owning.
  const others = grants.filter(({ role_oid }) => role_oid !== access.owner_oid);
  return { grants: others, roles, current, owns: owners.includes(access.owner_oid) };
}

interface ShareProps extends Loaded {
  target: PermissionTarget;
  onClose: () => void;
  onTransfer: () => void;
}

/** A role without privileges must be sent too: the endpoint changes only the roles that it is told. */
function changed(before: readonly Grant[], after: readonly Grant[]): Grant[] {
  const gone = before.filter((grant) => !after.some(({ role_oid }) => role_oid === grant.role_oid));
  const key = (grant: Grant) => `${String(grant.role_oid)} ${[...grant.direct].sort().join()}`;
  const known = new Set(before.map(key));
  return [
    ...after.filter((grant) => !known.has(key(grant))),
    ...gone.map((grant) => ({ ...grant, direct: [] })),
  ];
}

const TABS = [
  { id: 'share', label: 'Share' },
  { id: 'transfer', label: 'Transfer Ownership' },
];

function Share({ target, grants, roles, onClose, onTransfer }: ShareProps) {
  const { methods, params, kind, access, title } = target;
  const [draft, setDraft] = useState(grants);
  // A level stays `custom` while its boxes are ticked, even when they amount to a named one.
  const [custom, setCustom] = useState<readonly number[]>(
    grants.filter(({ direct }) => levelOf(kind, direct) === 'custom').map(({ role_oid }) => role_oid),
  );
  const changes = changed(grants, draft);
  const save = async () => {
    await rpc(`${methods}.replace_for_roles`, { ...params, privileges: changes });
    toast.success('Access for roles have been saved successfully.');
  };
  const { submit, busy, error } = useSubmit(save, onClose);
  const footer = (
    <DialogButtons
      proceed="Save"
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || changes.length === 0}
      error={error}
    />
  );
  return (
    <Dialog title={title} onClose={onClose} footer={footer}>
      <Tabs tabs={TABS} active="share" onSelect={(id) => id === 'transfer' && onTransfer()}>
        <SharedWith owner={roles.find(({ oid }) => oid === access.owner_oid)?.name ?? ''}>
          <GrantList {...{ kind, roles, draft, setDraft, custom, setCustom, owner: access.owner_oid }} />
        </SharedWith>
      </Tabs>
    </Dialog>
  );
}

/** For those who do not own the object: what is granted, without any control. */
function ReadOnly({ target, grants, roles, onClose }: Omit<ShareProps, 'owns' | 'onTransfer'>) {
  const { kind, access, title } = target;
  const nameOf = (oid: number) => roles.find((role) => role.oid === oid)?.name ?? String(oid);
  const levelName = ({ direct }: Grant) =>
    kind.levels.find(({ id }) => id === levelOf(kind, direct))?.label ?? 'Custom';
  return (
    <Dialog title={title} onClose={onClose}>
      <nav>
        <div role="tabpanel">
          <SharedWith owner={nameOf(access.owner_oid)}>
            <div class="grants">
              {grants.map((grant) => (
                <div key={grant.role_oid} class="grant">
                  <span>{nameOf(grant.role_oid)}</span> <span class="soft">{levelName(grant)}</span>
                </div>
              ))}
            </div>
          </SharedWith>
        </div>
      </nav>
    </Dialog>
  );
}

/** Who owns a schema or a table and who may do what with it; its owner can change both. */
export function PermissionsDialog({ target, onClose }: { target: PermissionTarget; onClose: () => void }) {
  const [loading] = useLoad(() => load(target));
  const [tab, setTab] = useState('share');
  if (loading.state !== 'success') {
    return (
      <Dialog title={target.title} onClose={onClose}>
        {loading.state === 'failure' ? <ErrorBox message={loading.message} /> : null}
      </Dialog>
    );
  }
  const { data } = loading;
  if (!data.owns) return <ReadOnly target={target} {...data} onClose={onClose} />;
  if (tab === 'transfer') {
    return (
      <TransferOwnership
        target={target}
        roles={data.roles}
        current={data.current}
        tabs={TABS}
        onShare={() => setTab('share')}
        onClose={onClose}
      />
    );
  }
  return <Share target={target} {...data} onClose={onClose} onTransfer={() => setTab('transfer')} />;
}
