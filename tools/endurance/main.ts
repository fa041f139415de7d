import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InvalidArgumentError, program } from '@commander-js/extra-typings';
import { readRecord } from '../../src/record/read';
import { PLAYWRIGHT, run } from '../bench/run';
import { filesNamedBelow } from '../../tests/integration/support/throwaway';
import { growthOf } from './flat';
import { Tally } from './tally';

/** Runs that are compared with each other. */
interface Series {
  name: string;
  runs: number;
  /** What to run. */
  args: readonly string[];
}

const SHORT = ['/records.md', '/servers.md', '/collaborators.md'];

const whole = (written: string): number => {
  if (/^\d+$/.test(written)) return Number(written);
  throw new InvalidArgumentError('a whole number');
};

program
  .name('npm run endurance --')
  .description(
    'Runs the plan again and again, and says which cells did not end the same way every time, and whether memory and temporary ' +
      'files grew.',
  )
  .option('--api <runs>', 'how many runs of the cells of the API', whole, 100)
  .option('--all <runs>', 'how many runs of everything', whole, 20)
  .option('--workers <counts>', 'with so many workers in turn, such as 1,2,8', '2')
  .option('--quick', 'a few runs of a few plan files')
  .action(async ({ api, all, workers, quick = false }) => {
    const series: Series[] = quick
      ? [
          { name: 'API', runs: 3, args: ['--grep', '@api', '--project=local', ...SHORT] },
          { name: 'all', runs: 2, args: ['--project=local', '/servers.md'] },
        ]
      : [
          { name: 'API', runs: api, args: ['--grep', '@api'] },
          { name: 'all', runs: all, args: [] },
        ];
    const stop = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM'] as const)
      process.once(name, () => {
        stop.abort();
      });
    const wrong: string[] = [];
    for (const each of series)
      wrong.push(...(await repeat(each, workers.split(',').map(whole), stop.signal)));
    for (const line of wrong) console.log(line);
    if (wrong.length > 0) process.exitCode = 1;
  });

/**
 * Runs a series until its end, or until it is told to stop; a run that was interrupted does not count.
 * @returns what was not the same, one line each
 */
async function repeat(
  { name, runs, args }: Series,
  workers: readonly number[],
  signal: AbortSignal,
): Promise<string[]> {
  if (runs === 0) return [];
  const folder = mkdtempSync(path.join(tmpdir(), 'qa-plan-endurance-'));
  // Open to the user as whom PostgreSQL runs for root.
  chmodSync(folder, 0o711);
  const results = path.join(folder, 'results');
  const temp = mkdtempSync(path.join(folder, 'temp-'));
  chmodSync(temp, 0o711);
  const env = {
    ...process.env,
    ...{ QA_PLAN_RESULTS: results, QA_PLAN_ALLURE: path.join(folder, 'allure-results'), TMPDIR: temp },
  };
  const tally = new Tally();
  const memory: number[] = [];
  const files: number[] = [];
  const stopped = (): boolean => signal.aborted;
  const failed: string[] = [];
  try {
    for (let n = 1; n <= runs && !stopped(); n += 1) {
      const count = workers[(n - 1) % workers.length] ?? 2;
      const title = `${name} run ${String(n)} of ${String(runs)}, ${String(count)} workers`;
      const ran = await run([PLAYWRIGHT, 'test', '--quiet', `--workers=${String(count)}`, ...args], {
        env,
        signal,
      });
      if (stopped()) break;
      const record = readRecord(path.join(results, 'run.json'));
      if (Date.parse(record.run.started) < ran.at) throw new Error(`${title} left no record:\n${ran.text}`);
      tally.add(title, record);
      if (ran.code !== 0) failed.push(`${title} ended with ${String(ran.code)}`);
      files.push(filesNamedBelow(temp).length);
      if (ran.megabytes !== undefined) memory.push(ran.megabytes);
      console.log(
        `${title}: ${String(record.results.length)} tests, exit code ${String(ran.code)}, ${ran.seconds.toFixed(0)} s, ` +
          `${ran.megabytes?.toFixed(0) ?? '?'} MB, ${String(files.at(-1))} temporary files`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { differences } = tally;
  console.log(
    `${name}: ${String(tally.size - differences.length)} of ${String(tally.size)} equal over ${String(tally.runs)} runs`,
  );
  const missing =
    tally.runs < runs ? [`${name}: stopped after ${String(tally.runs)} of ${String(runs)} runs`] : [];
  // Those of the first run may stay for the others, such as a browser that was unpacked.
  const [first = 0, last = first] = [files[0], files.at(-1)];
  const more =
    last > first
      ? [`temporary files: ${String(first)} after the first run, ${String(last)} after the last`]
      : [];
  const grown = growthOf(`${name}: the runner's memory in MB`, memory);
  return [...missing, ...failed, ...differences, ...more, ...(grown === undefined ? [] : [grown])];
}

await program.parseAsync();
