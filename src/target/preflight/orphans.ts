import { count } from '../../text/terminal';
import { CallFailed } from '../client';
import { findOrphans, type Reach } from '../orphans';
import { livingRuns } from '../run-lock';
import { finding, ok, warning, type PreflightCheck } from './check';

/**
 * Whether crashed runs left orphans.
 * @param install name of the install for `qa-plan sweep`
 */
export async function checkOrphans(reach: Reach, install: string): Promise<PreflightCheck> {
  const [found, living] = await Promise.all([
    findOrphans(reach).catch((error: unknown) => {
      if (error instanceof CallFailed) return error;
      throw error;
    }),
    reach.witness === undefined ? new Set<string>() : livingRuns(reach.witness),
  ]);
  if (found instanceof CallFailed)
    return finding('orphans', `could not be looked for: ${found.message}, to the administrator`);
  const runs = new Set(found.map(({ run }) => run));
  const underWay = [...runs].filter((run) => living.has(run));
  const also = underWay.length === 0 ? '' : `; ${count(underWay.length, 'other run')} under way`;
  const left = found.filter(({ run }) => !living.has(run));
  if (left.length === 0) return ok('orphans', `none${also}`);
  const crashed = runs.size - underWay.length;
  return warning(
    'orphans',
    `${count(left.length, 'object')} of ${count(crashed, 'run')} that ended early, or that ${crashed === 1 ? 'is' : 'are'} under way${also}`,
    `see and remove them: npx qa-plan sweep --install ${install}`,
  );
}
