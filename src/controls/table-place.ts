import { COLUMNS, type TableName, type World } from '../world/world';
import { ids, type Place, type Setting } from './control';

/** The table that a rule means. */
export function tableOf({ args: { table = 'books' } }: Pick<Setting, 'args'>): TableName {
  if (table === 'books' || table === 'authors' || table === 'secrets') return table;
  throw new Error(`no page shows the table "${String(table)}"`);
}

/** A record, as the cells of a page show it. */
interface Shown {
  key: number;
  text: string;
  /** Of a book. */
  pages: string;
}

/** Two records of the table, and the names of the two authors. */
interface Records {
  first: Shown;
  second: Shown;
  authors: [string, string];
}

/** Text of the first column behind the key, by table. */
const TEXT = { books: COLUMNS.books.title, authors: COLUMNS.authors.name, secrets: COLUMNS.secrets.note };
export const TEXT_NAME = { books: 'title', authors: 'name', secrets: 'note' } as const;

async function readRows(world: World, table: TableName): Promise<[Shown, Shown]> {
  const { steward, databaseId: database_id, tables } = world;
  const { results } = await steward.rpc('records.list', { database_id, table_oid: tables[table].oid });
  const shown = (key: number): Shown => {
    const row = results.find(({ [COLUMNS.books.id]: id }) => id === key);
    return { key, text: String(row?.[TEXT[table]]), pages: String(row?.[COLUMNS.books.pages]) };
  };
  return [shown(1), shown(2)];
}

/** What the cells of a table show, so that they can be found. */
async function recordsOf(world: World, table: TableName): Promise<Records> {
  return world.once(`what ${table} shows`, async () => {
    const [rows, authors] = await Promise.all([readRows(world, table), readRows(world, 'authors')]);
    return { first: rows[0], second: rows[1], authors: [authors[0].text, authors[1].text] };
  });
}

/** What a page of a table shows. */
export type TableContent = Records & { table: TableName };

/** @param fixed the table, where it is not the one that the rule means */
export const tablePage = (fixed?: TableName): Place<TableContent> => ({
  name: 'table page',
  make: async (s) => {
    const table = fixed ?? tableOf(s);
    return { table, ...(await recordsOf(s.world, table)) };
  },
  key: (s) => fixed ?? tableOf(s),
  open: ({ p, world, table }) => p.table.open({ ...ids({ world }), tableOid: world.tables[table].oid }),
});

export type TableSetting = Setting & TableContent;
/** The witness's part of the rows of the table. */
export const rows = ({ table }: TableContent) => `rows:${table}`;
/** The same call on the table whose rows everybody may read, and on one that only its owner may. */
export const alsoSecrets = (call: string) => [call, `${call}(table: secrets)`];
