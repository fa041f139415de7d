import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { attempt, useLoad } from '../../components';
import { rpc } from '../../rpc';
import type { Table } from '../../types';
import { isNothing, keyColumn, textOf } from '../shared/columns';
import { inTable, loadColumns, loadConstraints, loadJoinable, loadRecords } from '../shared/tables';
import type { Column, RecordAnswer, Row, TableParts } from '../shared/wire';

/** What is asked of the rows. */
export interface Query {
  sort: readonly { attnum: number; direction: 'asc' | 'desc' }[];
  filter: { attnum: number; text: string } | undefined;
  /** Rows with the same value in this column stand together under a heading. */
  group: number | undefined;
  page: number;
  size: number;
}

const EVERYTHING: Query = { sort: [], filter: undefined, group: undefined, page: 0, size: 500 };

/** A row as the page holds it: a new one is not in the table before it was saved. */
export interface Line {
  id: number;
  values: Row;
  saved: boolean;
  /** Added by this page since the rows were loaded last. */
  fresh: boolean;
}

type Summaries = Record<string, Record<string, string>>;

function paramsOf({ sort, filter, group, page, size }: Query): object {
  const grouped = group === undefined ? [] : [{ attnum: group, direction: 'asc' as const }];
  const order = [...grouped, ...sort.filter(({ attnum }) => attnum !== group)];
  return {
    limit: size,
    offset: page * size,
    ...(order.length > 0 ? { order } : {}),
    ...(filter && filter.text !== ''
      ? {
          filter: {
            type: 'contains_case_insensitive',
            args: [
              { type: 'attnum', value: filter.attnum },
              { type: 'literal', value: filter.text },
            ],
          },
        }
      : {}),
  };
}

/** Everything about a table that is known without reading its rows. */
export function useTableParts(table: Table) {
  return useLoad<TableParts>(async () => {
    const [columns, constraints, joinable] = await Promise.all([
      loadColumns(table.oid),
      loadConstraints(table.oid),
      loadJoinable(table.oid),
    ]);
    return { table, columns, constraints, joinable };
  }, [table]);
}

/** The rows of a table, and what can be done with them; a refusal is shown in the endpoint's words. */
export function useRows({ table, columns }: Pick<TableParts, 'table' | 'columns'>) {
  const [query, setQuery] = useState(EVERYTHING);
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [summaries, setSummaries] = useState<Summaries>({});
  const last = useRef(0);
  const [loading, reload] = useLoad<RecordAnswer>(
    () => loadRecords(table.oid, paramsOf(query)),
    [table.oid, query, columns],
  );

  const line = (values: Row, state: { saved: boolean; fresh: boolean }): Line => ({
    id: ++last.current,
    values,
    ...state,
  });
  const learn = (learned: Summaries | null) =>
    setSummaries((known) => {
      const entries = Object.entries(learned ?? {});
      const merged = entries.map(([attnum, names]) => [attnum, { ...known[attnum], ...names }]);
      return { ...known, ...(Object.fromEntries(merged) as Summaries) };
    });
  const answer = loading.data;
  useLayoutEffect(() => {
    if (!answer) return;
    learn(answer.linked_record_summaries);
    setLines(answer.results.map((values) => line(values, { saved: true, fresh: false })));
  }, [answer]);

  const replace = (changed: Line) => {
    setLines((all) => all.map((each) => (each.id === changed.id ? changed : each)));
  };
  const key = keyColumn(columns);
  const keyOf = (of: Line): unknown => (key ? of.values[key.id] : undefined);
  const missing = (values: Row) =>
    columns.some(
      ({ id, nullable, default: preset }) => !nullable && preset === null && isNothing(values[id]),
    );

  /** Saves a row that was not in the table. */
  const inserted = async (draft: Line): Promise<Line> => {
    // What is undefined is not sent.
    const record_def = draft.values;
    const added = await rpc<RecordAnswer>('records.add', { ...inTable(table.oid), record_def });
    learn(added.linked_record_summaries);
    return { ...draft, values: added.results[0] ?? draft.values, saved: true };
  };

  return {
    loading,
    reload,
    query,
    setQuery,
    lines,
    summaries,
    count: answer?.count ?? 0,
    keyOf,
    /** Adds a row with the values; one that lacks something required waits for it. */
    add: async (values: Row = {}) => {
      let added = line(values, { saved: false, fresh: true });
      await attempt(async () => {
        if (!missing(values)) added = await inserted(added);
      });
      setLines((all) => [...all, added]);
    },
    set: (of: Line, column: Column, value: unknown, summary?: string) =>
      attempt(async () => {
        if (summary !== undefined) learn({ [column.id]: { [textOf(value)]: summary } });
        const values = { ...of.values, [column.id]: value };
        if (!of.saved) {
          const draft = { ...of, values };
          replace(draft);
          if (!missing(values)) replace(await inserted(draft));
          return;
        }
        const record_def = { [column.id]: value };
        const change = { ...inTable(table.oid), record_id: keyOf(of), record_def };
        const patched = await rpc<RecordAnswer>('records.patch', change);
        learn(patched.linked_record_summaries);
        replace({ ...of, values: patched.results[0] ?? values });
      }),
    /** @throws RpcFailure when the endpoint refuses */
    remove: async (of: Line) => {
      if (of.saved) await rpc('records.delete', { ...inTable(table.oid), record_ids: [keyOf(of)] });
      setLines((all) => all.filter(({ id }) => id !== of.id));
    },
  };
}
