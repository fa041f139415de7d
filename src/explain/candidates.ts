import type { Outcome } from '../target/outcome';
import type { Request } from '../actions/action';
import type { RunState } from '../target/state';
import type { Role } from '../roles';
import type { Actor } from './actor';
import type { Databases } from './database';
import { askedFor, namedIn, numbersIn, thingsOf, type Thing } from './objects';
import {
  administrator,
  attribute,
  formRunsAs,
  grantOn,
  memberOf,
  ownedBy,
  type Statement,
} from './statement';

/** What was answered, and to whom. */
export interface Obstacle {
  state: RunState;
  role: Role;
  /** Of the world's names. */
  prefix: string;
  actor: Actor;
  request: Request;
  outcome: Outcome;
}

/** The plan's roles from the one that may least. */
const WEAKEST_FIRST = ['viewer', 'editor', 'manager', 'owner'];

/**
 * Statements that may turn a denial, the smallest first: those that the answer itself points at.
 * @param wide whatever may: privileges on all that the request is about, and the attributes of roles
 */
export async function candidatesFor(
  obstacle: Obstacle,
  databases: Databases,
  wide: boolean,
): Promise<Statement[]> {
  const { outcome, actor, state, prefix } = obstacle;
  const reason = outcome.kind === 'denied' ? outcome.reason : outcome.kind;
  switch (reason) {
    case 'collaborator':
      return wide ? [] : asCollaborator(obstacle);
    case 'admin':
      return wide || actor.username === undefined ? [] : [administrator(actor.username, true)];
    case 'login':
    case 'not-found':
      return [];
    default: {
      // A crash has the cause of a denial, where Mathesar does not expect one.
      if (reason === 'error' && actor.role === undefined) return wide ? [] : asCollaborator(obstacle);
      if (actor.role === undefined || actor.database === undefined) return [];
      const things = await thingsOf(databases, actor.database, `${state.prefix}_`);
      const numbers = numbersIn(obstacle.request);
      const message = outcome.kind === 'allowed' ? '' : outcome.message;
      const named = [...namedIn(message, things, { numbers, prefix })];
      const isOnDatabase = 'rpc' in obstacle.request && obstacle.request.rpc.startsWith('databases.');
      const own = things.filter(
        ({ kind, name }) => isOnDatabase && kind === 'database' && name === actor.database,
      );
      const asked = askedFor(things, numbers);
      // What a saved query is about stands in no request.
      const around = asked.some(({ kind }) => kind === 'table')
        ? asked
        : [...asked, ...inWorld(things, prefix)];
      // Dropping a role, or granting it, takes two things, of which the message names none.
      const roles = /\brole\b/.test(message) ? asked.filter(({ kind }) => kind === 'role') : [];
      const about = [...new Set([...named, ...(wide ? [...around, ...own] : roles)])];
      const privileges: Statement[] = [];
      for (const thing of about)
        privileges.push(...(await privilegesOn(thing, obstacle, databases, message)));
      const attributes = attributesFor(actor.role, message, wide && message !== '');
      // A role of the install's own is one that only a superuser may give.
      if (message.includes('grant role') && !named.some(({ kind }) => kind === 'role'))
        attributes.push(attribute(actor.role, 'SUPERUSER'));
      return wide ? [...privileges, ...attributes] : [...attributes, ...privileges];
    }
  }
}

const inWorld = (things: readonly Thing[], prefix: string) =>
  things.filter(({ kind, schema }) => kind === 'table' && schema?.startsWith(`${prefix}_`));

/** Every stored role of the run, the actor's own first. */
function asCollaborator({ actor, state, role }: Obstacle): Statement[] {
  const names = [role.name, ...WEAKEST_FIRST].flatMap((name) => state.postgresRoles[name]?.name ?? []);
  const roles = [...new Set(names)];
  const { form, database, username } = actor;
  if (form !== undefined) return roles.map((stored) => formRunsAs(form, stored));
  if (database === undefined || username === undefined) return [];
  return roles.map((stored) => ({ kind: 'collaborator', database, username, role: stored }));
}

/** The attributes by which a role may make databases and roles. */
function attributesFor(role: string, message: string, wide: boolean): Statement[] {
  const names = [
    ...(wide || /\b(create|drop|alter|grant|rename) role|to role|CREATEROLE/i.test(message)
      ? ['CREATEROLE']
      : []),
    ...(wide || /create database|change owner of database|CREATEDB/i.test(message) ? ['CREATEDB'] : []),
  ];
  return [...names, ...(wide ? ['SUPERUSER'] : [])].map((name) => attribute(role, name));
}

const PRIVILEGES: Record<Exclude<Thing['kind'], 'role'>, readonly string[]> = {
  table: ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER'],
  sequence: ['USAGE', 'UPDATE'],
  schema: ['USAGE', 'CREATE'],
  database: ['CONNECT', 'CREATE', 'TEMPORARY'],
};

/** What the actor's role lacks on a thing; ownership last. */
async function privilegesOn(
  thing: Thing,
  { actor }: Obstacle,
  databases: Databases,
  message: string,
): Promise<Statement[]> {
  const { role = '', database = '' } = actor;
  if (thing.kind === 'role') {
    if (thing.name === role) return [];
    const asAdmin = memberOf(thing.name, role, ' WITH ADMIN OPTION');
    return message.includes('SET ROLE')
      ? [memberOf(thing.name, role)]
      : [asAdmin, memberOf(thing.name, role)];
  }
  const { kind, sql, owner } = thing;
  const word = kind.toUpperCase();
  const lacking = await databases.rows<{ privilege: string }>(
    database,
    `SELECT p AS privilege FROM unnest($3::text[]) p WHERE NOT has_${kind}_privilege($1, $2::oid, p)`,
    [role, thing.oid, PRIVILEGES[kind]],
  );
  const what = kind === 'table' ? `TABLE ${sql}` : `${word} ${sql}`;
  const grants = lacking.map(({ privilege }) => grantOn(database, privilege, what, role));
  const [owns] = await databases.rows<{ yes: boolean }>(database, 'SELECT pg_has_role($1, $2, $3) AS yes', [
    role,
    owner,
    'USAGE',
  ]);
  const granted = await grantedOn(thing, role, database, databases);
  const regained = granted.length > 0 ? `${granted.join(', ')} ON ${what}` : undefined;
  const own =
    owns?.yes === true
      ? []
      : [ownedBy(database, `${word} ${sql}`, role, owner, regained), memberOf(owner, role)];
  return message.includes('must be owner') ? [...own, ...grants] : [...grants, ...own];
}

const ACLS = {
  table: 'pg_class WHERE oid = $1',
  sequence: 'pg_class WHERE oid = $1',
  schema: 'pg_namespace WHERE oid = $1',
  database: 'pg_database WHERE oid = $1',
};
const ACL = { table: 'relacl', sequence: 'relacl', schema: 'nspacl', database: 'datacl' };

/** What a role is granted itself. */
export async function grantedOn(
  { kind, oid }: Thing,
  role: string,
  database: string,
  databases: Databases,
): Promise<string[]> {
  if (kind === 'role') return [];
  const rows = await databases.rows<{ privilege: string }>(
    database,
    `SELECT a.privilege_type AS privilege FROM (SELECT ${ACL[kind]} AS acl FROM ${ACLS[kind]}) o, aclexplode(o.acl) a
     JOIN pg_roles r ON r.oid = a.grantee WHERE r.rolname = $2`,
    [oid, role],
  );
  return rows.map(({ privilege }) => privilege);
}
