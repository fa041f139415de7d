import { create } from 'xmlbuilder2';
import type { RecordedCell, Result, RunRecord } from '../record/schema';
import { countsOf, problemsOf } from './record/counts';
import { isFinding, isKnownGap } from './record/findings';

/**
 * A run as JUnit XML: a suite for each target and plan file, a case for each test. Every finding is a failure; what was not
 * run, and what fails as its known gap says, is skipped with the reason, and never passes. What is wrong with the run itself
 * fails in a suite of its own. Characters that XML can not hold become U+FFFD.
 */
export function writeJUnit(record: RunRecord): string {
  const problems = problemsOf(record);
  const suites = [
    written(1, { testsuite: aboutRun(record) }),
    ...(problems.length > 0 ? [written(1, { testsuite: runSuite(problems) })] : []),
    ...[...suitesOf(record.results)].map(([name, results]) =>
      around(
        1,
        'testsuite',
        aboutSuite(name, results),
        results.map((result) => written(2, { testcase: testCase(result) })),
      ),
    ),
  ];
  const about = {
    '@name': 'permissions',
    '@tests': record.results.length + problems.length,
    '@failures': record.results.filter(isFinding).length + problems.length,
    '@errors': 0,
    '@time': seconds(record.end?.ms ?? 0),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${around(0, 'testsuites', about, suites)}\n`;
}

/** An element as text. A document of all of them would take hundreds of megabytes for a large plan. */
const written = (depth: number, element: object): string =>
  create({ invalidCharReplacement: '\ufffd' }, element).end({
    headless: true,
    prettyPrint: true,
    offset: depth,
  });

/** An element around others that are written already. */
function around(depth: number, name: string, attributes: object, inner: readonly string[]): string {
  const empty = written(depth, { [name]: attributes });
  return `${empty.replace(/\/>$/, '>')}\n${inner.join('\n')}\n${'  '.repeat(depth)}</${name}>`;
}

function suitesOf(results: readonly Result[]): Map<string, Result[]> {
  const suites = new Map<string, Result[]>();
  for (const result of results) {
    const name = `${result.place.file} (${result.target})`;
    const suite = suites.get(name);
    if (suite) suite.push(result);
    else suites.set(name, [result]);
  }
  return suites;
}

const aboutSuite = (name: string, results: readonly Result[]) => ({
  '@name': name,
  '@tests': results.length,
  '@failures': results.filter(isFinding).length,
  '@errors': 0,
  '@skipped': results.filter((result) => !isFinding(result) && skipOf(result) !== undefined).length,
  '@time': seconds(results.reduce((sum, { ms }) => sum + ms, 0)),
  ...(results[0] && { '@timestamp': results[0].started.slice(0, 19), '@file': results[0].place.file }),
});

/** What is told of the run as a whole. */
const aboutRun = (record: RunRecord) => ({
  '@name': 'about the run',
  '@tests': 0,
  '@failures': 0,
  '@errors': 0,
  properties: properties({
    ...Object.fromEntries(
      record.run.targets.map(({ name, url, standIn, release = 'unknown' }) => [
        `target ${name}`,
        `${standIn ? 'the stand-in' : url}, release ${release}`,
      ]),
    ),
    commit: record.run.commit,
    seed: record.run.seeds.join(', '),
    shards: record.run.shards.join(', '),
    ...Object.fromEntries(Object.entries(countsOf(record)).map(([name, count]) => [name, String(count)])),
    'preflight findings': record.run.findings.join('; '),
  }),
});

const runSuite = (problems: readonly string[]) => ({
  '@name': 'the run itself',
  '@tests': problems.length,
  '@failures': problems.length,
  '@errors': 0,
  testcase: problems.map((text) => ({
    '@name': firstLine(text),
    '@classname': 'run',
    failure: { '@type': 'run', '@message': firstLine(text), '#': text },
  })),
});

function testCase(result: Result) {
  const { title, target, area, ms, place, repeat } = result;
  const skip = isFinding(result) ? undefined : skipOf(result);
  return {
    '@name': repeat === undefined ? title : `${title} (${String(repeat)})`,
    '@classname': `${target}.${area}`,
    '@time': seconds(ms),
    '@file': place.file,
    '@line': place.line,
    properties: properties(result.kind === 'cell' ? aboutCell(result) : { id: result.id }),
    ...(isFinding(result) && { failure: failureOf(result) }),
    ...(skip !== undefined && { skipped: { '@message': skip } }),
  };
}

const aboutCell = (cell: RecordedCell) => ({
  ...{ verdict: cell.verdict, rule: cell.rule, role: cell.variant ?? cell.role, surface: cell.surface },
  ...{ control: cell.control, expected: cell.expected, severity: cell.severity },
  'known gap': isKnownGap(cell) ? cell.evidence?.judged : undefined,
  column: String(cell.place.column),
  id: cell.id,
});

function failureOf(result: Result) {
  const what = result.kind === 'cell' ? result.verdict : 'failed';
  const why = (result.kind === 'cell' ? result.evidence?.why : undefined) ?? result.failure ?? '';
  return { '@type': what, '@message': `${what}: ${firstLine(why)}`, '#': result.failure ?? why };
}

/** Why a test that is no finding proves nothing; undefined where it does. */
function skipOf(result: Result): string | undefined {
  if (result.status === 'interrupted') return 'interrupted: the run was stopped while this was under way';
  if (result.status === 'skipped') return `not run: ${result.reason ?? 'no reason given'}`;
  if (result.kind !== 'cell' || !isKnownGap(result)) return undefined;
  const { gap, judged = 'unknown' } = result.evidence ?? {};
  return `known gap (${judged})${gap ? ` until ${gap.until}, ${gap.source}: ${gap.reason}` : ''}`;
}

const properties = (values: Record<string, string | undefined>) => ({
  property: Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ '@name': name, '@value': value }],
  ),
});

const seconds = (ms: number) => (ms / 1000).toFixed(3);
const firstLine = (text: string) => text.split('\n')[0] ?? '';
