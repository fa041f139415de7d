import { ok, warning, wrong, type PreflightCheck } from './check';

/** Tolerated difference between two clocks, in seconds: tokens, sessions and the ages of runs depend on them. */
const MAY_DIFFER_S = 60;

/**
 * Whether the install's clock agrees with this machine's.
 * @param date the `Date` header of an answer
 */
export function checkClock(date: string | undefined, now: Date = new Date()): PreflightCheck {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) {
    return warning('clock', 'the install does not report its time', 'compare it with this machine by hand');
  }
  const ahead = Math.round((theirs - now.getTime()) / 1000);
  if (Math.abs(ahead) <= MAY_DIFFER_S) return ok('clock', 'the install and this machine agree');
  return wrong(
    'clock',
    `the install is ${duration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} this machine`,
    'set both by NTP; sessions and the ages of orphans depend on them',
  );
}

/** Seconds, in the largest sensible unit. */
function duration(seconds: number): string {
  if (seconds < 120) return `${String(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${String(minutes)} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${String(hours)} h` : `${String(Math.round(hours / 24))} days`;
}
