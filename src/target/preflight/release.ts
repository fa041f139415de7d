import type { CommonData } from '../common-data';
import { ok, warning, type PreflightCheck } from './check';

/** Releases whose answers were recorded. A build of 0.11.0 reports the release before it. */
const KNOWN_RELEASES = ['0.10.1', '0.11.0'];

/** Which release runs, and whether the suite knows it. */
export function checkRelease({ current_release_tag_name: release }: CommonData): PreflightCheck {
  if (release === undefined) {
    return warning(
      'release',
      'the home page does not tell which release runs',
      'open it in a browser; a failing cell may be the release’s and not the permission’s',
    );
  }
  if (KNOWN_RELEASES.includes(release)) return ok('release', release);
  return warning(
    'release',
    `${release}, which the suite does not know; it knows ${KNOWN_RELEASES.join(' and ')}`,
    'failing cells may be changes of the program: read them as such',
  );
}
