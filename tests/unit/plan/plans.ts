import type { PlanSource } from '../../../src/plan/compile';
import { compilePlan } from '../../../src/plan/compile';
import { formatProblems } from '../../../src/plan/format';
import type { Plan, PlanFile, Rule } from '../../../src/plan/types';
import { vocabulary } from './vocabulary';

const HEADER = ['ID', 'Rule', 'Action', 'admin', 'editor', 'viewer', 'outsider', 'anonymous'];
const CELLS = 'allow | allow | allow | deny: collaborator | deny: login';

/** A matrix with the given rows and, where wanted, further columns. */
export function matrix(rows: readonly string[], more: readonly string[] = []): string {
  const header = [...HEADER, ...more];
  const lines = [header.join(' | '), header.map(() => '--').join(' | '), ...rows];
  return lines.map((line) => `| ${line} |\n`).join('');
}

/** A row of {@link matrix}, well-formed where nothing else is said. */
export function row(
  id: string,
  { rule = 'Get a record', action = 'records.get', cells = CELLS } = {},
): string {
  return `${id} | ${rule} | \`${action}\` | ${cells}`;
}

/** A plan file's text. */
export function planText(area: string, body: string, more = ''): string {
  return `---\narea: ${area}\n${more}---\n\n${body}`;
}

/** A file that covers every method of the vocabulary, so that a test's own file need not. */
export function coveringFile(): PlanSource {
  const actions = [...vocabulary.actions.keys()];
  const rows = actions.map((action, index) => row(`COV-${String(index)}`, { action }));
  return { file: 'qa-plan/covering.md', text: planText('covering', matrix(rows)) };
}

/**
 * Compiles one file beside the covering one.
 * @throws with the problems as they are printed, where there are any
 */
export function compileFile(body: string, frontMatter = ''): PlanFile {
  const { plan, problems } = compilePlan(
    [{ file: 'qa-plan/area.md', text: planText('area', body, frontMatter) }, coveringFile()],
    vocabulary,
  );
  if (problems.length > 0) throw new Error(formatProblems(problems));
  return first(plan);
}

/** The rule of a plan file that has just one. */
export function onlyRule(file: PlanFile): Rule {
  const [rule, second] = file.rules;
  if (rule === undefined || second !== undefined) throw new Error(`${String(file.rules.length)} rules`);
  return rule;
}

function first(plan: Plan): PlanFile {
  const [file] = plan.files;
  if (file === undefined) throw new Error('no file');
  return file;
}
