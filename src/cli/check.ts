import { formatCensus, takeCensus } from '../plan/statistics';
import type { Census } from '../plan/statistics';
import { compilePlan } from '../plan/compile';
import { compileDeployment } from '../deployment/plan/page';
import { formatProblem } from '../plan/format';
import { loadPlan } from '../plan/load';
import { isError } from '../plan/problems';
import { compileUpgrades } from '../upgrade/plan/page';
import type { Vocabulary } from '../plan/types';
import { table } from '../text/table';
import { messageOf } from '../target/message';

export interface CheckOptions {
  /** The plan's folder. */
  folder: string;
  vocabulary: Vocabulary;
  /** Take one or more lines without a line end. */
  out: (text: string) => void;
  err: (text: string) => void;
}

/**
 * `qa-plan check`: reads the plan and prints all that is wrong with it, or what it holds.
 * @returns the exit code: 1 where the plan has an error or can not be read, else 0
 */
export function runCheck({ folder, vocabulary, out, err }: CheckOptions): number {
  let sources, deployment, upgrades;
  try {
    sources = loadPlan(folder);
    deployment = compileDeployment(loadPlan(folder, 'deployment'), vocabulary.today);
    upgrades = loadPlan(folder, 'upgrade');
  } catch (error) {
    err(messageOf(error));
    return 1;
  }
  const { plan, problems: ofRules } = compilePlan(sources, vocabulary);
  const ofUpgrades = compileUpgrades(upgrades, plan, vocabulary).problems;
  const problems = [...ofRules, ...deployment.problems, ...ofUpgrades];
  for (const problem of problems) err(formatProblem(problem));
  const errors = problems.filter(isError).length;
  if (errors > 0) {
    err(
      `${String(errors)} ${errors === 1 ? 'problem' : 'problems'}; nothing runs before the plan is corrected`,
    );
    return 1;
  }
  const census = takeCensus(plan, vocabulary);
  out(formatRoles(census));
  out(formatCensus(census));
  return 0;
}

function formatRoles({ roles }: Census): string {
  const head = ['role', 'cells', 'allow', 'deny', 'hide', 'known gaps'];
  const rows = [...roles].map(([role, { total, allow, deny, hide, gaps }]) => [
    role,
    total,
    allow,
    deny,
    hide,
    gaps,
  ]);
  return table([head, ...rows], { align: ['left', 'right'] }).join('\n');
}
