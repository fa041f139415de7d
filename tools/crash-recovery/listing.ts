import { queryRows } from '../../src/target/postgres';

/** Everything by name that a run makes on an install, and what stands beside it, one line each. */
const LISTING = `
SELECT 'user ' || username || CASE WHEN is_superuser THEN ' (administrator)' ELSE '' END AS line FROM mathesar_user
UNION ALL SELECT 'connected database ' || name FROM mathesar_database
UNION ALL SELECT 'stored role ' || name FROM mathesar_configuredrole
UNION ALL SELECT 'collaborator ' || u.username || ' of ' || d.name || ' as ' || r.name
  FROM mathesar_userdatabaserolemap m JOIN mathesar_user u ON u.id = m.user_id
  JOIN mathesar_database d ON d.id = m.database_id JOIN mathesar_configuredrole r ON r.id = m.configured_role_id
UNION ALL SELECT 'server ' || host || ':' || port FROM mathesar_server
UNION ALL SELECT 'form ' || name FROM mathesar_form
UNION ALL SELECT 'exploration ' || name FROM mathesar_explorations
UNION ALL SELECT 'database ' || datname || ' of ' || pg_get_userbyid(datdba) || coalesce(' ' || datacl::text, '') FROM pg_database
UNION ALL SELECT 'PostgreSQL role ' || rolname || ' ' || rolsuper || rolcreaterole || rolcreatedb || rolcanlogin FROM pg_roles
UNION ALL SELECT 'membership ' || pg_get_userbyid(roleid) || ' of ' || pg_get_userbyid(member) FROM pg_auth_members
ORDER BY 1`;

/** A full listing of an install. @param dsn of its internal database, as a superuser */
export async function listInstall(dsn: string): Promise<string[]> {
  return (await queryRows<{ line: string }>(dsn, LISTING)).map(({ line }) => line);
}
