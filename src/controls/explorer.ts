import { KEYS } from '../target/keys';
import { add, ANY, change, remove } from '../target/stated';
import { exploration, removeExplorations } from '../world/exploration';
import {
  controlsOf,
  dialog,
  ids,
  plainPage,
  type Control,
  type ControlContext,
  type ControlPage,
} from './control';
import { rowCanary } from './schema';
import { tableOf } from './table';

export const explorer = plainPage('data explorer', ({ pages, world }) => pages.explorer.open(ids({ world })));

const selectTable = ({ pages }: ControlContext) => pages.explorer.selectTable.root;

interface Saved {
  saved: { id: number; name: string };
}
export const explorationPage: ControlPage<Saved> = {
  name: 'exploration page',
  make: async (s) => ({ saved: await exploration(s.world, tableOf(s) === 'secrets' ? 'secrets' : 'books') }),
  key: (s) => tableOf(s),
  open: ({ pages, world, saved }) => pages.exploration.open({ ...ids({ world }), explorationId: saved.id }),
};

/** Controls of the data explorer and of saved explorations. */
export const EXPLORER_CONTROLS: Control[] = [
  ...controlsOf(explorer, {
    'data explorer: Select Table': { offers: [], locate: selectTable },
    'data explorer: table without SELECT': {
      offers: ['explorations.run(table: secrets)'],
      within: [{ opener: selectTable, open: ({ pages }) => pages.explorer.selectTable.open(), menu: true }],
      locate: ({ pages }) => pages.explorer.selectTable.option('secrets'),
      use: async ({ pages }) => {
        await pages.explorer.chooseTable('secrets');
        await pages.explorer.addColumn('note');
        return () => pages.explorer.main.innerText();
      },
      canary: ({ world }) => world.secretCanary,
    },
    'data explorer: Save': {
      offers: ['explorations.add'],
      within: [
        dialog(selectTable, async ({ pages }) => {
          await pages.explorer.chooseTable('books');
          await pages.explorer.addColumn('title');
        }),
      ],
      locate: ({ pages }) => pages.explorer.saveButton,
      prepare: ({ world }) => {
        world.onEnd(() => removeExplorations(world));
        return Promise.resolve();
      },
      use: ({ pages, fresh }) => pages.explorer.save(fresh),
      changes: ({ fresh }) => [add('explorations', { name: fresh })],
    },
  }),
  ...controlsOf(explorationPage, {
    'exploration page: Save': {
      offers: ['explorations.replace'],
      locate: ({ pages }) => pages.exploration.saveButton,
      enable: ({ pages }) => pages.exploration.addColumn('pages'),
      use: ({ pages }) => pages.exploration.save(),
      changes: ({ saved }) => [
        change('explorations', KEYS.exploration(saved.id), { initial_columns: ANY, display_names: ANY }),
      ],
    },
    'exploration page: Delete Exploration': {
      offers: ['explorations.delete'],
      locate: ({ pages }) => pages.exploration.deleteButton,
      use: ({ pages }) => pages.exploration.delete(),
      changes: ({ saved }) => [remove('explorations', KEYS.exploration(saved.id))],
    },
    'exploration page: Export': {
      offers: ['export.exploration', 'export.exploration(table: secrets)'],
      locate: ({ pages }) => pages.exploration.exportLink,
      use: ({ pages }) => pages.exploration.export(),
      canary: rowCanary,
    },
  }),
];
