import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';
import type { RecordedCell, RunRecord } from '../../../src/record/schema';
import { requirePlan } from '../../../src/suite/compile';
import { withRun } from '../../../src/target/run';
import { standInTarget, type StandIn } from '../../../src/target/stand-in';
import { bareEnvironment } from '../../../tests/integration/support/run-cli';
import { withStandIn } from '../../../tests/integration/support/with-stand-in';
import { median, ratioInTurns, spread } from '../arithmetic';
import type { Benchmark, Figure } from '../benchmark';
import { costOf, timesIn, type Timed } from '../durations';
import { PlanCopy } from '../plan-copy';
import { PLAYWRIGHT, run } from '../run';
import { keyOf, plainCells, type PlainCell } from './plain-cells';

const TURNS = { quick: 2, whole: 2 };
/** A page of the plan: reads and changes, on a table that is open and on one that is closed. */
const PAGE = 'records.md';
/** Of it, where only some rules are taken. */
const FEW = ['REC-04', 'REC-10'];

/** What kinds of cells cost differently, and how much cheaper than a test with a login each is to be. */
const KINDS = { looks: 15, uses: 4, 'cells of the API': 20 } as const;
type Kind = keyof typeof KINDS;

const kindOf = ({ surface, allowed }: { surface: string; allowed: boolean }): Kind =>
  surface === 'api' ? 'cells of the API' : allowed ? 'uses' : 'looks';

const kindsOf = (cells: readonly PlainCell[]): Map<string, Kind> =>
  new Map(
    cells.map(({ rule, role, allowed, look }) => [
      keyOf(rule, role, look?.control),
      kindOf({ surface: look ? 'ui' : 'api', allowed }),
    ]),
  );

/** Tests by the key of their cell. */
type Tests = Map<string, Timed>;

/** The plan's cells against the same ones as a person would write them with Playwright. */
export const usualWay: Benchmark = {
  name: 'usual-way',
  what:
    'the same cells as a plain Playwright suite, that logs in through the page in each test, or that has stored sessions: ' +
    "worker's time per cell, Playwright's own between two tests included",
  quick: true,
  measure: (size, { folder, say }) =>
    withStandIn({}, async (install) => {
      const rules = requirePlan()
        .plans.local.files.filter(({ file }) => path.basename(file) === PAGE)
        .flatMap((file) => file.rules)
        .filter(({ id }) => size === 'whole' || FEW.includes(id));
      const copy = new PlanCopy(path.join(folder, 'plan'));
      const costs: Record<string, number[]> = {};
      const failed: string[] = [];
      const left = await withRun(standInTarget(install), async (state) => {
        for (let turn = 1; turn <= TURNS[size]; turn += 1) {
          const ids = rules.map(({ id }) => id).join('|');
          const chosen = [`/${PAGE}`, '--grep', ids, '--workers=1'];
          const { record } = await copy.run(chosen, { env: copy.environment(install) });
          const ours = testsIn(record);
          for (const way of ['login', 'stored sessions']) {
            const cells = await plainCells(rules, state, `plain_${way.slice(0, 1)}${String(turn)}`);
            const plain = await runPlain(install, cells, folder, way === 'stored sessions');
            failed.push(...plain.failed);
            if (way === 'login') note('ours', ours, kindsOf(cells));
            note(way, plain.tests, kindsOf(cells));
            say(`turn ${String(turn)} of ${String(TURNS[size])}, ${way}: ${String(cells.length)} cells`);
          }
        }

        /** @param way who ran the tests */
        function note(way: string, tests: Tests, kinds: ReadonlyMap<string, Kind>) {
          for (const kind of Object.keys(KINDS) as Kind[]) {
            const chosen = [...tests].flatMap(([key, test]) => (kinds.get(key) === kind ? [test] : []));
            (costs[`${way} ${kind}`] ??= []).push(costOf(chosen, [...tests.values()]));
          }
        }
      });
      if (left.length > 0) throw new Error(`what was made for the plain suite is left:\n${left.join('\n')}`);
      return { figures: figuresOf(costs), notes: notesOf(failed) };
    }),
};

function figuresOf(costs: Readonly<Record<string, number[]>>): Figure[] {
  const of = (way: string, kind: string) => costs[`${way} ${kind}`] ?? [];
  return (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    (['login', 'stored sessions'] as const).map((way): Figure => {
      const [theirs, ours] = [of(way, kind), of('ours', kind)];
      return {
        name: `plain suite with ${way === 'login' ? 'a login per test' : way} / plan, ${kind}`,
        value: ratioInTurns(theirs, ours),
        unit: '×',
        better: 'high',
        ...(way === 'login' && { target: KINDS[kind] }),
        spread: Math.max(spread(theirs), spread(ours)),
        detail: `${median(theirs).toFixed(0)} ms against ${median(ours).toFixed(1)} ms`,
      };
    }),
  );
}

const notesOf = (failed: readonly string[]): string[] =>
  failed.length === 0
    ? []
    : [`usual-way: the plain suite was wrong about ${[...new Set(failed)].join(', ')}`];

/** Runs the plain suite once. */
async function runPlain(
  { baseUrl }: StandIn,
  cells: readonly PlainCell[],
  folder: string,
  hasStoredSessions: boolean,
): Promise<{ tests: Tests; failed: string[] }> {
  const report = path.join(folder, 'plain.json');
  const file = path.join(folder, 'cells.json');
  // It holds sessions and passwords.
  writeFileSync(file, JSON.stringify(cells), { mode: 0o600 });
  const env = {
    ...bareEnvironment(),
    BENCH_URL: baseUrl,
    BENCH_CELLS: file,
    BENCH_OUT: path.join(folder, 'plain-out'),
    BENCH_STORED_SESSIONS: hasStoredSessions ? '1' : '0',
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  };
  const { text } = await run(
    [PLAYWRIGHT, 'test', '-c', path.join(import.meta.dirname, 'playwright.config.ts')],
    { env },
  );
  const { suites } = readReport(report, text);
  return testsOf(suites);
}

function readReport(file: string, text: string): JSONReport {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JSONReport;
  } catch (error) {
    throw new Error(`the plain suite did not run:\n${text}`, { cause: error });
  }
}

function testsOf(suites: readonly JSONReportSuite[]): { tests: Tests; failed: string[] } {
  const all = specsOf(suites).flatMap(({ title, tests }) => {
    const result = tests[0]?.results[0];
    return result ? [{ title, result }] : [];
  });
  return {
    tests: new Map(
      all.map(({ title, result }) => [
        title.split(' · ').join(' '),
        { start: Date.parse(result.startTime), ms: result.duration },
      ]),
    ),
    failed: all.filter(({ result }) => result.status !== 'passed').map(({ title }) => title),
  };
}

const specsOf = (suites: readonly JSONReportSuite[]): JSONReportSuite['specs'] =>
  suites.flatMap(({ suites: inner = [], specs }) => [...specsOf(inner), ...specs]);

function testsIn({ results }: RunRecord): Tests {
  const cells = results.filter((each): each is RecordedCell => each.kind === 'cell');
  return new Map(
    timesIn(cells).map((timed, index) => {
      const { rule = '', role = '', control } = cells[index] ?? {};
      return [keyOf(rule, role, control), timed];
    }),
  );
}
