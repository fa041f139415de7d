import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { commonData } from '../../common-data';
import { ErrorBox, IconButton, IconLabel, Menu, MenuItem, Tabs, toast, useLoad } from '../../components';
import { ActionDialog, Dialog } from '../../components/dialog';
import { CheckboxField, Fieldset, Select, SelectField } from '../../components/field';
import { rpc } from '../../rpc';
import type { Role } from '../../types';
import type { CurrentRole } from '../shared/wire';
import { type AccessKind, CUSTOM, type PermissionTarget, levelOf } from './targets';

/** What a role has been given on the object itself. */
export interface Grant {
  role_oid: number;
  direct: readonly string[];
}

/** The owner above, the grants below. */
export function SharedWith({ owner, children }: { owner: string; children: ComponentChildren }) {
  return (
    <div>
      <div class="grant">
        <span class="strong">Owner</span> <span>{owner}</span>
      </div>
      <div class="strong">Granted Privileges</div>
      {children}
    </div>
  );
}

interface GrantListProps {
  kind: AccessKind;
  roles: readonly Role[];
  owner: number;
  draft: readonly Grant[];
  setDraft: (grants: Grant[]) => void;
  /** Roles whose privileges are ticked one by one. */
  custom: readonly number[];
  setCustom: (roles: readonly number[]) => void;
}

/** The grants, to be changed, removed and added to. */
export function GrantList(props: GrantListProps) {
  const { kind, roles, owner, draft, setDraft, custom, setCustom } = props;
  const set = (role_oid: number, direct: readonly string[]) =>
    setDraft(draft.map((grant) => (grant.role_oid === role_oid ? { role_oid, direct } : grant)));
  const given = new Set([owner, ...draft.map(({ role_oid }) => role_oid)]);
  const least = Object.values(kind.levels)[0]?.privileges ?? [];
  const choose = ({ role_oid }: Grant, level: string) => {
    const others = custom.filter((oid) => oid !== role_oid);
    setCustom(level === CUSTOM ? [...others, role_oid] : others);
    const privileges = kind.levels[level]?.privileges;
    if (privileges) set(role_oid, privileges);
  };
  return (
    <>
      <Menu
        trigger={<IconLabel icon="plus" label="Add Role(s)" />}
        variant="secondary"
        aria-label="Add Role(s)"
      >
        {roles.map(({ oid, name }) => (
          <MenuItem
            key={oid}
            label={name}
            disabled={given.has(oid)}
            onClick={() => setDraft([...draft, { role_oid: oid, direct: least }])}
          />
        ))}
      </Menu>
      <div class="grants">
        {draft.length === 0 ? <p class="soft">Access has not been granted for any role.</p> : null}
        {draft.map((grant) => (
          <GrantRow
            key={grant.role_oid}
            kind={kind}
            role={roles.find(({ oid }) => oid === grant.role_oid)?.name ?? String(grant.role_oid)}
            direct={grant.direct}
            custom={custom.includes(grant.role_oid)}
            onLevel={(level) => choose(grant, level)}
            onPrivileges={(direct) => set(grant.role_oid, direct)}
            onRemove={() => setDraft(draft.filter((other) => other !== grant))}
          />
        ))}
      </div>
    </>
  );
}

interface GrantRowProps {
  kind: AccessKind;
  role: string;
  direct: readonly string[];
  custom: boolean;
  onLevel: (level: string) => void;
  onPrivileges: (privileges: string[]) => void;
  onRemove: () => void;
}

function GrantRow({ kind, role, direct, custom, onLevel, onPrivileges, onRemove }: GrantRowProps) {
  const levels = { ...kind.levels, [CUSTOM]: { help: 'Custom privileges' } };
  // The explanation of a level shows in the list only.
  const options = Object.entries(levels).map(([level, { help }]) => ({
    value: level,
    label: (
      <span>
        {level}
        <span class="level-help soft"> {help}</span>
      </span>
    ),
  }));
  const tick = (name: string, checked: boolean) =>
    onPrivileges(checked ? [...direct, name] : direct.filter((privilege) => privilege !== name));
  return (
    <div class="grant">
      <span class="grow">{role}</span>
      <Select options={options} value={custom ? CUSTOM : levelOf(kind, direct)} onChange={onLevel} />
      <IconButton icon="trash" onClick={onRemove} />
      {custom ? (
        <Fieldset>
          {Object.entries(kind.privileges).map(([name, help]) => (
            <CheckboxField
              key={name}
              label={name}
              help={help}
              checked={direct.includes(name)}
              onChange={(checked) => tick(name, checked)}
            />
          ))}
        </Fieldset>
      ) : null}
    </div>
  );
}

interface Permissions {
  grants: Grant[];
  roles: Role[];
  /** Who acts: nothing can be given to roles that it is no member of, unless by a superuser. */
  current: CurrentRole;
  owns: boolean;
}

async function load({ methods, params, access }: PermissionTarget): Promise<Permissions> {
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

interface DialogProps {
  target: PermissionTarget;
}

interface TabProps extends Permissions, DialogProps {
  onTab: (tab: string) => void;
}

function Share({ target, grants, roles, onTab }: TabProps) {
  const { methods, params, kind, access, title } = target;
  const [draft, setDraft] = useState(grants);
  // A level stays custom while its boxes are ticked, even when they amount to a named one.
  const [custom, setCustom] = useState<readonly number[]>(
    grants.filter(({ direct }) => levelOf(kind, direct) === CUSTOM).map(({ role_oid }) => role_oid),
  );
  const privileges = changed(grants, draft);
  const owner = access.owner_oid;
  const save = async () => {
    await rpc(`${methods}.replace_for_roles`, { ...params, privileges });
    toast.success('Access for roles have been saved successfully.');
  };
  return (
    <ActionDialog title={title} proceed="Save" action={save} disabled={privileges.length === 0}>
      <Tabs tabs={TABS} active="share" onSelect={onTab}>
        <SharedWith owner={roles.find(({ oid }) => oid === owner)?.name ?? ''}>
          <GrantList {...{ kind, roles, draft, setDraft, custom, setCustom, owner }} />
        </SharedWith>
      </Tabs>
    </ActionDialog>
  );
}

function TransferOwnership({ target, roles, current, onTab }: TabProps) {
  const [owner, setOwner] = useState<number>();
  const givable = (role: Role) =>
    current.current_role.super || current.parent_roles.some(({ oid }) => oid === role.oid);
  const transfer = async () => {
    await rpc(`${target.methods}.transfer_ownership`, { ...target.params, new_owner_oid: owner });
    await target.refresh();
    toast.success('Ownership has been transferred successfully.');
  };
  return (
    <ActionDialog
      title={target.title}
      proceed="Transfer Ownership"
      action={transfer}
      disabled={owner === undefined}
    >
      <Tabs tabs={TABS} active="transfer" onSelect={onTab}>
        <SelectField
          label="New Owner"
          options={roles.map((role) => ({ value: role.oid, label: role.name, disabled: !givable(role) }))}
          value={owner}
          onChange={setOwner}
          placeholder="Select Role"
        />
      </Tabs>
    </ActionDialog>
  );
}

/** For those who do not own the object: what is granted, without any control. */
function ReadOnly({ target, grants, roles }: Permissions & DialogProps) {
  const { kind, access, title } = target;
  const nameOf = (oid: number) => roles.find((role) => role.oid === oid)?.name ?? String(oid);
  return (
    <Dialog title={title}>
      <nav>
        <div role="tabpanel">
          <SharedWith owner={nameOf(access.owner_oid)}>
            <div class="grants">
              {grants.map(({ role_oid, direct }) => (
                <div key={role_oid} class="grant">
                  <span>{nameOf(role_oid)}</span> <span class="soft">{levelOf(kind, direct)}</span>
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
export function PermissionsDialog({ target }: DialogProps) {
  const [{ data, message }] = useLoad(() => load(target));
  const [tab, setTab] = useState('share');
  if (!data) {
    return (
      <Dialog title={target.title}>
        <ErrorBox message={message} />
      </Dialog>
    );
  }
  const props = { ...data, target, onTab: setTab };
  if (!data.owns) return <ReadOnly {...props} />;
  return tab === 'transfer' ? <TransferOwnership {...props} /> : <Share {...props} />;
}
