import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { PlanSource } from './compile';
import { formatProblems } from './format';
import { kindOf } from './front-matter';
import { Problems } from './problems';
import { SourceText } from './source-text';
import { unknownName } from './suggest';
import { PAGE_KINDS, type PageKind } from './types';

/** A page, and its kind. */
export interface LoadedPage extends PlanSource {
  kind: PageKind;
}

/**
 * Reads the Markdown files of a folder that are pages of one kind, README.md apart, in the order of their names.
 * @param folder the plan's folder; files are named relative to the working directory, with `/`
 * @throws as {@link loadPages}
 */
export const loadPlan = (folder: string, kind: PageKind = 'permissions'): PlanSource[] =>
  pagesOfKind(loadPages(folder), kind);

/** Those of some pages that are of a kind. */
export const pagesOfKind = (pages: readonly LoadedPage[], kind: PageKind): PlanSource[] =>
  pages.filter((page) => page.kind === kind).map(({ file, text }) => ({ file, text }));

/**
 * The same, of every kind.
 * @throws Error where there is no such folder; or with all problems of the files that can not be read, or are of no
 *   known kind
 */
export function loadPages(folder: string): LoadedPage[] {
  const problems = new Problems();
  const pages = markdownNames(folder).flatMap((name): LoadedPage[] => {
    const file = path.relative('', path.join(folder, name)).split(path.sep).join('/');
    try {
      const read = readText(path.join(folder, name));
      if (read === undefined) return [];
      const page = new SourceText(file, read);
      const { text: named, offset } = kindOf(page.text) ?? { text: 'permissions', offset: 0 };
      const kind = PAGE_KINDS.find((known) => known === named);
      if (kind) return [{ file, text: page.text, kind }];
      problems.error(page.at(offset), unknownName('kind', named, PAGE_KINDS), [
        `kinds of pages: ${PAGE_KINDS.join(', ')}`,
      ]);
    } catch (error) {
      const { message, hint } = describe(error);
      problems.error({ file, line: 1, column: 1 }, message, [hint]);
    }
    return [];
  });
  if (problems.count > 0) throw new Error(formatProblems(problems.sorted()));
  return pages;
}

class Unreadable extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** A file's text; undefined for a folder. @throws Unreadable for what is no text in UTF-8, or no file */
function readText(file: string): string | undefined {
  const stat = statSync(file);
  if (stat.isDirectory()) return undefined;
  // Opening a named pipe waits for somebody who writes into it.
  if (!stat.isFile()) throw new Unreadable('is no ordinary file', 'remove it, or put a file in its place');
  const bytes = readFileSync(file);
  const [first = 0, second = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || bytes.includes(0)) {
    throw new Unreadable('the file is written in UTF-16, or is no text', 'save it as UTF-8');
  }
  const text = decode(bytes);
  if (/\r(?!\n)/.test(text)) {
    throw new Unreadable('lines end with CR alone', 'save the file with line ends LF or CRLF');
  }
  return text;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable('the file is not written in UTF-8, but perhaps in Latin-1', 'save it as UTF-8');
  }
}

function describe(error: unknown): { message: string; hint: string } {
  if (error instanceof Unreadable) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  const known: Partial<Record<string, string>> = {
    ENOENT: 'the link leads nowhere',
    ELOOP: 'the link leads back to itself',
    EACCES: 'the file may not be read',
  };
  return { message: known[code] ?? `the file can not be read (${code})`, hint: 'correct or remove it' };
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
