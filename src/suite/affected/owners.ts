import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where actions and controls are written; the index of a folder only lists those of the other files. */
const FOLDERS = ['src/actions', 'src/controls', 'src/demo'];

/** Whether a file lists all actions or controls. */
export const isIndex = (file: string): boolean => FOLDERS.some((folder) => file === `${folder}/index.ts`);

/** The file in which each action and each control is written. */
export async function readOwners(): Promise<ReadonlyMap<unknown, string>> {
  const owners = new Map<unknown, string>();
  for (const folder of FOLDERS) {
    for (const name of readdirSync(folder)) {
      const file = `${folder}/${name}`;
      if (!name.endsWith('.ts') || isIndex(file)) continue;
      const exported = (await import(pathToFileURL(path.resolve(file)).href)) as Record<string, unknown>;
      const lists = Object.values(exported).map((each) => (each instanceof Map ? [...each.values()] : each));
      for (const each of lists.filter(Array.isArray).flat() as unknown[])
        if (typeof each === 'object' && !owners.has(each)) owners.set(each, file);
    }
  }
  return owners;
}
