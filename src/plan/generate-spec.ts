import { GenMapping, maybeAddSegment, toEncodedMap } from '@jridgewell/gen-mapping';
import { cellsInOrder, offersInOrder, type Place } from './order';
import type { PlanFile, Position, Rule } from './types';

/** What a generated spec needs beside its plan file. */
export interface SpecOptions {
  /** Where the spec imports the cells' tests from, relative to it. */
  tests: string;
  /** The plan file, relative to the spec. */
  source: string;
  /** Rules of other files that are the positive control of a rule of this one. */
  positiveControls: readonly Rule[];
  /** Where a control is, for the arguments of a rule. */
  placeOf: (control: string, rule: Rule) => Place;
}

/**
 * Writes the Playwright spec of a plan file: one test per cell on the API, then one per cell and control on pages. Each
 * test is a line of its own, which the inline source map leads back to the cell, so that Playwright locates the test in
 * the Markdown.
 *
 * @returns JavaScript; the same text for the same plan
 */
export function generateSpec(
  file: PlanFile,
  { tests, source, positiveControls, placeOf }: SpecOptions,
): string {
  const { title, rules, position } = file;
  const lines: { text: string; at?: Position }[] = [
    {
      text: `// Generated from ${file.file}, which is the file to edit: this one is written anew before every run.`,
    },
    { text: `import { apiTest, cellsOf, pageTest } from ${JSON.stringify(tests)};` },
    { text: `const cells = cellsOf(${JSON.stringify({ rules, positiveControls })});` },
    { text: `apiTest.describe(${JSON.stringify(title)}, () => {`, at: position },
  ];
  for (const rule of rules) {
    if (!rule.surfaces.includes('api')) continue;
    for (const { role, position: at } of cellsInOrder(rule))
      lines.push({ text: `apiTest(...cells.api(${argumentsOf(rule.id, role)}));`, at });
  }
  for (const { rule, cell, control } of offersInOrder(rules, placeOf))
    lines.push({
      text: `pageTest(...cells.page(${argumentsOf(rule.id, cell.role, control)}));`,
      at: cell.position,
    });
  lines.push({ text: '});' });
  return withSourceMap(lines, source);
}

/** A spec that only says why its plan file can not run: a run must never go on with what was compiled before. */
export function generateBrokenSpec(problems: string, source: string): string {
  return withSourceMap([{ text: `throw new Error(${JSON.stringify(problems)});`, at: FIRST_LINE }], source);
}

const FIRST_LINE = { file: '', line: 1, column: 1 };

const argumentsOf = (...texts: string[]) => texts.map((text) => JSON.stringify(text)).join(', ');

/**
 * Writes lines of a spec whose tests are to be located in Markdown.
 * @param lines with the place that each leads back to
 * @param source the Markdown file, relative to the spec
 */
export function withSourceMap(lines: readonly { text: string; at?: Position }[], source: string): string {
  const map = new GenMapping();
  for (const [index, { at }] of lines.entries())
    if (at) maybeAddSegment(map, index, 0, source, at.line - 1, at.column - 1);
  const encoded = Buffer.from(JSON.stringify(toEncodedMap(map))).toString('base64');
  const text = lines.map((line) => line.text).join('\n');
  return `${text}\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${encoded}\n`;
}
