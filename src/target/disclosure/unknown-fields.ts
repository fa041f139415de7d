import { readFileSync } from 'node:fs';

/**
 * The fields of an answer, as the types in `wire/` say: of an object by name, where `*` stands for any other name and `#`
 * for any number; of a list in a list of one. `''` is a value without fields, `'*'` one of which nothing is said.
 */
export type Shape = '' | '*' | [Shape] | Fields;

export interface Fields {
  [name: string]: Shape;
}

/** The fields that answers have: written from the types by `npm run fields`. */
const FIELDS = new URL('fields.json', import.meta.url);

/** Knows the fields of all answers, and finds others. */
export class KnownFields {
  private readonly shapes = JSON.parse(readFileSync(FIELDS, 'utf8')) as Record<string, Shape>;

  /**
   * JSON pointers, within the result of a method or of an address, to the fields that its type does not have.
   * @param name the method, or the address
   */
  unknownIn(name: string, result: unknown): string[] {
    const shape = this.shapes[name];
    return shape === undefined ? [] : unknown(result, shape, '');
  }
}

function unknown(value: unknown, shape: Shape, at: string): string[] {
  if (shape === '*' || typeof value !== 'object' || value === null) return [];
  if (typeof shape === 'string' || Array.isArray(value) !== Array.isArray(shape)) return [at];
  return Object.entries(value).flatMap(([name, inner]) => {
    const known = Array.isArray(shape) ? shape[0] : fieldOf(shape, name);
    const inside = `${at}/${name}`;
    return known === undefined || isNoEntry(shape, name, inner) ? [inside] : unknown(inner, known, inside);
  });
}

/** Where objects stand under any name, a plain value is none of them. */
const isNoEntry = (shape: [Shape] | Fields, name: string, value: unknown): boolean =>
  !Array.isArray(shape) &&
  !Object.hasOwn(shape, name) &&
  typeof shape['*'] === 'object' &&
  typeof value !== 'object';

const fieldOf = (shape: Fields, name: string): Shape | undefined =>
  (Object.hasOwn(shape, name) ? shape[name] : undefined) ??
  (/^\d+$/.test(name) ? shape['#'] : undefined) ??
  shape['*'];
