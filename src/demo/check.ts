import { takeCensus } from '../plan/statistics';
import { compilePlan } from '../plan/compile';
import { formatProblem } from '../plan/format';
import { loadPlan } from '../plan/load';
import { isError } from '../plan/problems';
import { demoVocabulary } from './vocabulary';

/**
 * Checks the demo's pages of a plan; a folder without any is fine.
 * @returns every problem, or else the figures, as lines
 */
export function checkDemo(folder: string): { failed: boolean; lines: string[] } {
  const sources = loadPlan(folder, 'demo');
  if (sources.length === 0) return { failed: false, lines: [] };
  const vocabulary = demoVocabulary();
  const { plan, problems } = compilePlan(sources, vocabulary);
  const lines = problems.map(formatProblem);
  if (problems.some(isError)) return { failed: true, lines };
  const { rules, cells } = takeCensus(plan, vocabulary);
  const safe = plan.files.flatMap((file) => file.rules).filter((rule) => rule.safe).length;
  const figures = `demo: ${String(rules)} rules (${String(safe)} of them safe on a live host), ${String(cells)} cells`;
  return { failed: false, lines: [...lines, figures] };
}
