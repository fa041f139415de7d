import { inTurns, median, ratioInTurns, spread } from './arithmetic';
import type { Benchmark } from './benchmark';
import { EmptySuite } from './empty-suite';

const TURNS = { quick: 3, whole: 9 };
const FILES = Array.from({ length: 10 }, () => 20);

/** What the machine does to a ratio: the same thing against itself. */
export const noise: Benchmark = {
  name: 'noise',
  what: '200 empty Playwright tests against the same ones: what any ratio below may be off by, for no other reason than the machine',
  quick: false,
  measure: async (size, { folder }) => {
    const empty = new EmptySuite(folder, FILES);
    const took = await inTurns(TURNS[size], {
      one: async () => (await empty.run()).seconds,
      other: async () => (await empty.run()).seconds,
    });
    return {
      figures: [
        {
          name: 'empty tests / the same ones',
          value: ratioInTurns(took.one, took.other),
          ...{ unit: '×', better: 'low' as const, spread: spread([...took.one, ...took.other]) },
          detail: `${median(took.one).toFixed(2)} s; ${median(took.other).toFixed(2)} s`,
        },
      ],
    };
  },
};
