import { setTimeout as delay } from 'node:timers/promises';
import { exchange } from './exchange';
import { messageOf } from './message';
import { queryRows } from './postgres';
import type { RunState } from './state';

/** Seconds that a target may be away before a run stops, which it does within a minute after the last answer. */
export const PATIENCE_S = 50;

/** Timeout of one look at the target, and the pause between two, in milliseconds. */
const [LOOK_MS, PAUSE_MS] = [3000, 500];

/** By what the runner knows, among the errors of a test, that the run has to stop. */
const GONE = 'the target is gone';

/** The target was away for so long that no further test can tell anything. */
export class TargetGone extends Error {}

/** Why a run has to stop, as a failed test tells; undefined when it need not. */
export const goneIn = (failure: string): string | undefined => new RegExp(`${GONE}: .*`).exec(failure)?.[0];

/** Where the target is, and who asks. */
export type Place = Pick<RunState, 'baseUrl' | 'witness'> & {
  setupAdmin: Pick<RunState['setupAdmin'], 'session'>;
};

/**
 * Why nothing can be done on a target: its home page does not answer, or only with a server error, or its database does
 * not answer.
 * @returns undefined when it is there
 */
export async function whyAway({ baseUrl, witness, setupAdmin }: Place): Promise<string | undefined> {
  const { sessionId, csrfToken } = setupAdmin.session;
  // With a session it takes the whole install, its database included; whether the session is alive does not matter.
  const headers = { cookie: `sessionid=${sessionId}; csrftoken=${csrfToken}` };
  const page = exchange({ method: 'GET', url: `${baseUrl}/`, headers }, LOOK_MS).then(
    ({ status }) => (status >= 500 ? `${baseUrl} answers HTTP ${String(status)}` : undefined),
    (error: unknown) => `${baseUrl} does not answer (${messageOf(error)})`,
  );
  const database = witness === undefined ? undefined : whyNoDatabase(witness);
  return (await page) ?? (await database);
}

async function whyNoDatabase(witness: string): Promise<string | undefined> {
  const where = { connectionString: witness, connectionTimeoutMillis: LOOK_MS, query_timeout: LOOK_MS };
  try {
    await queryRows(where, 'SELECT 1');
    return undefined;
  } catch (error) {
    return `its database at ${new URL(witness).host} does not answer (${messageOf(error)})`;
  }
}

/** Waits for a target that is away, for all that one worker does. */
export class Outages {
  private gone: TargetGone | undefined;

  /** @param patienceS seconds that the target may be away; by default as the settings say */
  constructor(
    private readonly place: Place,
    private readonly patienceS = Number(process.env.QA_PLAN_PATIENCE_S ?? PATIENCE_S),
  ) {}

  get isGone(): boolean {
    return this.gone !== undefined;
  }

  /**
   * Returns at once when the target is there.
   * @param since when it may have answered last, by `performance.now()`
   * @returns what kept it away and for how long; undefined when nothing did
   * @throws TargetGone when that takes too long, and from then on at once
   */
  async wait(since = performance.now()): Promise<string | undefined> {
    if (this.gone) throw this.gone;
    let last: string | undefined;
    for (let why = await whyAway(this.place); why !== undefined; why = await whyAway(this.place)) {
      last = why;
      const awayS = (performance.now() - since) / 1000;
      if (awayS >= this.patienceS) {
        this.gone = new TargetGone(`${GONE}: for ${awayS.toFixed(0)} s, ${why}`);
        throw this.gone;
      }
      await delay(PAUSE_MS);
    }
    if (last === undefined) return undefined;
    return `for ${((performance.now() - since) / 1000).toFixed(0)} s, ${last}`;
  }
}
