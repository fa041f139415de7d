import type { Nodes, Table as TableNode, TableCell } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { parseMarkdown } from './parse-markdown';
import type { Span } from './source-text';

/** A table's cell: its source, trimmed, and the same without Markdown's marks. */
export interface SourceCell extends Span {
  plain: string;
}

export interface SourceRow {
  cells: SourceCell[];
  /** Offset behind the row's last character. */
  end: number;
}

export interface SourceTable {
  header: SourceRow;
  rows: SourceRow[];
  offset: number;
  end: number;
}

/** `[^id]: text`; a text of several lines is joined with blanks. */
export interface Footnote {
  id: string;
  /** The identifier as Markdown compares it. */
  key: string;
  text: string;
  source: Span;
}

/** What the plan compiler looks at in a Markdown file; all offsets count from the start of the file. */
export interface MarkdownFile {
  title: string | undefined;
  /** Offset of the heading that is the title. */
  titleOffset: number;
  tables: SourceTable[];
  footnotes: Footnote[];
  /** Keys of the footnotes that are referred to anywhere, in prose or in a cell. */
  references: Set<string>;
  /** What is no table, or one that says it is prose; in the order of the text. */
  blocks: Block[];
  /** Where the text is nested so deeply that nothing of it was read. */
  tooDeep?: number;
}

/** A part of the text without further blocks in it: where it starts and ends, and whether it is shown as written. */
export interface Block {
  kind: 'prose' | 'code' | 'html' | 'marked';
  start: number;
  end: number;
}

/** A comment that makes prose of the table, or the other block, behind it. */
const MARKER = /^<!--\s*not a matrix\s*-->$/i;

/** Signs of quotes and lists at a line's start. */
const CONTAINERS = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/gm;
/** No person nests as deeply; the time that a parser takes grows with the square of the depth. */
const MOST_CONTAINERS = 100;

/** Footnote identifiers are compared as in Markdown: without regard to case and to the width of blanks. */
export function footnoteKey(id: string): string {
  return id.trim().replace(/\s+/g, ' ').toLowerCase();
}

/**
 * Finds the tables and footnotes of a Markdown text.
 * @param text Markdown (GitHub's dialect of tables and footnotes), without front matter
 */
export function readMarkdown(text: string): MarkdownFile {
  const file: MarkdownFile = {
    title: undefined,
    titleOffset: 0,
    tables: [],
    footnotes: [],
    references: new Set(),
    blocks: [],
  };
  const tooDeep = [...text.matchAll(CONTAINERS)].find(([signs]) => depthOf(signs) > MOST_CONTAINERS);
  if (tooDeep !== undefined) return { ...file, tooDeep: tooDeep.index };
  visit(parseMarkdown(text), text, file, false);
  return file;
}

/** How deep a line is nested: by its signs, and by two blanks for each level that the lines above began. */
const depthOf = (signs: string) =>
  signs.replace(/[\s\d]/g, '').length + (signs.trim() === '' ? 0 : signs.search(/\S/) / 2);

function visit(node: Nodes, text: string, file: MarkdownFile, isMarked: boolean): void {
  const addBlock = (kind: Block['kind']) => {
    const { start, end } = node.position ?? {};
    file.blocks.push({ kind: isMarked ? 'marked' : kind, start: start?.offset ?? 0, end: end?.offset ?? 0 });
  };
  switch (node.type) {
    case 'table':
      if (isMarked) addBlock('marked');
      else file.tables.push(readTable(node, text));
      break;
    case 'code':
    case 'html':
      addBlock(node.type);
      break;
    case 'heading':
      if (file.title === undefined) {
        file.title = toString(node).trim();
        file.titleOffset = spanOf(node, text).offset;
      }
      addBlock('prose');
      break;
    case 'paragraph':
      addBlock('prose');
      break;
    case 'footnoteReference':
      file.references.add(footnoteKey(node.label ?? node.identifier));
      break;
    case 'footnoteDefinition': {
      const id = node.label ?? node.identifier;
      file.footnotes.push({
        id,
        key: footnoteKey(id),
        text: node.children
          .map((child) => footnoteText(child))
          .join(' ')
          .replace(/\s+/g, ' ')
          .trim(),
        source: spanOf(node, text),
      });
      break;
    }
  }
  if (!('children' in node)) return;
  for (const [index, child] of node.children.entries()) {
    const before = node.children[index - 1];
    visit(child, text, file, isMarked || (before?.type === 'html' && MARKER.test(before.value)));
  }
}

/** The text; of a link to an issue, behind the end of a known gap, its address. */
function footnoteText(block: Nodes): string {
  if (block.type !== 'paragraph') return toString(block);
  const index = block.children.findIndex(({ type }) => type === 'link');
  const link = block.children[index];
  const before = toString(block.children.slice(0, index));
  if (link?.type !== 'link' || !/\buntil [^,]+, $/.test(before)) return toString(block);
  return before + link.url + toString(block.children.slice(index + 1));
}

function readTable(table: TableNode, text: string): SourceTable {
  const rows = table.children.map((row) => ({
    cells: row.children.map((cell) => readCell(cell, text)),
    end: row.position?.end.offset ?? 0,
  }));
  const [header = { cells: [], end: 0 }, ...body] = rows;
  const { start, end } = table.position ?? {};
  return { header, rows: body, offset: start?.offset ?? 0, end: end?.offset ?? 0 };
}

function readCell(cell: TableCell, text: string): SourceCell {
  const first = cell.children[0]?.position?.start.offset;
  const last = cell.children.at(-1)?.position?.end.offset;
  if (first !== undefined && last !== undefined) {
    return { text: text.slice(first, last).trimEnd(), plain: toString(cell).trim(), offset: first };
  }
  const { text: source, offset } = spanOf(cell, text);
  return { text: '', plain: '', offset: offset + (/^\|? ?/.exec(source)?.[0].length ?? 0) };
}

function spanOf(node: Nodes, text: string): Span {
  const offset = node.position?.start.offset ?? 0;
  return { text: text.slice(offset, node.position?.end.offset), offset };
}
