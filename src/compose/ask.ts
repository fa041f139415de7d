import pg from 'pg';
import { outcomeOfHttp, outcomeOfRpc, type Outcome } from '../target/outcome';
import type { Asked, Told } from './asked';
import { factsOf, isOrdered, type Answer, type Refusal } from './compare';
import { levelOf, type ComposedRole } from './factors';
import { NEEDS } from './needs';
import type { Scene } from './scene';

/** PostgreSQL's refusal, whatever the statement. */
const INSUFFICIENT_PRIVILEGE = '42501';
/** What Mathesar answers where PostgreSQL refuses its login. */
const LOGIN_REFUSED = -30193;
/** What Mathesar answers where an UPDATE changes no row; PostgreSQL takes that for done. */
const NO_ROW_UPDATED = -30206;

/** A question as both answered it. */
export interface Compared {
  postgres: Answer;
  mathesar: Answer;
  /** What of {@link NEEDS} the role has. */
  has: ReadonlySet<string>;
}

/** Asks both the same as a composed role, and leaves the scene as the role found it. */
export async function ask(scene: Scene, role: ComposedRole, asked: Asked): Promise<Compared> {
  await scene.become(role);
  const { has, readable, ...postgres } = await askPostgres(scene, role, asked);
  const mathesar = await askMathesar(scene, asked, readable);
  if (mathesar.change.length > 0) await scene.arrange();
  return { postgres, mathesar, has };
}

type AsRole = Answer & { has: ReadonlySet<string>; readable: readonly string[] };

/** Runs the statement as the role, in a transaction that is rolled back. */
async function askPostgres(scene: Scene, role: ComposedRole, asked: Asked): Promise<AsRole> {
  const { superuser, names, place } = scene;
  const nothing = { facts: [], change: [], has: new Set<string>(), readable: [] };
  if (levelOf(role, 'collaborator').hides) return { ...nothing, refused: 'collaborator' };
  const fill = (sql: string) =>
    sql.replaceAll(':table', String(place.table_oid)).replaceAll(':stranger', scene.stranger);
  await superuser.query(`BEGIN; SET LOCAL SESSION AUTHORIZATION ${names.role}`);
  try {
    const { rows } = await superuser.query<{ connect: boolean; readable: string[]; has: string[] }>(
      fill(`SELECT has_database_privilege(current_database(), 'CONNECT') AS connect,
        array(SELECT attname::text FROM pg_attribute WHERE attrelid = :table AND attnum > 0 AND NOT attisdropped
          AND has_column_privilege(attrelid, attnum, 'SELECT') ORDER BY attnum) AS readable,
        array_remove(ARRAY[${Object.entries(NEEDS)
          .map(([need, sql]) => `CASE WHEN ${sql} THEN ${pg.escapeLiteral(need)} END`)
          .join(', ')}], NULL) AS has`),
    );
    const { connect = false, readable = [], has = [] } = rows[0] ?? {};
    const known = { has: new Set(has), readable };
    if (!connect) return { ...nothing, ...known, refused: 'login' };
    try {
      const result = await superuser.query<Told>(fill(asked.sql(readable)));
      if (asked.told)
        return { ...known, facts: factsOf(result.rows, isOrdered(asked, readable)), change: [] };
      await superuser.query('RESET SESSION AUTHORIZATION');
      return { ...known, facts: [], change: await scene.changes() };
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== INSUFFICIENT_PRIVILEGE) throw error;
      return { ...nothing, ...known, refused: 'privilege' };
    }
  } finally {
    await superuser.query('ROLLBACK');
  }
}

async function askMathesar(scene: Scene, asked: Asked, readable: readonly string[]): Promise<Answer> {
  const { client, place } = scene;
  const request = asked.request(place);
  let outcome: Outcome;
  let result: unknown;
  if (typeof request === 'string') {
    const answer = await client.http({ method: 'GET', path: request });
    outcome = outcomeOfHttp(answer);
    result = answer.text;
  } else {
    const answer = await client.call(asked.method, request);
    outcome = outcomeOfRpc(answer, false);
    if (answer.ok) result = answer.result;
  }
  const told = outcome.kind === 'allowed' ? (asked.told?.(result as never) ?? []) : [];
  return {
    ...refusalOf(outcome),
    facts: factsOf(told, isOrdered(asked, readable)),
    change: asked.told ? [] : await scene.changes(),
  };
}

const REFUSALS: readonly Refusal[] = ['collaborator', 'privilege'];

function refusalOf(outcome: Outcome): Pick<Answer, 'refused' | 'error'> {
  if (outcome.kind === 'allowed') return {};
  const { code, message } = outcome;
  if (code === LOGIN_REFUSED) return { refused: 'login' };
  if (code === NO_ROW_UPDATED) return {};
  const refused = REFUSALS.find((known) => outcome.kind === 'denied' && outcome.reason === known);
  return refused ? { refused } : { error: `${String(code)} ${message.slice(0, 160)}` };
}
