import { RUN_NAME_SQL } from './run-name';

/**
 * What the SQL witness asks: each entry as `part`, `key`, `needs`, `fields` and `byDefault`, with the keys of
 * src/target/keys.ts. The parameters that they share:
 *
 * - `$1` prefixes of the names that are looked at: the world's, and the bystanders'
 * - `$2` OIDs of their schemas, which a rename would hide from the prefix
 * - `$3` names of the accounts, `$4` of the PostgreSQL roles and `$5` of the databases of the run
 */

/** An ACL with PostgreSQL's defaults filled in: for each role what it may do, and whether that is by default. */
const grants = (
  part: string,
  key: string,
  kind: string,
  [acl, owner]: [string, string],
  from: string,
  only = '',
) => `
SELECT '${part}', ${key} || '/g' || g.grantee, ARRAY['r' || g.grantee], jsonb_object_agg(g.privilege_type,
    CASE WHEN g.is_grantable THEN '"with grant option"' ELSE 'true' END::jsonb), bool_and(d.grantee IS NOT NULL)
  FROM ${from}, aclexplode(coalesce(${acl}, acldefault(${kind}, ${owner}))) g
  LEFT JOIN LATERAL aclexplode(acldefault(${kind}, ${owner})) d
    ON d.grantee = g.grantee AND d.privilege_type = g.privilege_type AND d.is_grantable = g.is_grantable
  ${only} GROUP BY ${key}, g.grantee`;

/**
 * Whether a name is one of another world, or of a scene: such names go on with the number of a worker, which is at work
 * at the same time. So is another run.
 * @param run parameter with what the names of the run begin with
 */
const foreign = (name: string, run: string) => `coalesce(CASE WHEN ${name}::text ^@ ${run}
    THEN substr(${name}::text, length(${run}) + 1, 1) ~ '[0-9]' AND NOT ${name}::text ^@ ANY ($1::text[])
    ELSE ${name}::text ~ '${RUN_NAME_SQL}' END, false)`;

const defaultPrivileges = (run: string) => `pg_default_acl d JOIN pg_roles o ON o.oid = d.defaclrole
  LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
  WHERE NOT ${foreign('o.rolname', run)} AND NOT ${foreign('n.nspname', run)}`;

/** Not a part: the tables whose rows are read next, by their quoted name. */
export const QUERYABLE = '#tables';

/**
 * Inside the main database. A sequence that a column owns belongs to its table, whose owner it has. Functions are found by
 * what depends on a schema, as no index has all of a schema, and Mathesar’s own are many.
 */
export const CATALOG = `
WITH s AS (SELECT oid, nspname, nspowner, nspacl, 's' || oid AS key FROM pg_namespace
  WHERE oid = ANY ($2::oid[]) OR nspname::text ^@ ANY ($1::text[])),
r AS (SELECT c.*, s.nspname, s.key AS schema, o.refobjid IS NOT NULL AS owned,
    coalesce('t' || o.refobjid || '/c' || o.refobjsubid || '/', '') || 't' || c.oid AS key
  FROM pg_class c JOIN s ON s.oid = c.relnamespace
  LEFT JOIN pg_depend o ON c.relkind = 'S' AND o.classid = 'pg_class'::regclass AND o.objid = c.oid
    AND o.refclassid = 'pg_class'::regclass AND o.deptype IN ('a', 'i')
  WHERE c.relkind IN ('r', 'v', 'm', 'S', 'p'))
SELECT 'schemas' AS part, key, NULL::text[] AS needs,
    jsonb_build_object('name', nspname, 'description', obj_description(oid, 'pg_namespace')) AS fields,
    NULL::boolean AS "byDefault" FROM s
UNION ALL SELECT 'schema owners', key, NULL, jsonb_build_object('owner', nspowner), NULL FROM s
UNION ALL ${grants('schema privileges', 's.key', "'n'", ['s.nspacl', 's.nspowner'], 's')}
UNION ALL SELECT 'tables', key, ARRAY[schema], jsonb_build_object('kind', relkind, 'name', relname,
    'description', obj_description(oid, 'pg_class'), 'row security', nullif(relrowsecurity, false)), NULL FROM r
UNION ALL SELECT 'columns', r.key || '/c' || a.attnum, NULL, jsonb_build_object('name', a.attname,
    'type', format_type(a.atttypid, a.atttypmod), 'nullable', NOT a.attnotnull, 'identity', nullif(a.attidentity, ''),
    'default', pg_get_expr(d.adbin, d.adrelid), 'description', col_description(r.oid, a.attnum)), NULL
  FROM r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum WHERE r.relkind <> 'S'
UNION ALL SELECT 'column privileges', r.key || '/c' || a.attnum || '/g' || g.grantee, ARRAY['r' || g.grantee],
    jsonb_object_agg(g.privilege_type, g.is_grantable), false
  FROM r JOIN pg_attribute a ON a.attrelid = r.oid AND NOT a.attisdropped, aclexplode(a.attacl) g
  GROUP BY r.key, a.attnum, g.grantee
UNION ALL SELECT 'constraints', r.key || '/k' || k.oid,
    array_remove((SELECT array_agg(r.key || '/c' || n) FROM unnest(k.conkey) n) || ('t' || nullif(k.confrelid, 0)), NULL),
    jsonb_build_object('name', k.conname, 'type', k.contype, 'columns', k.conkey, 'refers to', nullif(k.confrelid, 0),
    'referred columns', k.confkey, 'expression', pg_get_expr(k.conbin, k.conrelid)), NULL
  FROM r JOIN pg_constraint k ON k.conrelid = r.oid WHERE k.contype <> 'n'
UNION ALL SELECT 'row policies', r.key || '/p' || p.oid, NULL, to_jsonb(p) - 'oid', false
  FROM r JOIN pg_policy p ON p.polrelid = r.oid
UNION ALL SELECT 'triggers', r.key || '/x' || t.oid, NULL, jsonb_build_object('name', t.tgname, 'calls', t.tgfoid), NULL
  FROM r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
UNION ALL SELECT 'table owners', key, NULL, jsonb_build_object('owner', relowner), NULL FROM r WHERE NOT owned
UNION ALL ${grants(
  'table privileges',
  'r.key',
  `CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char"`,
  ['r.relacl', 'r.relowner'],
  "(SELECT * FROM r WHERE relkind <> 'S' OR relacl IS NOT NULL) r",
)}
UNION ALL SELECT 'functions', 'fn' || p.oid, ARRAY[s.key], jsonb_build_object('name', p.proname, 'owner', p.proowner,
    'body', md5(p.prosrc), 'privileges', p.proacl::text), NULL
  FROM s JOIN pg_depend o ON o.refclassid = 'pg_namespace'::regclass AND o.refobjid = s.oid
    AND o.classid = 'pg_proc'::regclass JOIN pg_proc p ON p.oid = o.objid
UNION ALL SELECT 'types', 'ty' || t.oid, ARRAY[s.key], jsonb_build_object('name', t.typname, 'owner', t.typowner,
    'privileges', t.typacl::text), NULL FROM s JOIN pg_type t ON t.typnamespace = s.oid
  WHERE t.typtype IN ('d', 'e', 'r') OR t.typacl IS NOT NULL
UNION ALL SELECT 'default privileges', 'da' || d.oid, NULL, to_jsonb(d) - 'oid', NULL FROM ${defaultPrivileges('$3')}
UNION ALL SELECT '${QUERYABLE}', key, NULL, jsonb_build_object('name', relname, 'quoted', format('%I.%I', nspname, relname)),
    NULL FROM r WHERE relkind IN ('r', 'p')`;

/** The other database contains nothing of the world: an attempt can only make schemas there. */
export const ELSEWHERE = `
SELECT 'other schemas' AS part, 's' || oid AS key, jsonb_build_object('name', nspname, 'owner', nspowner) AS fields
  FROM pg_namespace WHERE nspname::text ^@ ANY ($1::text[])
UNION ALL SELECT 'default privileges', 'other da' || d.oid, to_jsonb(d) - 'oid' FROM ${defaultPrivileges('$2')}`;

/** Whether a name is one of the look's own, or of the run but of no other world, such as what an attempt made under any name. */
const near = (name: string) =>
  `(${name}::text ^@ ANY ($1) OR (${name}::text ^@ $7 AND NOT ${foreign(name, '$7')}))`;

/** Server-wide: roles, memberships and databases. Others than the run's may be at work with all the rest. */
const SERVER = `
SELECT 'roles', 'r' || oid, NULL::text[], jsonb_build_object('name', rolname, 'super', rolsuper, 'inherits', rolinherit,
    'create_role', rolcreaterole, 'create_db', rolcreatedb, 'login', rolcanlogin, 'bypasses row security',
    nullif(rolbypassrls, false), 'password', md5(rolpassword)), NULL::boolean
  FROM pg_authid WHERE ${near('rolname')} OR rolname = ANY ($4)
UNION ALL SELECT 'role members', 'r' || g.oid || '/r' || m.oid, ARRAY['r' || m.oid],
    jsonb_build_object('of', g.rolname, 'member', m.rolname, 'admin', bool_or(am.admin_option)), NULL
  FROM pg_auth_members am JOIN pg_authid g ON g.oid = am.roleid JOIN pg_authid m ON m.oid = am.member
  WHERE NOT ${foreign('g.rolname', '$7')} AND NOT ${foreign('m.rolname', '$7')}
    AND (${near('g.rolname')} OR ${near('m.rolname')} OR g.rolname = ANY ($4) OR m.rolname = ANY ($4))
  GROUP BY g.oid, g.rolname, m.oid, m.rolname
UNION ALL SELECT 'databases', 'pg:' || datname, NULL, jsonb_build_object('name', datname, 'owner', datdba), NULL
  FROM b
UNION ALL ${grants(
  'database privileges',
  "'pg:' || b.datname",
  "'d'",
  ['b.datacl', 'b.datdba'],
  'b',
  `WHERE NOT ${foreign('(SELECT rolname FROM pg_roles WHERE oid = g.grantee)', '$7')}`,
)}`;

/** A row of the install's own tables, without fields that change by themselves. */
const row = (table: string) => `to_jsonb(${table}) - 'created_at' - 'updated_at' - 'last_login'`;

/** Of what metadata say, whether any field has a value. */
const SAYS_SOMETHING = `jsonb_strip_nulls(said) <> '{}'`;

/**
 * The install's own tables. An empty metadata row is left out: reading a table creates one (`sideEffect` in
 * the recordings), and so does saving a column's type on a page. `$6` are the OIDs of the tables that are looked at, and
 * `$7` is what the run's names begin with.
 */
export const OWN_AND_SERVER = `
WITH b AS (SELECT * FROM pg_database WHERE ${near('datname')} OR datname = ANY ($5::text[])),
u AS (SELECT * FROM mathesar_user WHERE username ^@ ANY ($1::text[]) OR email ^@ ANY ($1)),
a AS (SELECT * FROM mathesar_user WHERE ${near('username')} OR username = ANY ($3::text[])),
d AS (SELECT * FROM mathesar_database WHERE ${near('name')} OR name = ANY ($5)),
f AS (SELECT * FROM mathesar_form WHERE schema_oid = ANY ($2::bigint[]) OR name ^@ ANY ($1)),
t AS (SELECT m.*, ${row('m')} - 'id' - 'database_id' - 'table_oid' AS said
  FROM mathesar_tablemetadata m WHERE table_oid = ANY ($6::bigint[])),
c AS (SELECT m.*, ${row('m')} - 'id' - 'database_id' - 'table_oid' - 'attnum' - 'settings'
    || coalesce(to_jsonb(m) -> 'settings', '{}') AS said
  FROM mathesar_columnmetadata m WHERE table_oid = ANY ($6::bigint[]))
SELECT 'users' AS part, 'u' || id AS key, NULL::text[] AS needs, ${row('u')} AS fields, NULL::boolean AS "byDefault"
  FROM (SELECT * FROM u UNION SELECT * FROM a) u
UNION ALL SELECT 'connected databases', 'db' || id, NULL, ${row('d')}, NULL FROM d
UNION ALL SELECT 'stored roles', 'cr' || id, NULL, jsonb_build_object('id', id, 'name', name, 'server_id', server_id,
    'password', md5(password)), NULL FROM mathesar_configuredrole WHERE ${near('name')} OR name = ANY ($4::text[])
UNION ALL SELECT 'collaborators', 'k' || id,
    ARRAY['u' || user_id, 'db' || database_id, 'cr' || configured_role_id], ${row('c')}, NULL
  FROM mathesar_userdatabaserolemap c
  WHERE user_id IN (SELECT id FROM u) OR database_id IN (SELECT id FROM mathesar_database WHERE name ^@ ANY ($1))
    OR (user_id IN (SELECT id FROM a)
      AND database_id NOT IN (SELECT id FROM mathesar_database WHERE ${foreign('name', '$7')}))
UNION ALL SELECT 'explorations', 'e' || id, ARRAY['db' || database_id, 't' || base_table_oid, 's' || schema_oid],
    ${row('e')}, NULL FROM mathesar_explorations e WHERE schema_oid = ANY ($2::bigint[]) OR name ^@ ANY ($1)
UNION ALL SELECT 'forms', 'f' || id, ARRAY['db' || database_id, 't' || base_table_oid, 's' || schema_oid],
    ${row('f')}, NULL FROM f
UNION ALL SELECT 'form fields', 'f' || form_id || '/x' || id, NULL, ${row('x')}, NULL
  FROM mathesar_formfield x WHERE form_id IN (SELECT id FROM f)
UNION ALL SELECT 'table metadata', 't' || table_oid || '/db' || database_id, ARRAY['db' || database_id], said, NULL
  FROM t WHERE ${SAYS_SOMETHING}
UNION ALL SELECT 'column metadata', 't' || table_oid || '/c' || attnum || '/db' || database_id,
    ARRAY['db' || database_id], said, NULL
  FROM c WHERE ${SAYS_SOMETHING}
UNION ALL SELECT 'data files', 'file' || id, ARRAY['u' || user_id], ${row('x')}, NULL
  FROM mathesar_datafile x WHERE user_id IN (SELECT id FROM u)
UNION ALL ${SERVER}`;

/** Which transactions have ended; those under way are told apart. */
export const ENDED = `SELECT 'ended' AS part, pg_current_snapshot()::text AS key, '{}'::jsonb AS fields`;

export const SHARED = `
SELECT 'servers' AS part, 'sv' || id AS key, to_jsonb(s) AS fields FROM mathesar_server s
UNION ALL SELECT 'installation id', 'usage data', to_jsonb(i) || '{"enabled": true}' FROM mathesar_installationid i`;

/** Inside a throw-away database: its schemas, by OID (reinstalled functions get new ones) and owner. */
export const SCRATCH = `SELECT 'inside ' || current_database() AS part,
    'pg:' || current_database() || '/s' || oid AS key, jsonb_build_object('name', nspname, 'owner', nspowner) AS fields
  FROM pg_namespace WHERE nspname !~ '^pg_(toast|temp)'`;
