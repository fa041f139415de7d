import { ROLES, type Role } from '../roles';
import { addressOf, fullNameOf, nameCanaryOf } from '../target/personal-data';
import type { RunState } from '../target/state';
import type { Save, Step, Template } from './recipe';
import type { Templates } from './templates';

/** Steps that make one role of the plan, and those of them without which it is not that role. */
export interface Standing {
  steps: Step[];
  /** Entries as collaborator and privileges, which give no value that a later step takes. */
  own: Step[];
}

const step = (
  method: string,
  params: Template,
  ...saves: [name: string, ...path: (string | number)[]][]
): Step => ({
  by: 'admin',
  method,
  params,
  saves: saves.map(([name, ...path]): Save => ({ name, path })),
});

/** The name under which a role's account signs in. */
export const accountName = (role: string): string => `{{prefix}}_${role}`;

/** How a role's variables begin: `viewer_user`. */
const nameOf = (role: string, what: string) => `${role.replaceAll('-', '_')}_${what}`;

/** What makes a role of the plan on an install that has none of it; tells the templates the values that come of it. */
export function standingOf(role: Role, state: RunState, templates: Templates): Standing {
  const { name, account, postgres, collaborator } = role;
  const [oid, stored, user] = ['oid', 'stored_role', 'user'].map((what) => nameOf(name, what)) as [
    string,
    string,
    string,
  ];
  const steps: Step[] = [];
  const own: Step[] = [];
  const database = { $: 'database' };
  if (typeof postgres === 'object') {
    const made = state.postgresRoles[name];
    templates.know(oid, made?.oid, 'oid');
    templates.know(stored, made?.storedRoleId, 'configured_role');
    const password = '{{password}}';
    steps.push(
      step('roles.add', { database_id: database, rolename: accountName(name), login: true, password }, [
        oid,
        'oid',
      ]),
      step('roles.configured.add', { server_id: { $: 'server' }, name: accountName(name), password }, [
        stored,
        'id',
      ]),
    );
    if (postgres.database.length > 0)
      own.push(
        step('databases.privileges.replace_for_roles', {
          database_id: database,
          privileges: [{ role_oid: { $: oid }, direct: ['CONNECT', ...postgres.database] }],
        }),
      );
  }
  if (postgres === 'owner')
    steps.push(step('collaborators.list', { database_id: database }, [stored, 0, 'configured_role_id']));
  if (account !== 'none') {
    const { userId, username: real = '' } = state.accounts[name] ?? {};
    templates.know(user, userId, 'user');
    const username = accountName(name);
    templates.replace(nameCanaryOf(real), nameCanaryOf(username));
    steps.push(
      step(
        'users.add',
        {
          user_def: {
            username,
            password: '{{password}}',
            is_superuser: account === 'admin',
            email: addressOf(username),
            full_name: fullNameOf(username),
            display_language: 'en',
          },
        },
        [user, 'id'],
      ),
    );
    if (collaborator === 'main')
      own.push(
        step('collaborators.add', {
          database_id: database,
          user_id: { $: user },
          configured_role_id: { $: stored },
        }),
      );
  }
  return { steps, own };
}

/** The standing of every other role, of which only what is needed is kept. */
export const others = (role: Role): readonly Role[] => ROLES.filter(({ name }) => name !== role.name);

/** The other database of a run, in which only outsiders collaborate. */
export function otherDatabase(state: RunState, templates: Templates): Step {
  templates.know('other_database', state.databases.other.id, 'database');
  const database = '{{prefix}}_other';
  return step('databases.setup.create_new', { database }, ['other_database', 'database', 'id']);
}
