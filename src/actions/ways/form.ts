import type { Role } from '../../roles';
import type { Sent } from '../../target/client';
import type { World } from '../../world/world';

/** Parameters of a JSON-RPC method, or the query of an address. */
export type Params = Record<string, unknown>;

/** One way to fill a factor of a read, such as one filter. */
export interface Level {
  /** As the report calls it; the first level of a factor is what the plain form has. */
  name: string;
  fill: (params: Params, about: About) => Params | Promise<Params>;
  /**
   * What nobody is promised an answer with rows for: a page of -1 rows, a type that the method does not take. Tried one at a
   * time, because one that is refused as wrong hides all others.
   */
  odd?: true;
}

/** Factor → its levels. */
export type Factors = Readonly<Record<string, readonly Level[]>>;

/** One level of each factor. */
export type Choice = readonly Level[];

/** What a level may use to fill its factor. */
export interface About {
  world: World;
  role: Role;
}

/** One form of a read. */
export interface Form {
  /** Its levels and how it is sent, e.g. `filter contains, in a batch`; the same in every world. */
  name: string;
  sent: Sent;
  /** The JSON-RPC id of the answer that counts; undefined for plain HTTP. */
  id?: number;
  /**
   * Whether whoever is allowed the plain form is promised this one. Others (another method of HTTP, a page of -1 rows) may
   * answer nobody.
   */
  promised: boolean;
}

/** A level that leaves everything as it is. */
export const PLAIN: Level = { name: '', fill: (params) => params };

/** A level that sets parameters. */
export const sets = (name: string, values: Params, odd?: 'odd'): Level => ({
  name,
  fill: (params) => ({ ...params, ...values }),
  ...(odd ? { odd: true } : {}),
});
