import path from 'node:path';
import { inTurns, median, ratioInTurns, spread } from './arithmetic';
import type { Benchmark, Figure } from './benchmark';
import { lasted, timesIn } from './durations';
import { EmptySuite } from './empty-suite';
import { multiply } from './multiply';
import { ownPlan, PlanCopy, type PlanRun } from './plan-copy';

/** Plan files that together have about 500 cells of the API, of all kinds but those that wait for each other. */
const FILES = {
  quick: ['records.md'],
  whole: ['records.md', 'tables.md', 'columns.md', 'schemas.md', 'roles.md'],
};
/** How many times over. */
const TIMES = { quick: [1, 4], whole: [1, 4, 20] };
const TURNS = { quick: 2, whole: 2 };

/** The cells that are run. */
const CHOSEN = ['--grep', '@api'];

/** A plan that is so many times as large. */
interface Plan {
  times: number;
  copy: PlanCopy;
}

/** Whether a cell costs the same in a plan of any size. */
export const growth: Benchmark = {
  name: 'growth',
  what:
    'plans of about 500, 2,000 and 10,000 cells of the API, the same ones again and again under other IDs: milliseconds of one worker from the ' +
    "first to the last cell per cell, the runner's memory, and --list against Playwright's own of as many empty tests in as many files; and " +
    'what memory as many empty tests take',
  quick: true,
  measure: async (size, { folder, say }) => {
    const base = Object.fromEntries(Object.entries(ownPlan()).filter(([name]) => FILES[size].includes(name)));
    const plans = TIMES[size].map((times) => ({
      times,
      copy: new PlanCopy(path.join(folder, `x${String(times)}`), multiply(base, times)),
      runs: [] as PlanRun[],
    }));
    const costs = await inTurns(
      TURNS[size],
      Object.fromEntries(
        plans.map(({ times, copy, runs }) => [
          String(times),
          async () => {
            const ran = await copy.run([...CHOSEN, '--workers=1']);
            runs.push(ran);
            const cost = lasted(timesIn(ran.record.results)) / ran.record.results.length;
            say(`${String(ran.record.results.length)} cells, ${cost.toFixed(1)} ms each`);
            return cost;
          },
        ]),
      ),
    );
    const [first, ...larger] = plans;
    if (!first) throw new Error('no size to compare with');
    const costOf = (times: number) => costs[String(times)] ?? [];
    const memoryOf = ({ runs }: (typeof plans)[number]) => runs.map(({ megabytes = 0 }) => megabytes);
    const cellsOf = ({ runs }: (typeof plans)[number]) => runs[0]?.record.results.length ?? 0;
    const figures = larger.flatMap((plan): Figure[] => {
      const name = `${String(plan.times)} times the plan / once`;
      const [cost, once] = [costOf(plan.times), costOf(first.times)];
      const [memory, little] = [memoryOf(plan), memoryOf(first)];
      return [
        {
          name: `cost per cell, ${name}`,
          value: ratioInTurns(cost, once),
          unit: '×',
          better: 'low',
          target: 1.15,
          spread: Math.max(spread(cost), spread(once)),
          detail: `${String(cellsOf(plan))} cells ${median(cost).toFixed(1)} ms each; ${String(cellsOf(first))} cells ${median(once).toFixed(1)} ms each`,
        },
        {
          name: `memory of the runner, ${name}`,
          value: ratioInTurns(memory, little),
          unit: '×',
          better: 'low',
          target: 1.25,
          spread: Math.max(spread(memory), spread(little)),
          detail: `${median(memory).toFixed(0)} MB; ${median(little).toFixed(0)} MB`,
        },
      ];
    });
    const largest = larger.at(-1) ?? first;
    const empty = await emptyMemory(first, largest, folder);
    return { figures: [...figures, empty, await listing(largest, folder, TURNS[size])] };
  },
};

/** What Playwright's own runner takes for as many empty tests, which says what the plan's may take at least. */
async function emptyMemory(first: Plan, largest: Plan, folder: string): Promise<Figure> {
  const memoryOf = async ({ times, copy }: Plan) => {
    const counts = countsIn((await copy.list(CHOSEN)).text);
    const { megabytes = 0 } = await new EmptySuite(
      path.join(folder, `empty-${String(times)}`),
      counts,
      1,
    ).run();
    return megabytes;
  };
  const [once, often] = [await memoryOf(first), await memoryOf(largest)];
  return {
    name: `memory of the runner, as many empty tests, ${String(largest.times)} times / once`,
    value: often / once,
    unit: '×',
    better: 'low',
    detail: `${often.toFixed(0)} MB; ${once.toFixed(0)} MB`,
  };
}

/** `--list` of the largest plan, all its cells, against Playwright's own list of as many empty tests in as many files. */
async function listing({ copy }: Plan, folder: string, turns: number): Promise<Figure> {
  const counts = countsIn((await copy.list([])).text);
  const empty = new EmptySuite(path.join(folder, 'empty'), counts);
  const { ours, theirs } = await inTurns(turns, {
    ours: async () => (await copy.list([])).seconds,
    theirs: async () => (await empty.run({ list: true })).seconds,
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  return {
    name: "--list / Playwright's own --list",
    value: ratioInTurns(ours, theirs),
    unit: '×',
    better: 'low',
    target: 1.3,
    spread: Math.max(spread(ours), spread(theirs)),
    detail: `${String(total)} tests ${median(ours).toFixed(1)} s; ${median(theirs).toFixed(1)} s`,
  };
}

/** How many tests each file of a list has. @param text as `--list` prints it */
export function countsIn(text: string): number[] {
  const counts = new Map<string, number>();
  for (const [, file = ''] of text.matchAll(/^\s+\[[^\]]+\] › (.+?):\d+:\d+ › /gm))
    counts.set(file, (counts.get(file) ?? 0) + 1);
  return [...counts.values()];
}
