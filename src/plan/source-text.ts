import { location, type Location } from 'vfile-location';
import type { Position } from './types';

/** A piece of a file: its text and where it starts, in UTF-16 units from the start of the file. */
export interface Span {
  text: string;
  offset: number;
}

const START = { line: 1, column: 1 };

/** A plan file's text, which knows the line and column of each of its offsets. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  readonly #location: Location;

  /**
   * @param file path as it is to be printed
   * @param text content of the file; a byte order mark is dropped
   */
  constructor(file: string, text: string) {
    this.file = file;
    this.text = text.startsWith('\uFEFF') ? text.slice(1) : text;
    this.#location = location(this.text);
  }

  /** Line and column, both counted from 1, of an offset. */
  at(offset: number): Position {
    const { line, column } = this.#location.toPoint(offset) ?? START;
    return { file: this.file, line, column };
  }
}

/** The span without blanks at either end; of a blank one, an empty span at its end. */
export function trimSpan(span: Span): Span {
  const start = span.text.length - span.text.trimStart().length;
  return { text: span.text.trim(), offset: span.offset + start };
}

/** The parts of a comma separated list, trimmed, each with its own offset; none for a blank list. */
export function listItems(span: Span): Span[] {
  if (span.text.trim() === '') return [];
  const items: Span[] = [];
  let offset = span.offset;
  for (const text of span.text.split(',')) {
    items.push(trimSpan({ text, offset }));
    offset += text.length + 1;
  }
  return items;
}
