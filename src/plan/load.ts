import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PlanSource } from './compile';

/**
 * Reads the Markdown files of a folder, README.md apart, in the order of their names.
 * @param folder the plan's folder; files are named relative to the working directory, with `/`
 * @throws Error where there is no such folder
 */
export function loadPlan(folder: string): PlanSource[] {
  return markdownNames(folder).map((name) => ({
    file: path.relative('', path.join(folder, name)).split(path.sep).join('/'),
    text: readFileSync(path.join(folder, name), 'utf8'),
  }));
}

function markdownNames(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(
        (entry) => !entry.isDirectory() && /\.md$/i.test(entry.name) && !/^readme\.md$/i.test(entry.name),
      )
      .map((entry) => entry.name)
      .sort();
  } catch (cause) {
    throw new Error(`${folder} is no folder that can be read; the plan is expected there`, { cause });
  }
}
