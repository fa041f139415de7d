import { exploration, removeExplorations } from '../world/exploration';
import { controlsOf, dialog, ids, textOf, type Control, type Place, type Setting } from './control';
import { rowCanary } from './schema';
import { tableOf } from './table-place';

const explorer: Place<object> = {
  name: 'data explorer',
  make: () => Promise.resolve({}),
  open: ({ p, world }) => p.explorer.open(ids({ world })),
};

const selectTable = ({ p }: Setting) => p.explorer.selectTable.button;

interface Saved {
  saved: { id: number; name: string };
}
const explorationPage: Place<Saved> = {
  name: 'exploration page',
  make: async (s) => ({ saved: await exploration(s.world, tableOf(s) === 'secrets' ? 'secrets' : 'books') }),
  key: (s) => tableOf(s),
  open: ({ p, world, saved }) => p.exploration.open({ ...ids({ world }), explorationId: saved.id }),
};

/** What the data explorer and saved explorations offer. */
export const EXPLORER_CONTROLS: Control[] = [
  ...controlsOf(explorer, {
    'data explorer: Select Table': { offers: [], locate: selectTable },
    'data explorer: table without SELECT': {
      offers: ['explorations.run(table: secrets)'],
      within: [{ opener: selectTable, open: ({ p }) => p.explorer.selectTable.open(), menu: true }],
      locate: ({ p }) => p.explorer.selectTable.option('secrets'),
      use: async ({ p }) => {
        await p.explorer.chooseTable('secrets');
        await p.explorer.addColumn('note');
        return textOf(p.page.getByRole('main'));
      },
      canary: ({ world }) => world.secretCanary,
    },
    'data explorer: Save': {
      offers: ['explorations.add'],
      within: [
        dialog(selectTable, async ({ p }) => {
          await p.explorer.chooseTable('books');
          await p.explorer.addColumn('title');
        }),
      ],
      locate: ({ p }) => p.explorer.saveButton,
      prepare: ({ world }) => {
        world.onEnd(() => removeExplorations(world));
        return Promise.resolve();
      },
      use: ({ p, fresh }) => p.explorer.save(fresh),
      changes: 'explorations',
    },
  }),
  ...controlsOf(explorationPage, {
    'exploration page: Save': {
      offers: ['explorations.replace'],
      locate: ({ p }) => p.exploration.saveButton,
      enable: ({ p }) => p.exploration.addColumn('pages'),
      use: ({ p }) => p.exploration.save(),
      changes: 'explorations',
    },
    'exploration page: Delete Exploration': {
      offers: ['explorations.delete'],
      locate: ({ p }) => p.exploration.deleteButton,
      use: ({ p }) => p.exploration.delete(),
      changes: 'explorations',
    },
    'exploration page: Export': {
      offers: ['export.exploration', 'export.exploration(table: secrets)'],
      locate: ({ p }) => p.exploration.exportLink,
      use: ({ p }) => p.exploration.export(),
      canary: rowCanary,
    },
  }),
];
