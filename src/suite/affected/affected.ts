import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isOwnPlan } from '../../plan/folder';
import { loadPlan } from '../../plan/load';
import type { Rule } from '../../plan/types';
import type { TargetName } from '../../target/target';
import { CONTROLS } from '../../controls';
import { compileSuite, requirePlan } from '../compile';
import { PROFILES, vocabularies } from '../profiles';
import { changedSince, commonCommit, filesAt } from './git';
import { Imports } from './imports';
import { touchedInMathesar } from './mathesar';
import { isIndex, readOwners } from './owners';

/** The tests that a change can turn red. */
export interface Affected {
  /** Arguments of `npx playwright test`: files of the plan, rows as `file:line`, specs written by hand. */
  places: string[];
  /** A changed file that every cell uses, so that the places are the whole plan. */
  everywhere: string | undefined;
}

const TARGETS: readonly TargetName[] = ['local', 'demo'];
/** What prepares and runs every cell. */
const ROOTS = [
  'playwright.config.ts',
  'fixtures/prepare.ts',
  'fixtures/global-setup.ts',
  'fixtures/cells.ts',
];
const SPECS = ['tests/journeys', 'tests/demo'];

/**
 * Finds the rows of the plan that read otherwise than where this branch left another, or whose actions, controls or
 * positive control do; a file counts as changed when anything that it imports is. Uncommitted changes count too.
 * @param base a branch, tag or commit; undefined where the plan and the suite are taken as unchanged, without asking Git
 * @param mathesar a checkout of Mathesar, and a commit of it: what changed there counts too
 * @throws Error with the problems of the plan; GitError where Git does not know the base
 */
export async function findAffected(
  folder: string,
  base: string | undefined,
  mathesar?: { folder: string; base: string },
): Promise<Affected> {
  const suite = requirePlan(folder);
  const commit = base === undefined ? undefined : commonCommit(base);
  const changed = new Set(commit === undefined ? [] : changedSince(commit));
  const owners = await readOwners();
  const imports = new Imports();
  const written = new Set(owners.values());
  const shared = new Set(
    ROOTS.flatMap((root) => [...imports.of(root, (file) => written.has(file) || isIndex(file))]),
  );
  // An index that changed with a file which it lists only follows that file.
  const isAlone = (index: string) =>
    ![...changed].some((file) => file !== index && path.posix.dirname(file) === path.posix.dirname(index));
  const isShared = (file: string) =>
    shared.has(file) ||
    (isIndex(file) && isAlone(file)) ||
    file === 'package-lock.json' ||
    file.startsWith('stand-in/src/');
  const pageNames = [...new Set(CONTROLS.map(({ page }) => page.name))];
  const touched = mathesar && touchedInMathesar(mathesar.folder, mathesar.base, pageNames);
  const isTouched = (methods: readonly string[]) => methods.some((method) => touched?.methods.has(method));
  const everywhere =
    [...changed].find(isShared) ?? (touched?.everywhere && `${touched.everywhere} of Mathesar`);
  const isChanged = (file: string) => [...imports.of(file, isIndex)].some((each) => changed.has(each));

  const before = commit === undefined ? undefined : rulesAt(commit, folder);
  const differs = (rule: Rule, target: TargetName): boolean => {
    const { actions, controls } = PROFILES[target];
    const offers = rule.offers.map((name) => controls.named(name));
    const used = [actions.get(rule.action.name), ...offers];
    if (isTouched(actions.get(rule.action.name)?.info.methods ?? [])) return true;
    if (offers.length > 0 && touched?.everyPage) return true;
    if (offers.some(({ page }) => touched?.pages.has(page.name))) return true;
    if (before && before.get(rule.id) !== textOf(rule)) return true;
    return used.some((each) => isChanged(owners.get(each) ?? ''));
  };
  const rows = TARGETS.flatMap((target) => {
    const { files } = suite.plans[target];
    const rules = new Map(files.flatMap((file) => file.rules.map((rule) => [rule.id, rule])));
    const isAffected = (rule: Rule) => {
      const control = rules.get(rule.positiveControl ?? rule.id) ?? rule;
      return everywhere !== undefined || differs(rule, target) || differs(control, target);
    };
    return files.flatMap((file) => {
      const affected = file.rules.filter(isAffected);
      if (affected.length === file.rules.length) return [file.file];
      return affected.map(({ position }) => `${position.file}:${String(position.line)}`);
    });
  });
  const isTouchedAtAll = touched !== undefined && touched.methods.size + touched.pages.size > 0;
  const composed = suite.composed.flatMap(({ file }) =>
    everywhere !== undefined || isTouchedAtAll || changed.has(file) || isChanged('fixtures/composed.ts')
      ? [file]
      : [],
  );
  const kinds = (['deployment', 'upgrade'] as const).filter((kind) =>
    loadPlan(folder, kind).some(({ file }) => changed.has(file)),
  );
  const specs = SPECS.filter(() => isOwnPlan(folder)).flatMap((each) => specsIn(each));
  const isSpecAffected = (spec: string) =>
    isTouchedAtAll ||
    isChanged(spec) ||
    kinds.some((kind) => imports.of(spec, isIndex).has(`src/${kind}/plan/page.ts`));
  return {
    places: [
      ...rows,
      ...composed,
      ...specs.filter((spec) => everywhere !== undefined || isSpecAffected(spec)),
    ],
    everywhere,
  };
}

const specsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => `${folder}/${name}`);

/** The rules that a plan's folder had at a commit, as text by ID; those that can not be read now are missing. */
function rulesAt(commit: string, folder: string): ReadonlyMap<string, string> {
  const old = mkdtempSync(path.join(tmpdir(), 'qa-plan-affected-'));
  try {
    for (const { name, text } of filesAt(commit, path.posix.normalize(folder)))
      writeFileSync(path.join(old, name), text);
    const { plans } = compileSuite(old, vocabularies({ partial: true }));
    const files = TARGETS.flatMap((target) => plans[target].files);
    return new Map(files.flatMap((file) => file.rules.map((rule) => [rule.id, textOf(rule)])));
  } finally {
    rmSync(old, { recursive: true });
  }
}

/** All that a rule says, wherever it stands. */
const textOf = (rule: Rule) =>
  JSON.stringify(rule, (key, value: unknown) => (key === 'position' ? undefined : value));
