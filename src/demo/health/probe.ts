import type { Session } from '../../target/client';
import { exchange } from '../../target/exchange';
import { findSample, NoSampleData } from '../../target/sample';
import type { RunAccount } from '../../target/state';
import type { Limits } from './limits';
import { conclude, type Health, type Measure } from './verdict';
import { messageOf } from '../../target/message';

/** Timeout of an answer, in milliseconds: no user waits longer. */
const PATIENCE_MS = 10_000;

/** A demo, and the accounts that probe it. */
export interface Probed {
  baseUrl: string;
  /** A user of the demo, with their database; without one, only public pages are measured. */
  visitor: { account: RunAccount; database: { id: number; name: string } } | undefined;
  /** An administrator's session, whose list of databases is complete; undefined without one. */
  admin: Session | undefined;
}

/**
 * Measures a demo with a few reads and says how near the point to scale is. Safe for a live host: it changes
 * nothing and sends one request at a time.
 */
export async function probe(probed: Probed, limits: Limits): Promise<Health> {
  const measures: Measure[] = [];
  const page = async (name: string, path: string, session?: Session) => {
    measures.push(await measured(name, 'page', limits.samples, () => get(probed.baseUrl, path, session)));
  };
  const call = async (method: string, params: object, session: Session) => {
    const ask = () => rpc(probed.baseUrl, method, params, session);
    measures.push(await measured(method, 'call', limits.samples, ask));
  };
  await page('login page', '/auth/login/');
  if (probed.visitor) {
    const { account, database } = probed.visitor;
    const { session } = account;
    const database_id = database.id;
    await page('home page', '/', session);
    await page('database page', `/db/${String(database_id)}/schemas/`, session);
    await call('databases.configured.list', {}, session);
    await call('schemas.list', { database_id }, session);
    const sample = await findSample({ baseUrl: probed.baseUrl, account, database }).catch(
      (error: unknown) => {
        // A demo without data is well; only its tables are not measured.
        if (error instanceof NoSampleData) return undefined;
        measures.push(notMeasured('sample data', error));
        return undefined;
      },
    );
    if (sample) {
      const schema_oid = sample.schema.oid;
      await page('schema page', `/db/${String(database_id)}/schemas/${String(schema_oid)}/`, session);
      await call('tables.list', { database_id, schema_oid }, session);
      const target = { database_id, table_oid: sample.table.oid, limit: 50, offset: 0 };
      await call('records.list', target, session);
    }
  }
  const databases = probed.admin && (await countDatabases(probed.baseUrl, probed.admin));
  return conclude(probed.baseUrl, measures, databases, limits);
}

async function countDatabases(baseUrl: string, admin: Session): Promise<number | undefined> {
  const text = await rpc(baseUrl, 'databases.configured.list', {}, admin).catch(() => '{}');
  const { result } = JSON.parse(text) as { result?: unknown };
  return Array.isArray(result) ? result.length : undefined;
}

async function measured(
  name: string,
  kind: Measure['kind'],
  samples: number,
  ask: () => Promise<unknown>,
): Promise<Measure> {
  const times: number[] = [];
  try {
    for (let sample = 0; sample < samples; sample += 1) {
      const begun = performance.now();
      await ask();
      times.push(performance.now() - begun);
    }
  } catch (error) {
    return { ...notMeasured(name, error), kind };
  }
  return { name, kind, medianMs: median(times), problem: undefined };
}

const notMeasured = (name: string, error: unknown): Measure => ({
  name,
  kind: 'call',
  medianMs: undefined,
  problem: messageOf(error),
});

/** The median, rounded. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return Math.round(sorted[Math.floor((sorted.length - 1) / 2)] ?? 0);
}

const cookie = ({ sessionId, csrfToken }: Session) => `sessionid=${sessionId}; csrftoken=${csrfToken}`;

async function get(baseUrl: string, path: string, session?: Session): Promise<void> {
  const headers: Record<string, string> = session ? { cookie: cookie(session) } : {};
  const { status } = await exchange({ method: 'GET', url: baseUrl + path, headers }, PATIENCE_MS);
  if (status !== 200) throw new Error(`HTTP ${String(status)}`);
}

async function rpc(baseUrl: string, method: string, params: object, session: Session): Promise<string> {
  const { status, text } = await exchange(
    {
      method: 'POST',
      url: `${baseUrl}/api/rpc/v0/`,
      headers: { 'content-type': 'application/json', cookie: cookie(session), referer: baseUrl },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    },
    PATIENCE_MS,
  );
  if (status !== 200 || !text.includes('"result"')) {
    throw new Error(`HTTP ${String(status)}: ${text.slice(0, 120)}`);
  }
  return text;
}
