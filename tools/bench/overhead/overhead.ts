import path from 'node:path';
import type { StandIn } from '../../../src/target/stand-in';
import { withStandIn } from '../../../tests/integration/support/with-stand-in';
import { inTurns, median, ratioInTurns, spread } from '../arithmetic';
import type { Benchmark } from '../benchmark';
import { EmptySuite } from '../empty-suite';
import { PlanCopy } from '../plan-copy';
import { recordRun, sizeOf } from './recording';
import { replay } from './replay';

const TURNS = { quick: 2, whole: 3 };

/** The plan's API cells against what they can not do without: their requests, and as many tests. */
export const overhead: Benchmark = {
  name: 'overhead',
  what:
    'the API plan, against a bare loop of the very same requests over kept-alive connections with the same parallelism plus ' +
    'as many empty Playwright tests in as many files',
  quick: true,
  measure: async (size, { folder, say }) => {
    const chosen = size === 'quick' ? ['/records.md', '/servers.md', '--grep', '@api'] : ['--grep', '@api'];
    const copy = new PlanCopy(folder);
    const { ran, recording, admin } = await withStandIn({}, async (install) => ({
      ...(await recordRun(copy, install, chosen, path.join(folder, 'requests'))),
      admin: install.admin,
    }));
    const cells = countBy(ran.record.results.map(({ place }) => place.file));
    const empty = new EmptySuite(path.join(folder, 'empty'), cells);
    say(`recorded ${String(sizeOf(recording))} requests of ${String(ran.record.results.length)} cells`);

    const emptySeconds: number[] = [];
    let [answers, alike] = [0, 0];
    const took = await inTurns(TURNS[size], {
      plan: () =>
        onNew(async (install) => (await copy.run(chosen, { env: copy.environment(install) })).seconds),
      floor: async () => {
        const replayed = await onNew((install) => replay(recording, install, admin));
        ({ answers, alike } = replayed);
        const { seconds } = await empty.run();
        emptySeconds.push(seconds);
        return replayed.seconds + seconds;
      },
    });
    const [plan, floor] = [median(took.plan), median(took.floor)];
    const percent = (100 * alike) / answers;
    return {
      figures: [
        {
          name: 'API plan / floor',
          value: ratioInTurns(took.plan, took.floor),
          unit: '×',
          better: 'low',
          target: 1.4,
          spread: Math.max(spread(took.plan), spread(took.floor)),
          detail:
            `${String(ran.record.results.length)} cells ${seconds(plan)}; ${String(sizeOf(recording))} requests ` +
            `${seconds(floor - median(emptySeconds))} + empty tests ${seconds(median(emptySeconds))}`,
        },
      ],
      notes: [
        `overhead: of the requests that were sent again, ${percent.toFixed(1)} % were answered with the same status and error code as in the run`,
      ],
    };
  },
};

const seconds = (value: number) => `${value.toFixed(1)} s`;

const countBy = (names: readonly string[]): number[] => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts.values()];
};

/** Works on a new install, as every run finds one. Its start is nobody's. */
const onNew = <T>(work: (install: StandIn) => Promise<T>): Promise<T> => withStandIn({}, work);
