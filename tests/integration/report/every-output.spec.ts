import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import { convert } from 'xmlbuilder2';
import { GAP_VERDICTS, VERDICTS } from '../../../src/plan/verdicts';
import { readRecord } from '../../../src/record/read';
import { RESULTS, type RecordedCell } from '../../../src/record/schema';
import { test } from '../support/matrix-page';
import { runCli } from '../support/run-cli';
import { startRun, writeThrowaway } from '../support/throwaway';
import { EVERY_VERDICT, FAULTS } from './every-verdict';

test.setTimeout(900_000);

/** `breach: editor, T-2 (api)`: all outputs are read into lines of this form. */
const line = (verdict: string, role: string, rule: string, control?: string) =>
  `${verdict}: ${role}, ${rule} (${control ?? 'api'})`;

/** Lines of findings and of known gaps, sorted, and how many cells are proven. */
interface Told {
  findings: string[];
  gaps: string[];
  proven?: number;
}
const told = ({ findings, gaps, proven }: Told): Told => ({
  ...{ findings: findings.toSorted(), gaps: gaps.toSorted() },
  ...(proven !== undefined && { proven }),
});

test('a run with a finding of every verdict tells the same in every output', async ({ ownBrowser }, info) => {
  const throwaway = writeThrowaway(info.outputPath(), EVERY_VERDICT);
  throwaway.env.QA_PLAN_FAULT = FAULTS;
  const { code, stdout } = await startRun(throwaway).ended;
  expect(code).toBe(1);

  const results = path.join(throwaway.plan, '.results');
  const read = (name: string) => readFileSync(path.join(results, name), 'utf8');
  const cells = readRecord(path.join(results, 'run.json')).results.filter((each) => each.kind === 'cell');
  const lineOf = (cell: RecordedCell) => line(cell.verdict, cell.role, cell.rule, cell.control);
  const expected = told({
    findings: cells.filter(({ status }) => status === 'failed').map(lineOf),
    gaps: cells.filter(({ verdict }) => verdict === 'known gap').map(lineOf),
    proven: cells.filter(({ verdict }) => verdict === 'pass').length,
  });

  // The record itself has what was planted.
  const verdicts = new Set(cells.map(({ verdict }) => verdict));
  expect(
    [...VERDICTS, 'known gap', 'closed gap'].filter((verdict) => !verdicts.has(verdict as never)),
  ).toEqual([]);
  expect(cells.filter(({ excused }) => excused !== undefined).map(lineOf)).toEqual([
    line('breach', 'editor', 'T-10'),
  ]);
  expect(GAP_VERDICTS.length).toBeGreaterThan(10);

  expect(inTerminal(stdout)).toEqual(expected);
  expect(inCsv(read('matrix.csv'))).toEqual(expected);
  expect(inJUnit(read('junit.xml'))).toEqual(expected);
  expect(inSarif(read('results.sarif'))).toEqual(told({ findings: expected.findings, gaps: expected.gaps }));
  expect(inAllure(throwaway.env.QA_PLAN_ALLURE ?? '')).toEqual(expected);
  const { findings, gaps, proven } = expected;
  expect(inSummary(read('summary.md'))).toEqual([findings, gaps.length, proven]);
  expect(read('matrix.md')).toContain(
    `${String(findings.length)} findings, ${String(gaps.length)} known gap, ${String(proven)} cells proven, 0 not run.`,
  );

  const page = await (await ownBrowser.browser()).newPage();
  await page.goto(pathToFileURL(path.join(results, 'matrix.html')).href);
  const header = page.getByRole('banner');
  for (const [name, count] of Object.entries({
    Findings: findings,
    'Known gaps': gaps,
    Proven: { length: proven },
  }))
    await expect(header.getByRole('button', { name })).toHaveText(new RegExp(`^${String(count.length)}\\D`));
  for (const verdict of verdicts) {
    const count = cells.filter((cell) => cell.verdict === verdict).length;
    await page.goto(
      `${pathToFileURL(path.join(results, 'matrix.html')).href}#verdict=${verdict.replaceAll(' ', '+')}`,
    );
    await expect(page.getByRole('status')).toHaveText(
      new RegExp(`^${String(count)} of ${String(cells.length)} `),
    );
  }
  await page.close();

  const record = path.join(results, 'run.json');
  const where = ['--repository', 'owner/name', '--pull-request', '7'];
  const comment = await runCli(['comment', '--record', record, ...where, '--dry-run'], throwaway.env);
  expect(inComment(comment.stdout)).toEqual(expected);
});

function inTerminal(stdout: string): Told {
  const end = stdout.slice(stdout.search(/\n(WORSE THAN A KNOWN GAP|FINDINGS) \(/));
  const lines = end
    .replaceAll(/\n {4,}/g, ' ')
    .matchAll(/^ {2}([a-z-][a-z -]*): (\S+), (T-\d+) .*?(?: \(([^)]*: [^)]*)\))? +\S+trial\.md:\d+/gm);
  const gaps = /^ {2}(\S+) +(\d+) cells? +\d+ rules?$/m.exec(end);
  return told({
    findings: [...lines].map(([, verdict = '', role = '', rule = '', control]) =>
      line(verdict, role, rule, control),
    ),
    gaps: Array.from({ length: Number(gaps?.[2] ?? 0) }, () => line('known gap', 'admin', 'T-10')),
    proven: Number(/^(\d+) passed, \d+ failed/m.exec(end)?.[1]),
  });
}

function inCsv(text: string): Told {
  const [head = [], ...rows] = text.trimEnd().split('\r\n').map(fieldsOf);
  const cells = rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
  const lines = cells.map(({ verdict = '', role = '', rule = '', control }) =>
    line(verdict, role, rule, control === '' ? undefined : control),
  );
  return sortedOut(lines);
}

const fieldsOf = (text: string) =>
  [...text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
  );

/** Passes are counted; all other lines are findings or known gaps. */
function sortedOut(lines: readonly string[]): Told {
  const gaps = lines.filter((each) => each.startsWith('known gap:'));
  const passes = lines.filter((each) => each.startsWith('pass:'));
  return told({
    findings: lines.filter((each) => !gaps.includes(each) && !passes.includes(each)),
    gaps,
    proven: passes.length,
  });
}

type Attributes<T extends string> = Record<`@${T}`, string>;
interface TestCase {
  properties: { property: Attributes<'name' | 'value'>[] };
  failure?: unknown;
  skipped?: unknown;
}
interface JUnit {
  testsuites: { testsuite: { testcase?: TestCase | TestCase[] }[] };
}

function inJUnit(text: string): Told {
  const { testsuites } = convert(text, { format: 'object' }) as unknown as JUnit;
  const cases = testsuites.testsuite
    .flatMap(({ testcase = [] }) => testcase)
    .filter((each) => 'properties' in each);
  const lines = cases.map(({ properties: { property }, failure, skipped }) => {
    const of = (name: string) => property.find((each) => each['@name'] === name)?.['@value'];
    const [verdict = '', role = '', rule = ''] = ['verdict', 'role', 'rule'].map(of);
    const shown = failure !== undefined ? 'failure' : skipped !== undefined ? 'skipped' : 'success';
    const due = { pass: 'success', 'known gap': 'skipped' }[verdict] ?? 'failure';
    return shown === due
      ? line(verdict, role, rule, of('control'))
      : `${verdict}, shown as a ${shown}: ${role}, ${rule}`;
  });
  return sortedOut(lines);
}

/** A rule of SARIF is a verdict without blanks. */
const VERDICT_OF = new Map(RESULTS.map((verdict) => [verdict.replaceAll(' ', '-'), verdict]));

interface Sarif {
  runs: { results: { ruleId: string; properties: Record<string, string>; suppressions?: unknown[] }[] }[];
}

function inSarif(text: string): Told {
  const results = (JSON.parse(text) as Sarif).runs
    .flatMap((run) => run.results)
    .filter(({ properties }) => properties.rule);
  const lines = results.map(({ ruleId, properties: { role = '', rule = '', control }, suppressions = [] }) =>
    line(suppressions.length > 0 ? 'known gap' : (VERDICT_OF.get(ruleId) ?? ruleId), role, rule, control),
  );
  const { findings, gaps } = sortedOut(lines);
  return told({ findings, gaps });
}

interface AllureResult {
  status: string;
  statusDetails?: { known?: boolean };
  labels: { name: string; value: string }[];
  parameters: { name: string; value: string }[];
}

function inAllure(folder: string): Told {
  const results = readdirSync(folder).filter((name) => name.endsWith('-result.json'));
  const lines = results.map((name) => {
    const result = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as AllureResult;
    const label = (of: string) => result.labels.find((each) => each.name === of)?.value ?? '';
    const control = result.parameters.find((each) => each.name === 'control')?.value;
    const shown = { passed: 'pass', failed: result.statusDetails?.known ? 'known gap' : label('verdict') };
    const verdict = shown[result.status as keyof typeof shown];
    return line(verdict, label('story'), label('feature').split(' ')[0] ?? '', control);
  });
  return sortedOut(lines);
}

/** Lines of findings, and the numbers of known gaps and of proven cells. */
function inSummary(text: string): unknown[] {
  const rows = text.matchAll(
    /^\| \*\*([^*]+)\*\* +\| (\S+), (T-\d+) .*?(?: \(([^)]*: [^)]*)\))?, on local /gm,
  );
  const [, , proven, gaps] = /^\| +(\d+) \| +(\d+) \| +(\d+) \| +0 \|$/m.exec(text) ?? [];
  const findings = [...rows].map(([, verdict = '', role = '', rule = '', control]) =>
    line(verdict, role, rule, control),
  );
  return [findings.toSorted(), Number(gaps), Number(proven)];
}

/** Cells that are newly red, one line for those of a rule and verdict; known gaps and proven cells are counted. */
function inComment(text: string): Told {
  const rows = text.matchAll(
    /^- \[`(T-\d+) [^`]*`\]\(\S+\) · (`[^·]*`) · (`.*`): `([^`]+)`, the plan says/gm,
  );
  const coded = (list: string) => [...list.matchAll(/`([^`]+)`/g)].map(([, item = '']) => item);
  const findings = [...rows].flatMap(([, rule = '', roles = '', controls = '', verdict = '']) =>
    coded(roles).flatMap((role) => coded(controls).map((control) => line(verdict, role, rule, control))),
  );
  const [, count, gaps, proven] = /(\d+) findings?, (\d+) known gaps?, (\d+) cells? proven/.exec(text) ?? [];
  expect(Number(count)).toBe(findings.length);
  return told({
    findings,
    gaps: Array.from({ length: Number(gaps) }, () => line('known gap', 'admin', 'T-10')),
    proven: Number(proven),
  });
}
