import path from 'node:path';
import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { kept, KEPT } from './kept';

/** What was parsed before: every command of a day parses the same pages, which takes twenty times as long as reading this. */
const CACHE = path.join(KEPT, 'markdown');

/** Characters from which on a text is kept. */
const LONG = 2000;

/** How many texts are kept: the pages of some plans, as they were last. */
const MOST = 200;

/**
 * The tree of a Markdown text (GitHub's dialect of tables and footnotes).
 * @param cache folder of what was parsed before; where it can not be read or written, the text is parsed anew
 */
export function parseMarkdown(text: string, cache = CACHE): Root {
  if (text.length < LONG) return parse(text);
  return kept({ folder: cache, most: MOST }, [text], () => parse(text));
}

const parse = (text: string): Root =>
  fromMarkdown(text, {
    extensions: [gfmTable(), gfmFootnote()],
    mdastExtensions: [gfmTableFromMarkdown(), gfmFootnoteFromMarkdown()],
  });
