import type { Limit, Limits } from './limits';

/** How near the point to scale a demo is; no answer counts as past it. */
export type Status = 'ok' | 'near' | 'over';

/** The measurement of one page or call. */
export interface Measure {
  name: string;
  kind: 'page' | 'call';
  /** In milliseconds; undefined when there was no answer, or a wrong one. */
  medianMs: number | undefined;
  /** Why there is no median. */
  problem: string | undefined;
}

/** The measurements and the conclusion. */
export interface Health {
  status: Status;
  url: string;
  /** Each with a status of its own. */
  measures: (Measure & { status: Status })[];
  /** Connected databases; undefined when they could not be counted. */
  databases: { count: number; status: Status } | undefined;
  limits: Limits;
}

/** The status of a value. */
export function statusOf(value: number, { near, over }: Limit): Status {
  if (value >= over) return 'over';
  return value >= near ? 'near' : 'ok';
}

/** Concludes with the worst status of all measurements. */
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
