import { COLUMNS, type World } from '../../world/world';
import { PLAIN, sets, type Factors, type Level } from './form';
import { LIMIT, OFFSET } from './records';

/** What an exploration of the world's gives its one column as a name. */
const ALIAS = 'text';

interface Definition {
  base_table_oid: number;
  initial_columns: { id: string; attnum: number; alias: string; join_path?: unknown }[];
}

/** A level that changes the definition of the exploration. */
const defines = (name: string, change: (definition: Definition, world: World) => object): Level => ({
  name,
  fill: (params, { world }) => {
    const definition = params.exploration_def as Definition;
    return { ...params, exploration_def: { ...definition, ...change(definition, world) } };
  },
});

const transforms = (name: string, type: string, spec: unknown): Level =>
  defines(name, () => ({ transformations: [{ type, spec }] }));

const TRANSFORMATION: readonly Level[] = [
  PLAIN,
  // Every planted value has a dash in it.
  transforms('filtered', 'filter', { contains: [{ column_name: [ALIAS] }, { literal: ['-'] }] }),
  transforms('sorted', 'order', [{ field: ALIAS, direction: 'desc' }]),
  transforms('limited', 'limit', 10),
  transforms('with an offset', 'offset', 0),
  transforms('summarized', 'summarize', {
    base_grouping_column: ALIAS,
    grouping_expressions: [{ input_alias: ALIAS, output_alias: `${ALIAS}_grouped` }],
    aggregation_expressions: [
      { input_alias: ALIAS, output_alias: `${ALIAS}_agged`, function: 'distinct_aggregate_to_array' },
    ],
  }),
];

/** Reads the same columns from another table: rows of all tables have the same keys. */
const joined = defines('joined', ({ base_table_oid: target, initial_columns }, { tables }) => {
  const base = target === tables.authors.oid ? tables.books.oid : tables.authors.oid;
  const join_path = [
    [
      [base, COLUMNS.authors.id],
      [target, COLUMNS.authors.id],
    ],
  ];
  return {
    base_table_oid: base,
    initial_columns: initial_columns.map((column) => ({ ...column, join_path })),
  };
});

const SCHEMA: readonly Level[] = [
  PLAIN,
  {
    name: 'of a schema',
    fill: (params, { world }) => ({ ...params, schema_oid: world.schema.oid }),
  },
  { name: 'of all schemas', fill: ({ schema_oid: _, ...params }) => params },
];

/** The forms of the methods that read explorations or by them. */
export const EXPLORATIONS_WAYS: Readonly<Record<string, Factors>> = {
  'explorations.run': {
    transformation: TRANSFORMATION,
    join: [PLAIN, joined],
    columns: [
      PLAIN,
      defines('with the key', ({ initial_columns }) => ({
        initial_columns: [...initial_columns, { id: 'c0', attnum: COLUMNS.books.id, alias: 'key' }],
      })),
    ],
    limit: LIMIT,
    offset: OFFSET,
  },
  'explorations.list': { schema: SCHEMA },
};

/** The forms of other methods with a choice. */
export const OTHER_WAYS: Readonly<Record<string, Factors>> = {
  'databases.configured.list': {
    server: [
      PLAIN,
      {
        name: 'of a server',
        fill: (params, { world }) => ({ ...params, server_id: world.state.serverId }),
      },
      sets('of no server', { server_id: null }),
    ],
  },
  'tables.list_joinable': {
    depth: [
      PLAIN,
      sets('depth 1', { max_depth: 1 }),
      sets('depth 3', { max_depth: 3 }),
      sets('depth 0', { max_depth: 0 }, 'odd'),
      sets('depth -1', { max_depth: -1 }, 'odd'),
    ],
  },
  'tables.get_import_preview': { limit: LIMIT },
};
