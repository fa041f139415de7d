import type { ComponentChildren } from 'preact';
import { CheckboxField, Fieldset, Icon, IconButton, Menu, MenuItem, Select } from '../../components/index';
import type { Role } from '../../types';
import { type AccessKind, CUSTOM, levelOf } from './access';

/** What a role has been given on the object itself. */
export interface Grant {
  role_oid: number;
  direct: string[];
}

/** The owner above, the grants below. */
export function SharedWith({ owner, children }: { owner: string; children: ComponentChildren }) {
  return (
    <div class="shared-with">
      <div class="grant">
        <span class="owner-label">Owner</span> <span>{owner}</span>
      </div>
      <div class="granted-label">Granted Privileges</div>
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
  const set = (role_oid: number, direct: string[]) =>
    setDraft(draft.map((grant) => (grant.role_oid === role_oid ? { role_oid, direct } : grant)));
  const given = new Set([owner, ...draft.map(({ role_oid }) => role_oid)]);
  const choose = (grant: Grant, level: string) => {
    const others = custom.filter((oid) => oid !== grant.role_oid);
    setCustom(level === CUSTOM ? [...others, grant.role_oid] : others);
    const privileges = kind.levels.find(({ id }) => id === level)?.privileges;
    if (privileges) set(grant.role_oid, [...privileges]);
  };
  const trigger = (
    <>
      <Icon name="plus" />
      <span>Add Role(s)</span>
    </>
  );
  return (
    <>
      <Menu trigger={trigger} variant="secondary" aria-label="Add Role(s)">
        {roles.map(({ oid, name }) => (
          <MenuItem
            key={oid}
            disabled={given.has(oid)}
            onClick={() =>
              setDraft([...draft, { role_oid: oid, direct: [...(kind.levels[0]?.privileges ?? [])] }])
            }
          >
            {name}
          </MenuItem>
        ))}
      </Menu>
      <div class="grants">
        {draft.length === 0 ? <p class="soft">Access has not been granted for any role.</p> : null}
        {draft.map((grant) => (
          <GrantRow
            key={grant.role_oid}
            kind={kind}
            role={roles.find(({ oid }) => oid === grant.role_oid)?.name ?? String(grant.role_oid)}
            grant={grant}
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
  grant: Grant;
  custom: boolean;
  onLevel: (level: string) => void;
  onPrivileges: (privileges: string[]) => void;
  onRemove: () => void;
}

/** The name of a level; its explanation shows in the list only. */
function LevelOption({ label, help }: { label: string; help: string }) {
  return (
    <span class="level">
      {label}
      <span class="level-help"> {help}</span>
    </span>
  );
}

function GrantRow({ kind, role, grant, custom, onLevel, onPrivileges, onRemove }: GrantRowProps) {
  const { direct } = grant;
  const levels = [...kind.levels, { id: CUSTOM, label: 'Custom', help: 'Custom privileges' }];
  const tick = (name: string, checked: boolean) =>
    onPrivileges(checked ? [...direct, name] : direct.filter((privilege) => privilege !== name));
  return (
    <div class="grant">
      <span class="grant-role">{role}</span>
      <Select
        options={levels.map((level) => ({ value: level.id, label: <LevelOption {...level} /> }))}
        value={custom ? CUSTOM : levelOf(kind, direct)}
        onChange={onLevel}
      />
      <IconButton icon="trash" onClick={onRemove} />
      {custom ? (
        <Fieldset>
          {kind.privileges.map(({ name, help }) => (
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
