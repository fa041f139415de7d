import type { Coverage } from '../engine/cell-runner';
import { LOCAL } from '../engine/local-profile';
import { vocabularyOf } from '../engine/profile';
import { isOwnPlan } from '../plan/folder';
import { formatPosition } from '../plan/format';
import { rulesByMethod } from '../plan/uncovered';
import { failsUncovered } from '../target/chosen-targets';
import { listedMethods } from '../target/installed-release';
import { finding, warning, type PreflightCheck } from '../target/preflight/check';
import type { RunState } from '../target/state';
import type { CompiledSuite } from './compile';

/** What a plan covers: the methods that its rules try, and those that it leaves out on purpose. */
export function coverageOf(
  { plans, uncovered = [] }: Pick<CompiledSuite, 'plans' | 'uncovered'>,
  environment: Readonly<Record<string, string | undefined>>,
): Coverage {
  const tried = rulesByMethod(plans.local, vocabularyOf(LOCAL)).keys();
  return {
    methods: new Set([...tried, ...uncovered.map(({ method }) => method)]),
    onlyNotes: !failsUncovered(environment),
  };
}

/**
 * Holds the methods that an install lists against a plan. A plan that is tried out is not compared, unless it says itself
 * what it leaves out.
 * @returns the methods that it knows nothing of, and what to say of entries that name none
 * @throws InstallError without an answer
 */
export async function compareCoverage(
  suite: CompiledSuite,
  state: RunState,
): Promise<{ missing: string[]; gone: PreflightCheck[] }> {
  if (!isOwnPlan() && !suite.uncovered) return { missing: [], gone: [] };
  const listed = await listedMethods(state);
  if (!listed) {
    const todo = 'methods that are new are found only where pages call them';
    return { missing: [], gone: [warning('methods', 'the install does not list its methods', todo)] };
  }
  const { methods } = coverageOf(suite, {});
  const gone = (suite.uncovered ?? [])
    // Endpoints are not listed.
    .filter(({ method }) => !method.includes(' ') && !listed.includes(method))
    .map(({ method, position }) =>
      finding('methods', `the install has no ${method}, which ${formatPosition(position)} leaves out`, true),
    );
  return { missing: listed.filter((method) => !methods.has(method)).sort(), gone };
}
