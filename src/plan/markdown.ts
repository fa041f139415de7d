import type { Nodes, Root, Table as TableNode, TableCell } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { toString } from 'mdast-util-to-string';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
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
  /** Lines that begin like a table's row and belong to no table: GitHub shows them as text. */
  strayRows: number[];
}

/** Footnote identifiers are compared as in Markdown: without regard to case and to the width of blanks. */
export function footnoteKey(id: string): string {
  return id.trim().replace(/\s+/g, ' ').toLowerCase();
}

/**
 * Finds the tables and footnotes of a Markdown text.
 * @param text Markdown (GitHub's dialect of tables and footnotes), without front matter
 */
export function readMarkdown(text: string): MarkdownFile {
  const tree: Root = fromMarkdown(text, {
    extensions: [gfmTable(), gfmFootnote()],
    mdastExtensions: [gfmTableFromMarkdown(), gfmFootnoteFromMarkdown()],
  });
  const file: MarkdownFile = {
    title: undefined,
    titleOffset: 0,
    tables: [],
    footnotes: [],
    references: new Set(),
    strayRows: [],
  };
  visit(tree, text, file);
  return file;
}

function visit(node: Nodes, text: string, file: MarkdownFile): void {
  switch (node.type) {
    case 'table':
      file.tables.push(readTable(node, text));
      break;
    case 'heading':
      if (file.title === undefined) {
        file.title = toString(node).trim();
        file.titleOffset = spanOf(node, text).offset;
      }
      findStrayRow(spanOf(node, text), file);
      break;
    case 'paragraph':
      findStrayRow(spanOf(node, text), file);
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
          .map((child) => toString(child))
          .join(' ')
          .replace(/\s+/g, ' ')
          .trim(),
        source: spanOf(node, text),
      });
      break;
    }
  }
  if ('children' in node) for (const child of node.children) visit(child, text, file);
}

function readTable(table: TableNode, text: string): SourceTable {
  const rows = table.children.map((row) => ({
    cells: row.children.map((cell) => readCell(cell, text)),
    end: row.position?.end.offset ?? 0,
  }));
  const [header = { cells: [], end: 0 }, ...body] = rows;
  return { header, rows: body, offset: table.position?.start.offset ?? 0 };
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

function findStrayRow(block: Span, file: MarkdownFile): void {
  const row = /^[ \t>]*\|/m.exec(block.text);
  if (row !== null) file.strayRows.push(block.offset + row.index + row[0].length - 1);
}

function spanOf(node: Nodes, text: string): Span {
  const offset = node.position?.start.offset ?? 0;
  return { text: text.slice(offset, node.position?.end.offset), offset };
}
