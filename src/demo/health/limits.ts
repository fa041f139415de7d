import { SETTINGS, type Environment } from '../../target/environment/variables';

/** Two thresholds: from `near` on, the point to scale is near; from `over` on, it is passed. */
export interface Limit {
  near: number;
  over: number;
}

/** The limits for a demo. */
export interface Limits {
  /** Median time of a page, in milliseconds. */
  pageMs: Limit;
  /** Median time of an API call, in milliseconds. */
  callMs: Limit;
  /** How many databases are connected. */
  databases: Limit;
  /** How often each page and call is measured; the median counts. */
  samples: number;
}

/**
 * Times: the real program answers pages in 19 to 88 ms and calls in 18 to 63 ms on a quiet machine (notes of
 * the recordings, "Timing"). About six times the slowest is near, about twenty times is over. Databases: only
 * a few were recorded, so the limits are a cautious guess; set them to what your server has proved to handle.
 */
export const DEFAULT_LIMITS: Limits = {
  pageMs: { near: 500, over: 1700 },
  callMs: { near: 400, over: 1300 },
  databases: { near: 500, over: 1000 },
  samples: 3,
};

/** The variables of the limits, and the command options that override them. */
const NAMES = {
  pageMs: { variable: 'QA_PLAN_HEALTH_PAGE_MS', option: '--page-ms' },
  callMs: { variable: 'QA_PLAN_HEALTH_CALL_MS', option: '--call-ms' },
  databases: { variable: 'QA_PLAN_HEALTH_DATABASES', option: '--databases' },
  samples: { variable: 'QA_PLAN_HEALTH_SAMPLES', option: '--samples' },
} as const;

/** Limits as text. */
export type LimitTexts = Partial<Record<keyof Limits, string>>;

/** A limit is invalid; the message names each one. */
export class LimitError extends Error {}

/**
 * Reads the limits, with defaults for those not given.
 * @param env variables; options override them
 * @throws LimitError naming each value that is wrong, with an example
 */
export function readLimits(env: Environment, options: LimitTexts = {}): Limits {
  const problems: string[] = [];
  const read = <Key extends keyof Limits>(key: Key): Limits[Key] => {
    const { variable, option } = NAMES[key];
    const text = options[key] ?? env[variable];
    if (text === undefined || text === '') return DEFAULT_LIMITS[key];
    const parsed = SETTINGS.shape[variable].safeParse(text);
    if (parsed.success) return parsed.data as Limits[Key];
    const name = options[key] === undefined ? variable : option;
    problems.push(`${name} is "${text}", ${parsed.error.issues[0]?.message ?? 'which is wrong'}`);
    return DEFAULT_LIMITS[key];
  };
  const limits = {
    pageMs: read('pageMs'),
    callMs: read('callMs'),
    databases: read('databases'),
    samples: read('samples'),
  };
  if (problems.length > 0) throw new LimitError(problems.join('\n'));
  return limits;
}
