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

/** Whether installs are compared with a plan: one that is tried out is not, unless it says itself what it leaves out. */
const isCompared = ({ uncovered }: Pick<CompiledSuite, 'uncovered'>): boolean =>
  isOwnPlan() || uncovered !== undefined;

/** What a plan covers: the methods that its rules try, and those that it leaves out on purpose. */
export function coverageOf(
  suite: Pick<CompiledSuite, 'plans' | 'uncovered'>,
  environment: Readonly<Record<string, string | undefined>>,
): Coverage {
  return {
    methods: isCompared(suite) ? coveredBy(suite) : undefined,
    onlyNotes: !failsUncovered(environment),
  };
}

function coveredBy({ plans, uncovered = [] }: Pick<CompiledSuite, 'plans' | 'uncovered'>): Set<string> {
  const tried = rulesByMethod(plans.local, vocabularyOf(LOCAL)).keys();
  return new Set([...tried, ...uncovered.map(({ method }) => method)]);
}

/**
 * Holds the methods that an install lists against a plan, if they are compared.
 * @returns the methods that it knows nothing of, and what to say of entries that name none
 * @throws InstallError without an answer
 */
export async function compareCoverage(
  suite: CompiledSuite,
  state: RunState,
): Promise<{ missing: string[]; gone: PreflightCheck[] }> {
  if (!isCompared(suite)) return { missing: [], gone: [] };
  const listed = await listedMethods(state);
  if (!listed) {
    const todo = 'methods that are new are found only where pages call them';
    return { missing: [], gone: [warning('methods', 'the install does not list its methods', todo)] };
  }
  const methods = coveredBy(suite);
  const gone = (suite.uncovered ?? [])
    // Endpoints are not listed.
    .filter(({ method }) => !method.includes(' ') && !listed.includes(method))
    .map(({ method, position }) =>
      finding('methods', `the install has no ${method}, which ${formatPosition(position)} leaves out`, true),
    );
  return { missing: listed.filter((method) => !methods.has(method)).sort(), gone };
}
