import type { Request } from '../actions/action';
import type { Actor } from './actor';
import type { Databases } from './database';
import { askedFor, namedIn, numbersIn, thingsOf, type Thing } from './objects';

/** One link of the way from a session to a privilege, and what was found there. */
export interface Link {
  link: string;
  found: string;
}

/**
 * The way from the session to the privileges, as the install and PostgreSQL have it.
 * @param about the attempt: the message of its answer is empty where it was allowed; the prefixes are those of the run, whose
 *   things are looked at, and of the world
 */
export async function linksOf(
  databases: Databases,
  actor: Actor,
  { request, message, prefix, world }: { request: Request; message: string; prefix: string; world: string },
): Promise<Link[]> {
  const { username, isAdministrator, database, role, by, form } = actor;
  const links: Link[] = [
    { link: 'session', found: username === undefined ? 'none: nobody is signed in' : `of "${username}"` },
  ];
  if (username !== undefined)
    links.push({ link: 'account', found: isAdministrator ? 'administrator' : 'standard user' });
  if (form !== undefined) links.push({ link: 'form', found: `"${form}", which runs as a role of its own` });
  links.push(collaborator(actor));
  if (role === undefined || database === undefined) return links;
  links.push({ link: by === 'request' ? 'role in the call' : 'stored role', found: `"${role}"` });
  links.push(...(await roleLinks(databases, role)));
  const things = await thingsOf(databases, database, `${prefix}_`);
  const numbers = numbersIn(request);
  const about = [
    ...new Set([...askedFor(things, numbers), ...namedIn(message, things, { numbers, prefix: world })]),
  ];
  const own = things.filter(({ kind, name }) => kind === 'database' && name === database);
  for (const thing of [...new Set([...own, ...about])].sort(outermostFirst)) {
    if (thing.kind === 'role') continue;
    links.push(await privileges(databases, database, role, thing));
    if (thing.kind === 'table') links.push(...(await tableLinks(databases, database, role, thing)));
  }
  return links;
}

function collaborator({ username, database, role, by }: Actor): Link {
  const link = 'collaborator';
  if (database === undefined) return { link, found: 'of no database: there is none with that id' };
  if (by !== 'collaborator') return { link, found: 'not asked for' };
  if (username === undefined) return { link, found: `nobody is one of "${database}" without signing in` };
  return { link, found: `${role === undefined ? 'not ' : ''}of "${database}"` };
}

const ORDER: Thing['kind'][] = ['database', 'schema', 'table', 'sequence', 'role'];
const outermostFirst = (one: Thing, other: Thing) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind);

const ROLE = `SELECT array_remove(ARRAY[CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolcreaterole THEN 'CREATEROLE' END,
    CASE WHEN rolcreatedb THEN 'CREATEDB' END, CASE WHEN NOT rolinherit THEN 'NOINHERIT' END], NULL) AS attributes,
  array(SELECT format('"%s"', g.rolname) || ' (' || concat_ws(', ',
      CASE WHEN pg_has_role(r.oid, g.oid, 'USAGE') THEN 'INHERIT' END,
      CASE WHEN pg_has_role(r.oid, g.oid, 'SET') THEN 'SET' END, CASE WHEN m.admin_option THEN 'ADMIN' END) || ')'
    FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid) AS memberships
  FROM pg_roles r WHERE rolname = $1`;

/** For servers before PostgreSQL 16, which know no SET of a membership. */
const OLDER = ROLE.replace(/CASE WHEN pg_has_role\(r.oid, g.oid, 'SET'\).*? END, /, '');

async function roleLinks(databases: Databases, role: string): Promise<Link[]> {
  interface Row {
    attributes: string[];
    memberships: string[];
  }
  const ask = (sql: string) => databases.rows<Row>('internal', sql, [role]);
  const [row] = await ask(ROLE).catch(() => ask(OLDER));
  const listed = (names: readonly string[] = []) => (names.length > 0 ? names.join(', ') : 'none');
  return [
    { link: 'attributes', found: listed(row?.attributes) },
    { link: 'memberships', found: listed(row?.memberships) },
  ];
}

const ACLS = {
  table: `SELECT coalesce(relacl, acldefault('r', relowner)) AS acl FROM pg_class WHERE oid = $2`,
  sequence: `SELECT coalesce(relacl, acldefault('s', relowner)) AS acl FROM pg_class WHERE oid = $2`,
  schema: `SELECT coalesce(nspacl, acldefault('n', nspowner)) AS acl FROM pg_namespace WHERE oid = $2`,
  database: `SELECT coalesce(datacl, acldefault('d', datdba)) AS acl FROM pg_database WHERE oid = $2`,
};
const ALL = {
  table: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  sequence: ['USAGE'],
  schema: ['USAGE', 'CREATE'],
  database: ['CONNECT', 'CREATE', 'TEMPORARY'],
};

const HAS = (kind: keyof typeof ACLS) => `WITH o AS (${ACLS[kind]}),
  e AS (SELECT a.privilege_type, CASE WHEN a.grantee = 0 THEN 'PUBLIC' WHEN g.rolname = $1 THEN '' ELSE format('"%s"', g.rolname) END AS by
    FROM o, aclexplode(o.acl) a LEFT JOIN pg_roles g ON g.oid = a.grantee
    WHERE a.grantee = 0 OR pg_has_role($1, a.grantee, 'USAGE'))
  SELECT p AS privilege, has_${kind}_privilege($1, $2::oid, p) AS has,
    (SELECT string_agg(DISTINCT by, ', ') FROM e WHERE privilege_type = p) AS by FROM unnest($3::text[]) p`;

/** What the role may on a thing and how it came to that, then what it may not, and whose the thing is. */
async function privileges(databases: Databases, database: string, role: string, thing: Thing): Promise<Link> {
  const kind = thing.kind as keyof typeof ACLS;
  const rows = await databases.rows<{ privilege: string; has: boolean; by: string | null }>(
    database,
    HAS(kind),
    [role, thing.oid, ALL[kind]],
  );
  const has = rows.filter((row) => row.has).map(({ privilege, by }) => privilege + source(by));
  const lacks = rows.filter((row) => !row.has).map(({ privilege }) => privilege);
  const parts = [
    ...(has.length > 0 ? [has.join(', ')] : []),
    ...(lacks.length > 0 ? [`not ${lacks.join(', ')}`] : []),
    thing.owner === role ? 'owns it' : `owner "${thing.owner}"`,
  ];
  return { link: `${kind} "${thing.name}"`, found: parts.join('; ') };
}

/** A null comes of a superuser, to whom nothing need be granted. */
const source = (by: string | null) => {
  if (by === null) return ' (superuser)';
  const through = by.split(', ').filter((name) => name !== '');
  return by.split(', ').includes('') ? '' : ` (through ${through.join(', ')})`;
};

const ON_COLUMNS = `SELECT privilege, string_agg(format('"%s"', name), ', ') AS columns FROM (
    SELECT DISTINCT x.privilege_type AS privilege, attname AS name, attnum FROM pg_attribute a, aclexplode(a.attacl) x
    WHERE a.attrelid = $2 AND (x.grantee = 0 OR pg_has_role($1, x.grantee, 'USAGE')) ORDER BY attnum) c GROUP BY privilege`;
const ROW_SECURITY = `SELECT relrowsecurity AS on, array(SELECT format('%s for %s', polname, CASE polcmd WHEN 'r' THEN 'SELECT'
    WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END) FROM pg_policy WHERE polrelid = c.oid
    AND (polroles = '{0}' OR EXISTS (SELECT FROM unnest(polroles) p WHERE pg_has_role($1, p, 'USAGE')))) AS policies
  FROM pg_class c WHERE oid = $2`;

async function tableLinks(
  databases: Databases,
  database: string,
  role: string,
  { name, oid }: Thing,
): Promise<Link[]> {
  const columns = await databases.rows<{ privilege: string; columns: string }>(database, ON_COLUMNS, [
    role,
    oid,
  ]);
  const [rows] = await databases.rows<{ on: boolean; policies: string[] }>(database, ROW_SECURITY, [
    role,
    oid,
  ]);
  const links: Link[] = columns.map((row) => ({
    link: `columns of "${name}"`,
    found: `${row.privilege} on ${row.columns}`,
  }));
  if (rows?.on)
    links.push({
      link: `row security of "${name}"`,
      found:
        rows.policies.length > 0 ? `policies ${rows.policies.join(', ')}` : 'no policy for the role: no rows',
    });
  return links;
}
