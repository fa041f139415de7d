import { existsSync, mkdirSync, mkdtempSync, chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { program } from '@commander-js/extra-typings';
import { format, resolveConfig } from 'prettier';
import { resultsFolder } from '../../src/plan/folder';
import { messageOf } from '../../src/target/message';
import type { Benchmark, Size } from './benchmark';
import { growth } from './growth';
import { noise } from './noise';
import { overhead } from './overhead/overhead';
import { overstep } from './overstep/overstep';
import { red } from './red';
import { figuresOf, isMet, lost, withNewer, write, type Result, type Results } from './results';
import { shards } from './shards';
import { start } from './start';
import { withTable, writeTable } from './table';
import { usualWay } from './usual-way/usual-way';

const ALL: readonly Benchmark[] = [noise, overhead, usualWay, overstep, growth, shards, start, red];

const COMMITTED = path.join(import.meta.dirname, 'figures.json');
const PAGE = 'docs/performance.md';

program
  .name('npm run bench --')
  .description(
    'Measures how fast the suite is, as ratios of what runs in turns, and keeps that in results/bench.json.',
  )
  .option('--only <names...>', `of ${ALL.map(({ name }) => name).join(', ')}`)
  .option(
    '--quick',
    'a short form; ends with 1 when a ratio is worse by more than 20 % than the committed one',
  )
  .option('--write', `commit to the figures: writes them, and the table in ${PAGE}`)
  .action(async ({ only, quick = false, write: isWritten = false }) => {
    const unknown = only?.find((name) => !ALL.some((each) => each.name === name));
    if (unknown !== undefined)
      program.error(
        `no benchmark is called "${unknown}"; there are: ${ALL.map(({ name }) => name).join(', ')}`,
      );
    const size = quick ? 'quick' : 'whole';
    const chosen = ALL.filter(({ name, quick: isQuick }) => only?.includes(name) ?? (isQuick || !quick));
    let committed = readCommitted();
    const results: Result[] = [];
    const wrong: string[] = [];
    for (const benchmark of chosen) {
      try {
        const { result, regressions } = await measureUntilKept(
          benchmark,
          size,
          quick && !isWritten ? (committed.quick?.results ?? []) : undefined,
        );
        results.push(result);
        wrong.push(...regressions.map((line) => `lost  ${line}`));
        print(result);
        if (isWritten) committed = await commit(committed, { size, machine: machine(), results });
      } catch (error) {
        wrong.push(`failed  ${benchmark.name}: ${messageOf(error)}`);
      }
    }
    const now: Results = { size, machine: machine(), results };
    keep(path.join(resultsFolder(), 'bench.json'), now);
    if (quick && !isWritten && !committed.quick)
      console.log('no ratio was compared: no figures are committed; npm run bench -- --quick --write');
    for (const line of wrong) console.error(line);
    if (wrong.length > 0) process.exitCode = 1;
  });

/** On a busy machine a ratio may be lost by chance, and hardly so often in a row. */
const MOST_TRIES = 3;

/**
 * Measures, and compares with what was committed; again where a ratio is lost.
 * @param committed figures of the same size; undefined where they are not to be compared with
 */
async function measureUntilKept(
  benchmark: Benchmark,
  size: Size,
  committed: readonly Result[] = [],
): Promise<{ result: Result; regressions: string[] }> {
  for (let tries = 1; ; tries += 1) {
    const result = await measure(benchmark, size);
    const regressions = lost([result], committed);
    if (regressions.length === 0 || tries === MOST_TRIES) return { result, regressions };
  }
}

async function measure(benchmark: Benchmark, size: Size): Promise<Result> {
  const { name, what } = benchmark;
  const folder = mkdtempSync(path.join(tmpdir(), `qa-plan-bench-${name}-`));
  // Open to the user as whom PostgreSQL runs for root.
  chmodSync(folder, 0o711);
  const say = (line: string) => console.log(`${name}: ${line}`);
  say(what);
  try {
    return { name, what, ...(await benchmark.measure(size, { folder, say })) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(result: Result): void {
  if ('missing' in result) console.log(`${result.name}: not measured: ${result.missing}`);
  for (const figure of figuresOf(result)) {
    const met = isMet(figure);
    const target =
      met === undefined
        ? ''
        : met
          ? ', as it should be'
          : `, should be ${write({ ...figure, value: figure.target ?? 0 })}`;
    const apart = figure.spread === undefined ? '' : ` (noise ${(figure.spread * 100).toFixed(0)} %)`;
    console.log(`${result.name}: ${figure.name}: ${write(figure)}${target}${apart}; ${figure.detail}`);
  }
}

type Committed = Partial<Record<Size, Results>>;

const readCommitted = (): Committed =>
  existsSync(COMMITTED) ? (JSON.parse(readFileSync(COMMITTED, 'utf8')) as Committed) : {};

/** Writes what is measured so far: an hour is long. @returns all that is now committed */
async function commit(before: Committed, now: Results): Promise<Committed> {
  const results = withNewer(before[now.size]?.results ?? [], now.results);
  const committed = { ...before, [now.size]: { ...now, results } };
  writeFileSync(COMMITTED, await pretty(COMMITTED, JSON.stringify(committed)));
  const { whole } = committed;
  if (whole)
    writeFileSync(PAGE, await pretty(PAGE, withTable(readFileSync(PAGE, 'utf8'), writeTable(whole))));
  return committed;
}

const pretty = async (file: string, text: string): Promise<string> =>
  format(text, { ...(await resolveConfig(file)), filepath: file });

function keep(file: string, now: Results): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ format: 1, ...now }, null, 2)}\n`);
}

const machine = () => ({
  processors: cpus().length,
  node: process.versions.node,
  platform: `${process.platform} ${process.arch}`,
});

await program.parseAsync();
