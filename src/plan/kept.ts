import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { keepNewest } from './keep-newest';
import { writeAtomically } from './write-atomically';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Says which packages are installed: npm writes it, and gives their files no times. */
export const INSTALLED = 'node_modules/.package-lock.json';

/** Below it lies what was made before. */
export const KEPT = path.join(ROOT, 'node_modules/.cache/qa-plan');

/**
 * The code of the suite, where it is bundled: the bundle's folder is named after all that is in it. Sources have no such
 * name, so that nothing is kept that depends on more of them than one can tell.
 */
export const CODE = import.meta.filename.endsWith('.ts') ? undefined : import.meta.filename;

/** Other packages may make something else: which ones are installed. */
let packages: string | undefined;

/** Where something is kept. */
interface Place {
  folder: string;
  /** How many are kept there. */
  most: number;
}

/**
 * Makes something, or reads what was made of the same before, by the same packages.
 *
 * @param from all that it depends on
 * @param make gives plain data, with maps and sets
 * @returns where nothing can be read or written, what is made
 * @throws what `make` throws, which is not kept
 */
export function kept<Value>({ folder, most }: Place, from: readonly string[], make: () => Value): Value {
  let file: string | undefined;
  try {
    packages ??= readFileSync(path.join(ROOT, INSTALLED), 'utf8');
    file = path.join(folder, nameOf([packages, ...from]));
    return deserialize(readFileSync(file)) as Value;
  } catch {
    // There is none, or not a whole one.
  }
  const value = make();
  if (file === undefined) return value;
  try {
    writeAtomically(file, serialize(value));
    keepNewest(folder, most);
  } catch {
    // Without it, everything is as before, only slower.
  }
  return value;
}

const nameOf = (texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex');
