import type { FrontMatter } from './front-matter';
import { cellsOnPages } from './order';
import type { Problems } from './problems';
import type { RowDraft } from './row';
import type { SourceText } from './source-text';
import { nearest } from './suggest';
import type { Rule, Vocabulary } from './types';

/** Playwright's cost grows with the square of the tests in a file: above this a file is better split. */
export const CELLS_PER_FILE = 200;

/** A plan file as far as it could be read. */
export interface FileDraft {
  source: SourceText;
  area: string;
  frontMatter: FrontMatter;
  rows: RowDraft[];
  /** Whether its Markdown could be read. */
  isRead: boolean;
}

/** Reports what only shows when all files are seen together. */
export function checkAcross(files: readonly FileDraft[], vocabulary: Vocabulary, problems: Problems): void {
  checkAreas(files, problems);
  const rules = checkIds(files, problems);
  for (const file of files) {
    for (const row of file.rows) checkPositiveControl(row, rules, problems);
    checkSize(file, problems);
  }
  checkCoverage(files, vocabulary, problems);
}

function checkAreas(files: readonly FileDraft[], problems: Problems): void {
  const first = new Map<string, string>();
  for (const { area, source } of files) {
    const other = first.get(area);
    if (other === undefined) first.set(area, source.file);
    else
      problems.error(source.at(0), `area "${area}" is the area of ${other} too`, ['rename one of the files']);
  }
}

function checkIds(files: readonly FileDraft[], problems: Problems): Map<string, RowDraft> {
  const rules = new Map<string, RowDraft>();
  for (const row of files.flatMap((file) => file.rows)) {
    if (row.id === undefined) continue;
    const first = rules.get(row.id);
    if (first === undefined) rules.set(row.id, row);
    else {
      const place = `${first.position.file}:${String(first.position.line)}`;
      problems.error(row.position, `ID ${row.id} is taken by the rule at ${place}`, [
        'give the rule an ID of its own',
      ]);
    }
  }
  return rules;
}

function checkPositiveControl(row: RowDraft, rules: ReadonlyMap<string, RowDraft>, problems: Problems): void {
  const name = row.id ?? 'the rule';
  if (!row.checks) {
    problems.error(row.position, `${name} checks nothing: it applies to no role`);
  } else if (row.allows === false && row.positiveControl === undefined) {
    problems.error(
      row.position,
      `${name} allows no role and has no positive control, so no denial of it is proven`,
      ['name in a Positive control column the rule whose allowed cell shows that the attempt works'],
    );
  }
  if (row.positiveControl === undefined) return;
  const { id, position } = row.positiveControl;
  const positiveControl = rules.get(id);
  if (id === row.id) {
    problems.error(position, `${id} is its own positive control`, [
      'name another rule, which allows some role',
    ]);
  } else if (positiveControl?.allows === false) {
    problems.error(position, `positive control ${id} allows no role, so it proves nothing`, [
      'name a rule that allows one',
    ]);
  } else if (positiveControl === undefined) {
    problems.error(position, `unknown rule "${id}"`, ['Positive control names the ID of another rule']);
  }
}

function checkSize({ source, rows }: FileDraft, problems: Problems): void {
  const perSurface = new Map<string, number>();
  for (const { rule } of rows) {
    if (rule === undefined) continue;
    const cells = rule.cells.filter((cell) => cell.expectation.kind !== 'none').length;
    const count = (surface: string, number: number) =>
      perSurface.set(surface, (perSurface.get(surface) ?? 0) + number);
    if (rule.surfaces.includes('api')) count('api', cells);
    count('ui', cellsOnPages(rule).length * rule.offers.length);
  }
  const largest = Math.max(0, ...perSurface.values());
  if (largest <= CELLS_PER_FILE) return;
  problems.warning(source.at(0), `${String(largest)} cells for one surface are many for one file`, [
    `the run slows down with the square of them; split the area at about ${String(CELLS_PER_FILE)}`,
  ]);
}

function checkCoverage(files: readonly FileDraft[], vocabulary: Vocabulary, problems: Problems): void {
  const covered = new Set(
    files.flatMap(({ rows }) => rows.filter((row) => row.checks).flatMap((row) => row.action?.methods ?? [])),
  );
  const patterns = files.flatMap((file) =>
    file.frontMatter.covers.map((span) => ({ file, span, matches: matcher(span.text) })),
  );
  for (const { file, span, matches } of patterns) {
    if (vocabulary.methods.some(matches)) continue;
    const meant = nearest(span.text, vocabulary.methods);
    const question = meant === undefined ? '' : `; did you mean ${meant}?`;
    problems.error(
      file.source.at(span.offset),
      `covers "${span.text}" matches no method of the install${question}`,
    );
  }
  if (vocabulary.partial) return;
  // The most exact pattern says which file answers for a method.
  patterns.sort((a, b) => b.span.text.length - a.span.text.length);
  for (const method of vocabulary.methods) {
    if (covered.has(method)) continue;
    const owner = patterns.find(({ matches }) => matches(method))?.file;
    const position = owner?.source.at(0) ?? { file: folderOf(files), line: 1, column: 1 };
    problems.error(
      position,
      `no rule covers the method ${method}`,
      coverageHints(method, vocabulary, owner?.area),
    );
  }
}

function coverageHints(method: string, vocabulary: Vocabulary, area = '<area>'): string[] {
  const actions = [...vocabulary.actions.values()].filter((action) => action.methods.includes(method));
  if (actions.length === 0) {
    return [`no action exercises it; add one to ${vocabulary.actionFile(area)} and a rule for it`];
  }
  return [`add a rule with the action ${actions.map((action) => action.name).join(' or ')}`];
}

/** The folder of the plan as its files are printed. */
function folderOf(files: readonly FileDraft[]): string {
  return /^(.*)\/[^/]*$/s.exec(files[0]?.source.file ?? '')?.[1] ?? 'qa-plan';
}

/** Whether a method fits a pattern of a page's front matter, in which `*` stands for any text. */
export function matcher(pattern: string): (method: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`, 's');
  return (method) => expression.test(method);
}

/** The methods and endpoints that the rules' actions exercise. */
export function coveredMethods(rules: readonly Rule[], vocabulary: Vocabulary): Set<string> {
  const exercised = rules
    .filter((rule) => rule.cells.some((cell) => cell.expectation.kind !== 'none'))
    .flatMap((rule) => vocabulary.actions.get(rule.action.name)?.methods ?? []);
  const known = new Set(vocabulary.methods);
  return new Set(exercised.filter((method) => known.has(method)));
}
