import type { CommonData } from '../common-data';
import { ok, warning, type PreflightCheck } from './check';

/** Releases with recorded answers. A build of 0.11.0 reports the previous release. */
const KNOWN_RELEASES = ['0.10.1', '0.11.0'];

/** Which release runs, and whether the suite knows it. */
export function checkRelease({ current_release_tag_name: release }: CommonData): PreflightCheck {
  if (release === undefined) {
    return warning(
      'release',
      'the home page does not name the release',
      'open it in a browser; a cell may fail because of the release, not the permission',
    );
  }
  if (KNOWN_RELEASES.includes(release)) return ok('release', release);
  return warning(
    'release',
    `${release}, which the suite does not know; it knows ${KNOWN_RELEASES.join(' and ')}`,
    'failing cells may be changes in the program',
  );
}
