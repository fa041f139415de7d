import { z } from 'zod';
import { ident, literal } from '../db';
import { CODES, RpcError } from '../errors';
import { OPERATORS } from './record-query';

/** A query, and the names of what it gives. */
interface Query {
  sql: string;
  outputs: string[];
}

const Aliases = z.array(z.string());
const Order = z.array(z.looseObject({ field: z.string(), direction: z.string() }));
const Count = z.int().min(0);
const Grouping = z.looseObject({ input_alias: z.string(), output_alias: z.string() });
const Summary = z.looseObject({
  grouping_expressions: z.array(Grouping),
  aggregation_expressions: z.array(Grouping.extend({ function: z.string() })).default([]),
});

const AGGREGATES: Readonly<Record<string, (column: string) => string>> = {
  distinct_aggregate_to_array: (column) => `array_agg(DISTINCT ${column})`,
  aggregate_to_array: (column) => `array_agg(${column})`,
  count: (column) => `count(${column})`,
};

const unknown = (what: string) =>
  new RpcError(CODES.badValue, `ValueError: the stand-in does not know transformation "${what}"`);

/** A condition: an operator with its arguments, each a column, a literal or a condition again. */
function conditionOf(spec: unknown): string {
  const [[name, operands] = ['', []]] = Object.entries(
    z.record(z.string(), z.array(z.unknown())).parse(spec),
  );
  if (name === 'column_name') return ident(String(operands[0]));
  if (name === 'literal') return literal(String(operands[0]));
  const operator = OPERATORS[name];
  if (!operator) throw unknown(`filter by ${name}`);
  return operator(...operands.map(conditionOf));
}

/** How each kind of transformation that the stand-in knows is put around a query. */
const KINDS: Readonly<Record<string, (query: Query, spec: unknown) => Query>> = {
  filter: ({ sql, outputs }, spec) => ({
    sql: `SELECT * FROM (${sql}) f WHERE ${conditionOf(spec)}`,
    outputs,
  }),
  order: ({ sql, outputs }, spec) => {
    const terms = Order.parse(spec)
      .filter(({ field }) => outputs.includes(field))
      .map(({ field, direction }) => `${ident(field)} ${direction === 'desc' ? 'DESC' : 'ASC'}`);
    return { sql: terms.length > 0 ? `SELECT * FROM (${sql}) o ORDER BY ${terms.join(', ')}` : sql, outputs };
  },
  limit: ({ sql, outputs }, spec) => ({
    sql: `SELECT * FROM (${sql}) l LIMIT ${String(Count.parse(spec))}`,
    outputs,
  }),
  offset: ({ sql, outputs }, spec) => ({
    sql: `SELECT * FROM (${sql}) l OFFSET ${String(Count.parse(spec))}`,
    outputs,
  }),
  hide: ({ sql, outputs }, spec) => {
    const hidden = Aliases.parse(spec);
    return selected(
      sql,
      outputs.filter((name) => !hidden.includes(name)),
    );
  },
  select: ({ sql, outputs }, spec) =>
    selected(
      sql,
      Aliases.parse(spec).filter((name) => outputs.includes(name)),
    ),
  summarize: ({ sql }, spec) => {
    const { grouping_expressions: groups, aggregation_expressions: aggregates } = Summary.parse(spec);
    const list = [
      ...groups.map((group) => `${ident(group.input_alias)} AS ${ident(group.output_alias)}`),
      ...aggregates.map(({ function: name, input_alias, output_alias }) => {
        const aggregate = AGGREGATES[name];
        if (!aggregate) throw unknown(`summarize by ${name}`);
        return `${aggregate(ident(input_alias))} AS ${ident(output_alias)}`;
      }),
    ];
    const by = groups.map(({ input_alias }) => ident(input_alias));
    return {
      sql: `SELECT ${list.join(', ')} FROM (${sql}) g GROUP BY ${by.join(', ')}`,
      outputs: [...groups, ...aggregates].map(({ output_alias }) => output_alias),
    };
  },
};

const selected = (sql: string, outputs: string[]): Query => ({
  sql: `SELECT ${outputs.map((name) => ident(name)).join(', ')} FROM (${sql}) s`,
  outputs,
});

/**
 * Puts the transformations of an exploration around its query, one after the other.
 * @throws RpcError -31057 for one that the stand-in does not know
 */
export function transform(
  sql: string,
  aliases: string[],
  transformations: readonly { type: string; spec?: unknown }[] | null | undefined,
): Query {
  return (transformations ?? []).reduce<Query>(
    (query, { type, spec }) => {
      const kind = KINDS[type];
      if (!kind) throw unknown(type);
      return kind(query, spec);
    },
    { sql, outputs: aliases },
  );
}
