import type { CommonData } from '../common-data';
import { remarkOn, tooOld } from '../releases';
import { ok, warning, wrong, type PreflightCheck } from './check';

/** Which release runs, and whether the suite knows it. */
export function checkRelease({ current_release_tag_name: release }: CommonData): PreflightCheck {
  if (release === undefined) {
    return warning(
      'release',
      'the home page does not name the release',
      'open it in a browser; a cell may fail because of the release, not the permission',
    );
  }
  const old = tooOld(release);
  if (old) return wrong('release', old.says, old.todo);
  const remark = remarkOn(release);
  return remark ? warning('release', remark.says, remark.todo) : ok('release', release);
}
