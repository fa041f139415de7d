import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { placeOf } from '../controls/control';
import { composeRoles, PLAN_SEED } from '../compose/compose';
import { generateComposedSpec } from '../compose/plan/generate-spec';
import { generatedFolder, specsBelow } from '../plan/folder';
import { formatProblems } from '../plan/format';
import { generateBrokenSpec, generateSpec } from '../plan/generate-spec';
import { isError } from '../plan/problems';
import type { Plan, PlanFile, Rule } from '../plan/types';
import { writeAtomically } from '../plan/write-atomically';
import { messageOf } from '../target/message';
import type { TargetName } from '../target/target';
import { suiteOf, type CompiledSuite } from './compile';
import { PROFILES } from './profiles';

/** The module that generated specs import. */
const TESTS = path.resolve(import.meta.dirname, '../../fixtures/generated');

/** What was written for a plan. */
interface Written {
  problems: string | undefined;
  files: Record<TargetName, string[]>;
}

/**
 * Compiles a plan and writes its specs, one per plan file, into the generated folder. If the plan has a
 * problem, every spec only reports it, so that nothing outdated runs. Unchanged specs are left untouched.
 *
 * @returns every problem of the plan as text, undefined when there is none; and the specs of each target with the pages that
 *   they are made from
 */
export function writeSpecs(folder: string): Written {
  let suite: CompiledSuite;
  try {
    suite = suiteOf(folder);
  } catch (error) {
    const message = messageOf(error);
    for (const spec of specsBelow(generatedFolder(folder))) write(spec, generateBrokenSpec(message, folder));
    return { problems: message, files: { local: [], demo: [] } };
  }
  const errors = suite.problems.filter(isError);
  const broken = errors.length > 0 ? formatProblems(errors) : undefined;
  // Outside of the project, whose package.json says the same, Playwright would take them for CommonJS.
  write(path.join(generatedFolder(folder), 'package.json'), '{ "type": "module" }\n');
  const files: Written['files'] = { local: [], demo: [] };
  const writeSpec = (target: TargetName, file: string, textOf: (spec: string, source: string) => string) => {
    const spec = specOf(folder, target, file);
    const source = relative(path.dirname(spec), file);
    write(spec, broken === undefined ? textOf(spec, source) : generateBrokenSpec(broken, source));
    files[target].push(spec, file);
  };
  for (const target of ['local', 'demo'] as const) {
    const rules = rulesById(suite.plans[target]);
    for (const file of suite.plans[target].files)
      writeSpec(target, file.file, (spec) => textOf(file, target, spec, rules));
  }
  const roles = suite.composed.length > 0 ? composeRoles(PLAN_SEED) : [];
  for (const page of suite.composed)
    writeSpec('local', page.file, (spec, source) =>
      generateComposedSpec(page, roles, {
        tests: relative(path.dirname(spec), TESTS),
        source,
      }),
    );
  const written = new Set(Object.values(files).flat());
  for (const spec of specsBelow(generatedFolder(folder)))
    if (!written.has(spec)) rmSync(spec, { force: true });
  return { problems: broken, files };
}

function textOf(file: PlanFile, target: TargetName, spec: string, rules: ReadonlyMap<string, Rule>): string {
  const own = new Set(file.rules.map(({ id }) => id));
  const { controls } = PROFILES[target];
  return generateSpec(file, {
    tests: relative(path.dirname(spec), TESTS),
    source: relative(path.dirname(spec), file.file),
    positiveControls: file.rules.flatMap(({ positiveControl: id = '' }) =>
      own.has(id) ? [] : (rules.get(id) ?? []),
    ),
    placeOf: (control, { action }) => placeOf(controls.named(control), action.args),
  });
}

/** `tests/generated/local/qa-plan/records.md.spec.js` */
function specOf(folder: string, target: TargetName, file: string): string {
  const name = `${path.basename(file)}.spec.js`;
  return path.join(generatedFolder(folder), target, path.basename(folder), name);
}

/** A path for imports and source maps. */
function relative(from: string, to: string): string {
  const written = path.relative(from, to).split(path.sep).join('/');
  return written.startsWith('.') ? written : `./${written}`;
}

function write(file: string, text: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeAtomically(file, text);
}

const rulesById = (plan: Plan) =>
  new Map(plan.files.flatMap((file) => file.rules.map((rule) => [rule.id, rule])));
