import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Removes all that lies in a folder but what was written last. What another process removes meanwhile counts as oldest.
 * @param most how many files and folders are kept
 * @throws the system's error
 */
export function keepNewest(folder: string, most: number): void {
  const names = readdirSync(folder);
  if (names.length <= most) return;
  const written = (name: string) =>
    statSync(path.join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const times = names.map((name) => ({ name, at: written(name) }));
  for (const { name } of times.sort((one, other) => other.at - one.at).slice(most))
    rmSync(path.join(folder, name), { recursive: true, force: true });
}
