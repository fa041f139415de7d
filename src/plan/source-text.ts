import type { Position } from './types';

/** A piece of a file: its text and where it starts, in UTF-16 units from the start of the file. */
export interface Span {
  text: string;
  offset: number;
}

/** A plan file's text, which knows the line and column of each of its offsets. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  readonly #lineStarts: number[] = [0];

  /**
   * @param file path as it is to be printed
   * @param text content of the file; a byte order mark is dropped
   */
  constructor(file: string, text: string) {
    this.file = file;
    this.text = text.startsWith('\uFEFF') ? text.slice(1) : text;
    for (const lineEnd of this.text.matchAll(/\r\n|\n|\r/g)) {
      this.#lineStarts.push(lineEnd.index + lineEnd[0].length);
    }
  }

  /** Line and column, both counted from 1, of an offset. */
  at(offset: number): Position {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
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
