import { COLUMNS } from '../../world/world';
import { PLAIN, sets, type Factors, type Level } from './form';

/** Every table of a world has its key and a text at these numbers. */
const { id: KEY, title: TEXT } = COLUMNS.books;

const attnum = (value: number) => ({ type: 'attnum', value });
const literal = (value: unknown) => ({ type: 'literal', value });
const operator = (type: string, ...args: unknown[]) => ({ type, args });

// Every planted value has a dash in it. All filters let every row through.
const HOLDS_DASH = operator('contains', attnum(TEXT), literal('-'));
const KEY_ABOVE_0 = operator('greater', attnum(KEY), literal(0));

const filter = (name: string, tree: unknown): Level => sets(`filter of ${name}`, { filter: tree });

export const FILTER: readonly Level[] = [
  PLAIN,
  filter('a text', HOLDS_DASH),
  filter('a number', KEY_ABOVE_0),
  filter('nulls', operator('not_null', attnum(TEXT))),
  filter('two', operator('and', HOLDS_DASH, operator('not', operator('null', attnum(KEY))))),
];

const by = (number: number, direction: string) => ({ attnum: number, direction });

export const ORDER: readonly Level[] = [
  PLAIN,
  sets('order by text', { order: [by(TEXT, 'asc')] }),
  sets('order by number', { order: [by(KEY, 'desc')] }),
  sets('order by two', { order: [by(TEXT, 'desc'), by(KEY, 'asc')] }),
];

const GROUPING: readonly Level[] = [
  PLAIN,
  sets('grouping by text', { grouping: { columns: [TEXT] } }),
  sets('grouping by number', { grouping: { columns: [KEY] } }),
  sets('grouping by two', { grouping: { columns: [TEXT, KEY], preproc: [null, null] } }),
];

const SUMMARIES: readonly Level[] = [PLAIN, sets('with summaries', { return_record_summaries: true })];

/** Pages as a person may ask for them, then as nobody should. */
export const LIMIT: readonly Level[] = [
  PLAIN,
  sets('limit 2', { limit: 2 }),
  sets('limit 500', { limit: 500 }),
  sets('limit 0', { limit: 0 }, 'odd'),
  sets('limit -1', { limit: -1 }, 'odd'),
  sets('limit of a billion', { limit: 1_000_000_000 }, 'odd'),
  sets('limit null', { limit: null }, 'odd'),
  sets('limit as text', { limit: '10' }, 'odd'),
];
export const OFFSET: readonly Level[] = [
  PLAIN,
  sets('offset 0', { offset: 0 }),
  sets('offset past the end', { offset: 1_000_000 }, 'odd'),
  sets('offset -1', { offset: -1 }, 'odd'),
];

/** The forms of the methods that read rows. */
export const RECORDS_WAYS: Readonly<Record<string, Factors>> = {
  'records.list': {
    filter: FILTER,
    order: ORDER,
    grouping: GROUPING,
    limit: LIMIT,
    offset: OFFSET,
    summaries: SUMMARIES,
  },
  'records.get': {
    key: [PLAIN, sets('key as text', { record_id: '1' })],
    summaries: SUMMARIES,
  },
  'records.search': {
    search: [
      PLAIN,
      sets('search in two columns', {
        search_params: [
          { attnum: TEXT, literal: '-' },
          { attnum: KEY, literal: 1 },
        ],
      }),
      sets('search for a number', { search_params: [{ attnum: KEY, literal: 1 }] }),
      sets('search for nothing', { search_params: [] }),
    ],
    limit: LIMIT,
    offset: OFFSET,
    summaries: SUMMARIES,
  },
  'records.list_summaries': {
    search: [PLAIN, sets('search', { search: '-' })],
    limit: LIMIT,
    offset: OFFSET,
  },
  'forms.list_related_records': {
    search: [PLAIN, sets('search', { search: '-' })],
    limit: LIMIT,
    offset: OFFSET,
  },
};
