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
import { keptOfPlan, readPlan, suiteOf, type CompiledSuite } from './compile';
import { PROFILES } from './profiles';

/** The module that generated specs import. */
const TESTS = path.resolve(import.meta.dirname, '../../fixtures/generated');

/** What was written for a plan. */
interface Written {
  problems: string | undefined;
  files: Record<TargetName, string[]>;
}

/** A spec, where it is written, and the page that it is made from. */
interface Spec {
  target: TargetName;
  spec: string;
  file: string;
  text: string;
}

/**
 * Compiles a plan and writes its specs, one per plan file, into the generated folder. If the plan has a
 * problem, every spec only reports it, so that nothing outdated runs. Unchanged specs are left untouched.
 *
 * @returns every problem of the plan as text, undefined when there is none; and the specs of each target with the pages that
 *   they are made from
 */
export function writeSpecs(folder: string): Written {
  const generated = generatedFolder(folder);
  let made: ReturnType<typeof makeSpecs>;
  try {
    const plan = readPlan(folder);
    made = keptOfPlan('specs', plan, () => makeSpecs(folder, suiteOf(plan)));
  } catch (error) {
    const message = messageOf(error);
    for (const spec of specsBelow(generated)) write(spec, generateBrokenSpec(message, folder));
    return { problems: message, files: { local: [], demo: [] } };
  }
  // Outside of the project, whose package.json says the same, Playwright would take them for CommonJS.
  write(path.join(generated, 'package.json'), '{ "type": "module" }\n');
  const files: Written['files'] = { local: [], demo: [] };
  for (const { target, spec, file, text } of made.specs) {
    write(spec, text);
    files[target].push(spec, file);
  }
  const written = new Set(Object.values(files).flat());
  for (const spec of specsBelow(generated)) if (!written.has(spec)) rmSync(spec, { force: true });
  return { problems: made.problems, files };
}

function makeSpecs(folder: string, suite: CompiledSuite): Pick<Written, 'problems'> & { specs: Spec[] } {
  const errors = suite.problems.filter(isError);
  const problems = errors.length > 0 ? formatProblems(errors) : undefined;
  const specs: Spec[] = [];
  const add = (target: TargetName, file: string, textOf: (spec: string, source: string) => string) => {
    const spec = specOf(folder, target, file);
    const source = relative(path.dirname(spec), file);
    const text = problems === undefined ? textOf(spec, source) : generateBrokenSpec(problems, source);
    specs.push({ target, spec, file, text });
  };
  for (const target of ['local', 'demo'] as const) {
    const rules = rulesById(suite.plans[target]);
    for (const file of suite.plans[target].files)
      add(target, file.file, (spec) => textOf(file, target, spec, rules));
  }
  const roles = suite.composed.length > 0 ? composeRoles(PLAN_SEED) : [];
  for (const page of suite.composed)
    add('local', page.file, (spec, source) =>
      generateComposedSpec(page, roles, {
        tests: relative(path.dirname(spec), TESTS),
        source,
      }),
    );
  return { problems, specs };
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
