import pg from 'pg';

/** One thing that somebody with the power to do it changes, so that a cell turns. Names are those of one world. */
export type Statement =
  | {
      kind: 'sql';
      /** Where it is run: the name of a database, or `internal` for Mathesar's own. */
      database: string;
      sql: string;
      /** Takes it back, as far as the world needs. */
      undo: string;
    }
  | {
      kind: 'collaborator';
      /** Its name in PostgreSQL. */
      database: string;
      username: string;
      /** Name of the stored role. */
      role: string;
    };

/** A statement in another world: its objects have the same names there, but for the prefix. */
export function moved<S extends Statement>(statement: S, from: string, to: string): S {
  const entries = Object.entries(statement).map(([key, value]) => [
    key,
    value.replaceAll(`${from}_`, `${to}_`),
  ]);
  return Object.fromEntries(entries) as S;
}

/**
 * A statement as a person reads it.
 * @param readable takes a run's prefixes out of names
 */
export function writeStatement(statement: Statement, readable: (text: string) => string): string {
  if (statement.kind === 'sql') return `${readable(statement.sql)};`;
  const { database, username, role } = statement;
  return `collaborators.add: database ${quoted(readable(database))}, user ${quoted(readable(username))}, stored role ${quoted(readable(role))}`;
}

const quoted = (name: string) => `"${name}"`;

export const ident = (...names: string[]): string => names.map((name) => pg.escapeIdentifier(name)).join('.');

const sql = (database: string, statement: string, undo: string): Statement => ({
  kind: 'sql',
  database,
  sql: statement,
  undo,
});

/** `on`: what a GRANT names, such as `SCHEMA "library"`. */
export const grantOn = (database: string, privilege: string, on: string, role: string): Statement =>
  sql(
    database,
    `GRANT ${privilege} ON ${on} TO ${ident(role)}`,
    `REVOKE ${privilege} ON ${on} FROM ${ident(role)}`,
  );

export const revokeOn = (database: string, privilege: string, on: string, from: string): Statement =>
  sql(database, `REVOKE ${privilege} ON ${on} FROM ${from}`, `GRANT ${privilege} ON ${on} TO ${from}`);

/**
 * Ownership of a thing, such as `TABLE "books"`.
 * @param regained what the new owner was granted on it before, which is lost with the ownership, as in a GRANT
 */
export const ownedBy = (
  database: string,
  what: string,
  role: string,
  before: string,
  regained?: string,
): Statement => {
  const back = `ALTER ${what} OWNER TO ${ident(before)}`;
  const again = regained === undefined ? '' : `; GRANT ${regained} TO ${ident(role)}`;
  return sql(database, `ALTER ${what} OWNER TO ${ident(role)}`, back + again);
};

export const memberOf = (role: string, member: string, how = ''): Statement =>
  sql(
    'internal',
    `GRANT ${ident(role)} TO ${ident(member)}${how}`,
    // With an admin option, the member may have granted it further.
    `REVOKE ${ident(role)} FROM ${ident(member)} CASCADE`,
  );

export const noMemberOf = (role: string, member: string): Statement =>
  sql('internal', `REVOKE ${ident(role)} FROM ${ident(member)}`, `GRANT ${ident(role)} TO ${ident(member)}`);

export const attribute = (role: string, name: string): Statement =>
  sql('internal', `ALTER ROLE ${ident(role)} ${name}`, `ALTER ROLE ${ident(role)} NO${name}`);

export const administrator = (username: string, isOne: boolean): Statement => {
  const set = (value: boolean) =>
    `UPDATE mathesar_user SET is_superuser = ${String(value)} WHERE username = ${pg.escapeLiteral(username)}`;
  return sql('internal', set(isOne), set(!isOne));
};

/** No collaborator any more. */
export const dismissed = (database: string, username: string): Statement => {
  const where = `user_id = (SELECT id FROM mathesar_user WHERE username = ${pg.escapeLiteral(username)})
    AND database_id = (SELECT id FROM mathesar_database WHERE name = ${pg.escapeLiteral(database)})`;
  return sql('internal', `DELETE FROM mathesar_userdatabaserolemap WHERE ${where.replace(/\s+/g, ' ')}`, '');
};

/** The stored role that a form runs as. */
export const formRunsAs = (form: string, role: string): Statement => {
  const of = `WHERE name = ${pg.escapeLiteral(form)}`;
  return sql(
    'internal',
    `UPDATE mathesar_form SET associated_role_id = (SELECT id FROM mathesar_configuredrole WHERE name = ${pg.escapeLiteral(role)}) ${of}`,
    `UPDATE mathesar_form SET associated_role_id = NULL ${of}`,
  );
};

/** Privileges that turn much less than the others. */
const RARE = /^GRANT (REFERENCES|TRIGGER)/;

/** How much a statement gives: two privileges are less than ownership, and that is less than a rare one and another. */
export function weightOf(statement: Statement): number {
  if (statement.kind === 'collaborator') return 1;
  if (statement.sql.includes(' OWNER TO ')) return 2.2;
  if (/^GRANT \S+ TO \S+$/.test(statement.sql)) return 2.4;
  if (statement.sql.endsWith(' SUPERUSER')) return 9;
  return RARE.test(statement.sql) ? 1.5 : 1;
}
