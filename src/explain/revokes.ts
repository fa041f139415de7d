import type { Request } from '../actions/action';
import type { RunState } from '../target/state';
import type { Actor } from './actor';
import { grantedOn } from './candidates';
import type { Databases } from './database';
import { askedFor, numbersIn, thingsOf, type Thing } from './objects';
import {
  administrator,
  attribute,
  dismissed,
  ident,
  noMemberOf,
  ownedBy,
  revokeOn,
  type Statement,
} from './statement';

const OUTERMOST_LAST: Thing['kind'][] = ['table', 'sequence', 'schema', 'database'];

/** Statements each of which may end what is allowed: privileges first, the account last. */
export async function revokesFor(
  actor: Actor,
  { request, state }: { request: Request; state: RunState },
  databases: Databases,
): Promise<Statement[]> {
  const { username, database, role, isAdministrator } = actor;
  const account = [
    ...(username !== undefined && database !== undefined && actor.by === 'collaborator' && role !== undefined
      ? [dismissed(database, username)]
      : []),
    ...(isAdministrator && username !== undefined ? [administrator(username, false)] : []),
  ];
  if (role === undefined || database === undefined) return account;
  const things = await thingsOf(databases, database, `${state.prefix}_`);
  const about = askedFor(things, numbersIn(request));
  const own = things.filter(({ kind, name }) => kind === 'database' && name === database);
  const ordered = [...new Set([...about, ...own])]
    .filter(({ kind }) => kind !== 'role')
    .sort((one, other) => OUTERMOST_LAST.indexOf(one.kind) - OUTERMOST_LAST.indexOf(other.kind));
  const privileges: Statement[] = [];
  for (const thing of ordered) privileges.push(...(await takenFrom(thing, role, database, databases, state)));
  return [...privileges, ...(await takenFromRole(role, databases)), ...account];
}

async function takenFrom(
  thing: Thing,
  role: string,
  database: string,
  databases: Databases,
  state: RunState,
): Promise<Statement[]> {
  const { kind, sql, owner } = thing;
  const word = kind.toUpperCase();
  if (owner === role) {
    // To somebody who may do nothing with it otherwise.
    const other = state.postgresRoles.outsider?.name;
    return other === undefined || other === role ? [] : [ownedBy(database, `${word} ${sql}`, other, role)];
  }
  const names = await grantedOn(thing, role, database, databases);
  return names.map((name) => revokeOn(database, name, `${word} ${sql}`, ident(role)));
}

/** Memberships, and the attributes by which it makes roles and databases. */
async function takenFromRole(role: string, databases: Databases): Promise<Statement[]> {
  const rows = await databases.rows<{ name: string; creates: boolean }>(
    'internal',
    `SELECT g.rolname AS name, r.rolcreaterole AND NOT r.rolsuper AS creates FROM pg_roles r
     LEFT JOIN pg_auth_members m ON m.member = r.oid LEFT JOIN pg_roles g ON g.oid = m.roleid WHERE r.rolname = $1`,
    [role],
  );
  return [
    ...rows.flatMap(({ name }) => ((name as string | null) === null ? [] : [noMemberOf(name, role)])),
    ...(rows[0]?.creates ? [attribute(role, 'NOCREATEROLE')] : []),
  ];
}
