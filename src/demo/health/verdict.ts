import type { Limit, Limits } from './limits';

/** How near the point to scale a demo is; what does not answer is past it. */
export type Status = 'ok' | 'near' | 'over';

/** One page or call. */
export interface Measure {
  name: string;
  kind: 'page' | 'call';
  /** Milliseconds; undefined where there was no answer, or not the right one. */
  medianMs: number | undefined;
  /** Why there was none. */
  problem: string | undefined;
}

/** What was measured, and what follows. */
export interface Health {
  status: Status;
  url: string;
  /** Each with a status of its own. */
  measures: (Measure & { status: Status })[];
  /** Connected databases; undefined where nobody could count them. */
  databases: { count: number; status: Status } | undefined;
  limits: Limits;
}

/** Where a number stands on a scale. */
export function statusOf(value: number, { near, over }: Limit): Status {
  if (value >= over) return 'over';
  return value >= near ? 'near' : 'ok';
}

/** The worst of all that was measured. */
export function conclude(
  url: string,
  measures: readonly Measure[],
  count: number | undefined,
  limits: Limits,
): Health {
  const judged = measures.map((measure) => ({
    ...measure,
    status:
      measure.medianMs === undefined
        ? ('over' as const)
        : statusOf(measure.medianMs, measure.kind === 'page' ? limits.pageMs : limits.callMs),
  }));
  const databases = count === undefined ? undefined : { count, status: statusOf(count, limits.databases) };
  const all = [...judged, ...(databases ? [databases] : [])].map(({ status }) => status);
  const status = (['over', 'near'] as const).find((worse) => all.includes(worse)) ?? 'ok';
  return { status, url, measures: judged, databases, limits };
}
