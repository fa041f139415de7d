import type { Request } from '../actions/action';
import type { Databases } from './database';

/** As whom PostgreSQL saw an attempt, and why. */
export interface Actor {
  /** The account's name; undefined for anonymous. */
  username: string | undefined;
  isAdministrator: boolean;
  /** The database that the attempt is about, by its name in PostgreSQL; undefined where it is about none that there is. */
  database: string | undefined;
  /** The PostgreSQL role that acts in it; undefined where none does. */
  role: string | undefined;
  /** By what the role is chosen. */
  by: 'collaborator' | 'form' | 'request';
  /** The form's name, for a shared form. */
  form?: string;
}

const ACCOUNT = `SELECT u.is_superuser AS "isAdministrator", r.name AS role FROM mathesar_user u
  LEFT JOIN mathesar_userdatabaserolemap m ON m.user_id = u.id
    AND m.database_id = (SELECT id FROM mathesar_database WHERE name = $2 ORDER BY id DESC LIMIT 1)
  LEFT JOIN mathesar_configuredrole r ON r.id = m.configured_role_id WHERE u.username = $1`;

const FORM = `SELECT f.name AS form, d.name AS database, r.name AS role FROM mathesar_form f
  JOIN mathesar_database d ON d.id = f.database_id LEFT JOIN mathesar_configuredrole r ON r.id = f.associated_role_id
  WHERE f.token::text = $1`;

/**
 * Finds out who acts.
 * @param main the database of requests that name none
 */
export async function actorOf(
  databases: Databases,
  request: Request,
  username: string | undefined,
  main: string,
): Promise<Actor> {
  const params = paramsOf(request);
  const [named] =
    params.databaseId === undefined
      ? [{ name: main }]
      : await databases.rows<{ name: string }>(
          'internal',
          'SELECT name FROM mathesar_database WHERE id = $1',
          [params.databaseId],
        );
  const database = named?.name;
  const [account] = await databases.rows<{ isAdministrator: boolean; role: string | null }>(
    'internal',
    ACCOUNT,
    [username ?? null, database ?? null],
  );
  const actor = { username, isAdministrator: account?.isAdministrator ?? false };
  if (params.token !== undefined) {
    const [form] = await databases.rows<{ form: string; database: string; role: string | null }>(
      'internal',
      FORM,
      [params.token],
    );
    if (form)
      return { ...actor, database: form.database, role: form.role ?? undefined, by: 'form', form: form.form };
  }
  if (params.role !== undefined)
    return { ...actor, database: params.database ?? database, role: params.role, by: 'request' };
  return { ...actor, database, role: account?.role ?? undefined, by: 'collaborator' };
}

/** What a request says of databases and roles, wherever it does. */
function paramsOf(request: Request) {
  const text = JSON.stringify(request).replaceAll('\\', '');
  const of = (pattern: RegExp) => pattern.exec(text)?.[1];
  const databaseId = of(/database_id"?[:=] ?"?(\d+)/);
  const connects = 'rpc' in request && request.rpc === 'databases.setup.connect_existing';
  return {
    databaseId: databaseId === undefined ? undefined : Number(databaseId),
    token: of(/"form_token": ?"([^"]+)"/),
    role: connects ? of(/"role": ?"([^"]+)"/) : undefined,
    database: connects ? of(/"database": ?"([^"]+)"/) : undefined,
  };
}
