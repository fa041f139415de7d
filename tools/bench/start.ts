import path from 'node:path';
import { inTurns, median, ratioInTurns, spread } from './arithmetic';
import type { Benchmark, Figure } from './benchmark';
import { EmptySuite } from './empty-suite';
import { PlanCopy, type PlanRun } from './plan-copy';

const TURNS = { quick: 2, whole: 5 };

/** A row of the plan, of which a person who works on it runs again and again. */
const ROW = '/records.md:17';
const API = ['--grep', '@api'];

/** What somebody waits for who types the command. */
export const start: Benchmark = {
  name: 'start',
  what:
    'from `npx playwright test` to the beginning of the first cell, and the whole command for one row, on a stand-in of ' +
    "the run's own, the second time; and both against Playwright's own command with as many empty tests",
  quick: true,
  measure: async (size, { folder }) => {
    const copy = new PlanCopy(path.join(folder, 'plan'));
    const row = await copy.run([ROW, ...API]);
    const cells = row.record.results.length;
    const empty = new EmptySuite(path.join(folder, 'empty'), [cells]);
    await empty.run({ asTyped: true });
    const untilFirst: number[] = [];
    const took = await inTurns(TURNS[size], {
      row: async () => {
        const ran = await copy.run([ROW, ...API], { asTyped: true });
        untilFirst.push(secondsToFirst(ran));
        return ran.seconds;
      },
      empty: async () => (await empty.run({ asTyped: true })).seconds,
    });
    // Nothing is compared with it, so it is of no use to CI.
    const { pages } = await inTurns(size === 'whole' ? TURNS[size] : 0, {
      pages: async () => (await copy.run([ROW], { asTyped: true })).seconds,
    });
    const figure = (
      name: string,
      values: number[],
      more: Pick<Figure, 'detail'> & Partial<Figure>,
    ): Figure => ({
      ...{ name, value: median(values), unit: 's', better: 'low', spread: spread(values) },
      ...more,
    });
    return {
      figures: [
        figure('command to first cell', untilFirst, { target: 3, detail: 'qa-plan/records.md:17, API' }),
        figure('qa-plan/records.md:17', took.row, {
          target: 3.5,
          detail: `${String(cells)} cells of the API`,
        }),
        ...(pages.length > 0
          ? [figure('qa-plan/records.md:17 with pages', pages, { detail: 'the browser is started' })]
          : []),
        {
          name: 'qa-plan/records.md:17 / as many empty tests',
          value: ratioInTurns(took.row, took.empty),
          ...{ unit: '×', better: 'low', spread: Math.max(spread(took.row), spread(took.empty)) },
          detail: `${median(took.row).toFixed(1)} s; ${median(took.empty).toFixed(1)} s`,
        },
      ],
    };
  },
};

const secondsToFirst = ({ at, record }: PlanRun): number =>
  (Math.min(...record.results.map(({ started }) => Date.parse(started))) - at) / 1000;
