import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';

/**
 * `npm run flakiness`: runs the whole plan several times with 1, 2 and 8 workers and says which cells did not have the
 * same verdict every time.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    workers: { type: 'string', default: '1,2,8' },
  },
});

/** Title of a cell → its verdict; for a known gap, also which one. */
function verdictsOf(suites: JSONReportSuite[]): [string, string][] {
  return suites.flatMap(({ suites: inner = [], specs }) => [
    ...verdictsOf(inner),
    ...specs.map(({ title, tests }): [string, string] => {
      const [result] = tests[0]?.results ?? [];
      const note = (type: string) =>
        result?.annotations.find((annotation) => annotation.type === type)?.description ?? '';
      return [title, [result?.status, note('verdict'), note('known gap')].join(' ').trim()];
    }),
  ]);
}

const folder = mkdtempSync(path.join(tmpdir(), 'qa-plan-flakiness-'));
const seen = new Map<string, Map<string, string[]>>();
let runs = 0;
try {
  for (const workers of values.workers.split(',')) {
    for (let run = 1; run <= Number(values.runs); run++) {
      const report = path.join(folder, 'report.json');
      const started = performance.now();
      const { status } = spawnSync('npx', ['playwright', 'test', '--workers', workers, '--reporter=json'], {
        env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const name = `${workers} workers, run ${String(run)}`;
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      const cells = verdictsOf((JSON.parse(readFileSync(report, 'utf8')) as JSONReport).suites);
      console.log(`${name}: exit code ${String(status)}, ${String(cells.length)} cells, ${seconds} s`);
      if (status !== 0) process.exitCode = 1;
      for (const [title, verdict] of cells) {
        const verdicts = seen.get(title) ?? new Map<string, string[]>();
        verdicts.set(verdict, [...(verdicts.get(verdict) ?? []), name]);
        seen.set(title, verdicts);
      }
      runs += 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const stable = [...seen].filter(([, verdicts]) => {
  const [names] = verdicts.values();
  return verdicts.size === 1 && names?.length === runs;
});
for (const [title, verdicts] of seen) {
  if (stable.some(([same]) => same === title)) continue;
  for (const [verdict, names] of verdicts) console.log(`${title}: ${verdict} (${names.join('; ')})`);
}
console.log(
  `flakiness: ${String(stable.length)} of ${String(seen.size)} cells equal over ${String(runs)} runs`,
);
if (stable.length < seen.size) process.exitCode = 1;
