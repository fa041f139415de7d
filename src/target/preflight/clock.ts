import { ok, warning, wrong, type PreflightCheck } from './check';

/** Seconds by which two clocks may differ: tokens, sessions and the ages of runs are told by them. */
const MAY_DIFFER_S = 60;

/**
 * Whether the install's clock is this machine's.
 * @param date as the install wrote it into its answer
 */
export function checkClock(date: string | undefined, now: Date = new Date()): PreflightCheck {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) {
    return warning('clock', 'the install does not tell its time', 'compare it with this machine by hand');
  }
  const ahead = Math.round((theirs - now.getTime()) / 1000);
  if (Math.abs(ahead) <= MAY_DIFFER_S) return ok('clock', 'the install and this machine agree');
  return wrong(
    'clock',
    `the install is ${duration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} this machine`,
    'set both by NTP; sessions and the ages of orphans are told by them',
  );
}

/** Seconds in the largest unit that says enough. */
function duration(seconds: number): string {
  if (seconds < 120) return `${String(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${String(minutes)} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${String(hours)} h` : `${String(Math.round(hours / 24))} days`;
}
