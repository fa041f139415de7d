import path from 'node:path';
import { compileComposed, type ComposedPage } from '../compose/plan/page';
import { compileDeployment, type Requirement } from '../deployment/plan/page';
import { LISTED_PAGES } from '../controls/contents';
import { compilePlan } from '../plan/compile';
import type { Disclosure } from '../plan/disclosure/kinds';
import { compileDisclosure } from '../plan/disclosure/page';
import { isOwnPlan, OWN_PLAN_FOLDER, PLAN_FOLDER } from '../plan/folder';
import { formatProblems } from '../plan/format';
import { compileKnownControls, type PageContents } from '../plan/known-controls';
import { CODE, KEPT, kept } from '../plan/kept';
import { loadPages, loadPlan, pagesOfKind, type LoadedPage } from '../plan/load';
import { isError } from '../plan/problems';
import type { PageKind, Plan, Problem, Vocabulary } from '../plan/types';
import { compileUncovered, type Uncovered } from '../plan/uncovered';
import type { TargetName } from '../target/target';
import { compileUpgrades, type UpgradePlan } from '../upgrade/plan/page';
import { vocabularyOf } from '../engine/profile';
import { LOCAL } from '../engine/local-profile';
import { vocabularies } from './profiles';

/** How many compiled plans are kept. */
const MOST = 20;

/** The compiled pages of a plan's folder. */
export interface CompiledSuite {
  /** The matrices of each target. */
  plans: Record<TargetName, Plan>;
  /** The privileges that deployments need. */
  requirements: Requirement[];
  /** What upgrades may change. */
  upgrades: UpgradePlan[];
  /** What is asked as composed roles. */
  composed: ComposedPage[];
  /** What the pages of a local install may have. */
  contents: PageContents;
  /** The methods that no rule tries, on purpose; undefined for a plan that says nothing of it. */
  uncovered: Uncovered[] | undefined;
  /** All problems of all pages. */
  problems: Problem[];
}

/**
 * Compiles every page of a folder.
 * @param names the names that the targets' plans may use
 * @param pages those of the folder, where they were read already
 * @throws Error when the folder can not be read
 */
export function compileSuite(
  folder: string,
  names: Record<TargetName, Vocabulary>,
  pages = loadPages(folder),
): CompiledSuite {
  const pagesOf = (kind: PageKind) => pagesOfKind(pages, kind);
  const lists = pagesOf('uncovered');
  const { uncovered: left } = compileUncovered(lists, { files: [] }, names.local);
  const isLeft = (method: string) => left.some((each) => each.method === method);
  const methods = names.local.methods.filter((method) => !isLeft(method));
  const local = compilePlan(pagesOf('permissions'), { ...names.local, methods });
  const uncovered = compileUncovered(lists, local.plan, names.local);
  const demoSources = pagesOf('demo');
  const demo =
    demoSources.length > 0 ? compilePlan(demoSources, names.demo) : { plan: { files: [] }, problems: [] };
  const deployment = compileDeployment(pagesOf('deployment'), names.local.today);
  const upgrade = compileUpgrades(pagesOf('upgrade'), local.plan, names.local);
  const composed = compileComposed(pagesOf('composed'), names.local);
  const disclosure = compileDisclosures(folder, names, pagesOf('disclosure'));
  const controls = compileKnownControls(pagesOf('controls'), local.plan, names.local, LISTED_PAGES);
  return {
    plans: { local: local.plan, demo: demo.plan },
    requirements: deployment.requirements,
    upgrades: upgrade.upgrades,
    composed: composed.pages,
    contents: controls.contents,
    uncovered: lists.length > 0 ? uncovered.uncovered : undefined,
    problems: [local, demo, deployment, upgrade, composed, disclosure, controls, uncovered].flatMap(
      ({ problems }) => problems,
    ),
  };
}

/** A plan as it was read, so that what is made of it is of these pages, whatever is edited meanwhile. */
export interface ReadPlan {
  folder: string;
  pages: LoadedPage[];
  /** All that a compiled plan depends on, the suite's code apart. */
  source: string;
}

/** Reads the plan of a folder. @throws Error when the folder can not be read */
export function readPlan(folder: string): ReadPlan {
  const pages = loadPages(folder);
  return {
    folder,
    pages,
    source: JSON.stringify([process.cwd(), folder, vocabularyOf(LOCAL).today, pages]),
  };
}

/** What is made of a plan by the suite's code; kept for other processes where that code has a name. */
export function keptOfPlan<Value>(kind: string, { source }: ReadPlan, make: () => Value): Value {
  if (CODE === undefined) return make();
  return kept({ folder: path.join(KEPT, kind), most: MOST }, [CODE, source], make);
}

/** What was compiled last in this process, and from what. */
let last: { source: string; suite: CompiledSuite } | undefined;

/** A plan with all names that this suite knows; compiled once as long as its pages stay as they are. */
export function suiteOf(plan: ReadPlan): CompiledSuite {
  const { folder, pages, source } = plan;
  if (last?.source === source) return last.suite;
  const suite = keptOfPlan('suites', plan, () =>
    compileSuite(folder, vocabularies({ partial: !isOwnPlan(folder) }), pages),
  );
  last = { source, suite };
  return suite;
}

/**
 * The plan of this run, from the folder that the environment names, or the project's own.
 * @throws Error with all problems of the plan
 */
export function requirePlan(folder = PLAN_FOLDER): CompiledSuite {
  const suite = suiteOf(readPlan(folder));
  const errors = suite.problems.filter(isError);
  if (errors.length > 0) throw new Error(formatProblems(errors));
  return suite;
}

/** The pages of who may be told what; only the project's own plan must have one. */
function compileDisclosures(
  folder: string,
  { local, demo }: Record<TargetName, Vocabulary>,
  sources = loadPlan(folder, 'disclosure'),
) {
  if (sources.length === 0 && !isOwnPlan(folder)) return { disclosure: undefined, problems: [] };
  const roles = [...new Set([...local.roles, ...demo.roles])];
  return compileDisclosure(sources, { ...local, roles });
}

/** Who may be told what, from this run's plan, or from the project's own where that says nothing of it. */
export const disclosureOfRun = (): Disclosure =>
  compileDisclosures(PLAN_FOLDER, vocabularies()).disclosure ??
  compileDisclosures(OWN_PLAN_FOLDER, vocabularies()).disclosure ??
  new Map();

/** The privileges that deployments need, from this run's plan; {@link compileSuite} tells the problems. */
export const deploymentRequirements = (): Requirement[] =>
  compileDeployment(loadPlan(PLAN_FOLDER, 'deployment'), vocabularyOf(LOCAL).today).requirements;
