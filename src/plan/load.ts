import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PlanSource } from './compile';
import { PAGE_KINDS, type PageKind } from './types';

/** The front matter's line `kind: demo`. */
const KIND = /^---[ \t]*\r?\n(?:(?!---).*\r?\n)*?kind:[ \t]*(\S+)/;

/**
 * Reads the Markdown files of a folder that are pages of one kind, README.md apart, in the order of their names.
 * @param folder the plan's folder; files are named relative to the working directory, with `/`
 * @throws Error where there is no such folder, or where a page is of no known kind
 */
export function loadPlan(folder: string, kind: PageKind = 'permissions'): PlanSource[] {
  return markdownNames(folder)
    .map((name) => ({
      file: path.relative('', path.join(folder, name)).split(path.sep).join('/'),
      text: readFileSync(path.join(folder, name), 'utf8'),
    }))
    .filter((source) => kindOf(source) === kind);
}

function kindOf({ file, text }: PlanSource): PageKind {
  const written = KIND.exec(text)?.[1] ?? 'permissions';
  const known = PAGE_KINDS.find((kind) => kind === written);
  if (known) return known;
  throw new Error(`${file}:2:1  unknown kind "${written}"\n  kinds of pages: ${PAGE_KINDS.join(', ')}`);
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
