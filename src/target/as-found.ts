import { inflateSync } from 'node:zlib';
import { withLocks } from './install-locks';
import { queryRows, withPostgres } from './postgres';
import { lookAtShared, putBackShared, type SharedState } from './shared-state';
import type { DemoTarget, Target } from './target';

/** What runs may change beyond their own objects, as one row of texts; `$1` are the accounts that they are given. */
const LOOK = `SELECT
  (SELECT coalesce(jsonb_agg(u), '[]')::text FROM mathesar_user u WHERE username = ANY ($1)) AS accounts,
  coalesce(pg_sequence_last_value(pg_get_serial_sequence('mathesar_user', 'id')), 0)::int AS "lastUser",
  coalesce(pg_sequence_last_value(pg_get_serial_sequence('mathesar_datafile', 'id')), 0)::int AS "lastFile"`;

interface Look {
  accounts: string;
  lastUser: number;
  lastFile: number;
}

const found = (table: string) => `jsonb_populate_recordset(NULL::${table}, $1)`;

/** Files whose account was deleted after a time: Mathesar forgets them, and leaves them on its disk. */
const FORGOTTEN = `SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('mathesar_datafile', 'id')), 0)::int
  - $1 - (SELECT count(*)::int FROM mathesar_datafile WHERE id > $1) AS count`;

/**
 * An install's own tables as they were before a run, where runs change what is not theirs; what belongs to a run is
 * found by its prefix. It is put back by SQL: the API has no way to.
 */
export class AsFound {
  private entered = '[]';

  private constructor(
    private readonly dsn: string,
    private readonly usernames: readonly string[],
    private readonly before: Look,
    private readonly shared: SharedState,
    /** Else who changed usage data was somebody else. */
    private readonly mayChangeUsageData: boolean,
  ) {}

  /**
   * Looks, before the first login of a run.
   * @returns undefined without SQL, and where nothing may be changed
   * @throws the driver's error when there is no connection, or no such table
   */
  static async look(target: Target | DemoTarget): Promise<AsFound | undefined> {
    const { witness, allowedEffects } = target;
    if (witness === undefined || (target.install === 'demo' && !target.mayChange)) return undefined;
    const accounts = target.install === 'local' ? [target.admin] : Object.values(target.visitors);
    if (target.install === 'demo' && target.admin) accounts.push(target.admin);
    const usernames = accounts.map(({ username }) => username);
    const before = await lookAt(witness, usernames);
    const shared = await withLocks(witness, (locks) => locks.atShared(lookAtShared));
    return new AsFound(witness, usernames, before, shared, allowedEffects.includes('usage-data'));
  }

  /** Notes the run's own logins: later ones of the same accounts are not its, and stay. */
  async enter(): Promise<void> {
    this.entered = (await lookAt(this.dsn, this.usernames)).accounts;
  }

  /**
   * Puts back what the run changed: the installation id with its reports, the times of server entries and logins. The
   * sessions of accounts that were made and deleted since go.
   * @throws the driver's error
   */
  async putBack(): Promise<void> {
    const { dsn, before, shared, mayChangeUsageData: usageData } = this;
    // Attempts leave it as they found it, unless their process is ended.
    await withLocks(dsn, (locks) => locks.atShared((client) => putBackShared(client, shared, { usageData })));
    await withPostgres(dsn, async (client) => {
      await client.query(
        `UPDATE mathesar_user u SET last_login = f.last_login
         FROM ${found('mathesar_user')} f, jsonb_populate_recordset(NULL::mathesar_user, $2) e
         WHERE u.id = f.id AND u.id = e.id AND u.last_login = e.last_login
         AND u.last_login IS DISTINCT FROM f.last_login`,
        [before.accounts, this.entered],
      );
    });
    await this.removeSessions();
  }

  /** How many uploaded files the install has forgotten since. @throws the driver's error */
  async forgottenFiles(): Promise<number> {
    const [row] = await queryRows<{ count: number }>(this.dsn, FORGOTTEN, [this.before.lastFile]);
    return row?.count ?? 0;
  }

  private async removeSessions(): Promise<void> {
    await withPostgres(this.dsn, async (client) => {
      const users = await client.query<{ id: number }>('SELECT id FROM mathesar_user');
      const living = new Set(users.rows.map(({ id }) => id));
      const { rows } = await client.query<{ key: string; data: string }>(
        'SELECT session_key AS key, session_data AS data FROM django_session',
      );
      const dead = rows.filter(({ data }) => {
        const user = userIn(data) ?? 0;
        return user > this.before.lastUser && !living.has(user);
      });
      await client.query('DELETE FROM django_session WHERE session_key = ANY ($1)', [
        dead.map(({ key }) => key),
      ]);
    });
  }
}

async function lookAt(dsn: string, usernames: readonly string[]): Promise<Look> {
  const [row] = await queryRows<Look>(dsn, LOOK, [usernames]);
  if (!row) throw new Error('the internal database tells nothing');
  return row;
}

/**
 * The id of the account that a stored session is of, as Django writes it: JSON in base64, compressed after a dot, then
 * a time and a signature.
 * @returns undefined for a session of nobody
 */
export function userIn(data: string): number | undefined {
  const [text = ''] = data.split(':');
  try {
    const json = text.startsWith('.')
      ? inflateSync(Buffer.from(text.slice(1), 'base64url'))
      : Buffer.from(text, 'base64url');
    const { _auth_user_id: id } = JSON.parse(json.toString()) as { _auth_user_id?: string };
    return id === undefined ? undefined : Number(id);
  } catch {
    return undefined;
  }
}
