import { compileSuite, type CompiledSuite } from '../suite/compile';
import { formatProblems } from '../plan/format';
import { isError } from '../plan/problems';
import {
  formatStatistics,
  formatDemoStatistics,
  planStatistics,
  type PlanStatistics,
} from '../plan/statistics';
import type { Vocabulary } from '../plan/types';
import { messageOf } from '../target/message';
import type { TargetName } from '../target/target';
import { table } from '../text/terminal';

export interface CheckOptions {
  /** The plan's folder. */
  folder: string;
  /** The names that the targets' plans may use. */
  names: Record<TargetName, Vocabulary>;
  /** Print one or more lines; given without a final line end. */
  out: (text: string) => void;
  err: (text: string) => void;
}

/**
 * `qa-plan check`: reads the plan and prints all its problems, or else its figures.
 * @returns the exit code: 1 when the plan has an error or can not be read, else 0
 */
export function runCheck({ folder, names, out, err }: CheckOptions): number {
  let suite: CompiledSuite;
  try {
    suite = compileSuite(folder, names);
  } catch (error) {
    err(messageOf(error));
    return 1;
  }
  const { plans, problems, requirements, upgrades, composed } = suite;
  if (problems.length > 0) err(formatProblems(problems));
  const errors = problems.filter(isError).length;
  if (errors > 0) {
    err(
      `${String(errors)} ${errors === 1 ? 'problem' : 'problems'}; nothing runs until the plan is corrected`,
    );
    return 1;
  }
  const statistics = planStatistics(plans.local, names.local);
  out(formatRoles(statistics));
  out(formatStatistics(statistics));
  if (plans.demo.files.length > 0) out(formatDemoStatistics(plans.demo, names.demo));
  if (requirements.length > 0) out(`deployment: ${String(requirements.length)} privileges`);
  const questions = composed.flatMap(({ rules }) => rules).length;
  if (questions > 0) out(`composed roles: ${String(questions)} questions`);
  for (const { from, to, changes } of upgrades)
    out(`upgrade from ${from} to ${to}: ${String(changes.length)} changes`);
  return 0;
}

function formatRoles({ roles }: PlanStatistics): string {
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
