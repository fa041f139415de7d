import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { keepNewest } from './keep-newest';
import { writeAtomically } from './write-atomically';

const MODULES = path.resolve(import.meta.dirname, '../../node_modules');

/** What was parsed before: every command of a day parses the same pages, which takes twenty times as long as reading this. */
const CACHE = path.join(MODULES, '.cache', 'qa-plan', 'markdown');

/** Characters from which on a text is kept. */
const LONG = 2000;

/** How many texts are kept: the pages of some plans, as they were last. */
const MOST = 200;

/** Another parser may parse otherwise: which one is installed. */
let parser: string | undefined;

/**
 * The tree of a Markdown text (GitHub's dialect of tables and footnotes).
 * @param cache folder of what was parsed before; where it can not be read or written, the text is parsed anew
 */
export function parseMarkdown(text: string, cache = CACHE): Root {
  if (text.length < LONG) return parse(text);
  const file = path.join(cache, `${keyOf(text)}.json`);
  const known = read(file);
  if (known) return known;
  const tree = parse(text);
  keep(file, tree);
  return tree;
}

const parse = (text: string): Root =>
  fromMarkdown(text, {
    extensions: [gfmTable(), gfmFootnote()],
    mdastExtensions: [gfmTableFromMarkdown(), gfmFootnoteFromMarkdown()],
  });

function keyOf(text: string): string {
  parser ??= hash(readFileSync(path.join(MODULES, '.package-lock.json')));
  return hash(`${parser} ${text}`);
}

const hash = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

function read(file: string): Root | undefined {
  try {
    const known = JSON.parse(readFileSync(file, 'utf8')) as Partial<Root> | null;
    return known?.type === 'root' ? (known as Root) : undefined;
  } catch {
    return undefined;
  }
}

function keep(file: string, tree: Root): void {
  try {
    writeAtomically(file, JSON.stringify(tree));
    keepNewest(path.dirname(file), MOST);
  } catch {
    // Without it, everything is as before, only slower.
  }
}
