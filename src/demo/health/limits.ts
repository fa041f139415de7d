/** Two marks on a scale: from `near` on the point to scale is near, from `over` on it is passed. */
export interface Limit {
  near: number;
  over: number;
}

/** What a demo is held against. */
export interface Limits {
  /** Milliseconds of a page, median. */
  pageMs: Limit;
  /** Milliseconds of a call of the API, median. */
  callMs: Limit;
  /** How many databases are connected. */
  databases: Limit;
  /** How often each page and call is asked; the median counts. */
  samples: number;
}

/**
 * Times: the real program answers pages in 19 to 88 ms and calls in 18 to 63 ms on a quiet machine (notes of the
 * recordings, "Timing"). About six times the slowest of them is near, about twenty times is over. Databases: nothing is
 * recorded beyond a handful, so the marks are a guess on the careful side; set them to what your server has shown to
 * bear.
 */
export const DEFAULT_LIMITS: Limits = {
  pageMs: { near: 500, over: 1700 },
  callMs: { near: 400, over: 1300 },
  databases: { near: 500, over: 1000 },
  samples: 3,
};

/** The variables that set limits, each with the flag of the command and an example. */
export const LIMIT_NAMES = {
  pageMs: { variable: 'QA_PLAN_HEALTH_PAGE_MS', flag: 'page-ms', example: '500,1700' },
  callMs: { variable: 'QA_PLAN_HEALTH_CALL_MS', flag: 'call-ms', example: '400,1300' },
  databases: { variable: 'QA_PLAN_HEALTH_DATABASES', flag: 'databases', example: '500,1000' },
  samples: { variable: 'QA_PLAN_HEALTH_SAMPLES', flag: 'samples', example: '3' },
} as const;

/** Limits as they are written. */
export type LimitTexts = Partial<Record<keyof Limits, string>>;

/** More would be load, and no probe. */
const MAX_SAMPLES = 20;

/** A limit is written wrongly; the message names each. */
export class LimitError extends Error {}

/**
 * Reads the limits, defaults where nothing is said.
 * @param env variables, which flags go before
 * @throws LimitError naming each value that is wrong, with an example
 */
export function readLimits(
  env: Readonly<Record<string, string | undefined>>,
  flags: LimitTexts = {},
): Limits {
  const problems: string[] = [];
  const given = (key: keyof Limits) => {
    const { variable, flag, example } = LIMIT_NAMES[key];
    const text = flags[key] ?? env[variable];
    const name = flags[key] === undefined ? variable : `--${flag}`;
    return text === undefined || text === '' ? undefined : { text, name, example };
  };
  const limit = (key: 'pageMs' | 'callMs' | 'databases'): Limit => {
    const found = given(key);
    if (!found) return DEFAULT_LIMITS[key];
    const [near = Number.NaN, over = Number.NaN] = found.text.split(',').map(Number);
    if (near > 0 && over >= near) return { near, over };
    problems.push(`${found.name} is "${found.text}", not two rising numbers; example: ${found.example}`);
    return DEFAULT_LIMITS[key];
  };
  const count = (): number => {
    const found = given('samples');
    if (!found) return DEFAULT_LIMITS.samples;
    const number = Number(found.text);
    if (Number.isInteger(number) && number >= 1 && number <= MAX_SAMPLES) return number;
    problems.push(
      `${found.name} is "${found.text}", not a number from 1 to ${String(MAX_SAMPLES)}; example: ${found.example}`,
    );
    return DEFAULT_LIMITS.samples;
  };
  const limits = {
    pageMs: limit('pageMs'),
    callMs: limit('callMs'),
    databases: limit('databases'),
    samples: count(),
  };
  if (problems.length > 0) throw new LimitError(problems.join('\n'));
  return limits;
}
