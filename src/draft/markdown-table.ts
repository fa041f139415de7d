type Align = 'left' | 'center' | 'right' | undefined;

/** A table of Markdown as text: a header, the alignment of its columns, rows. */
export interface TextTable {
  header: readonly string[];
  align: readonly Align[];
  rows: readonly (readonly string[])[];
}

/**
 * Writes a table as prettier does, so that a new row leaves the others as they are. (The library markdown-table centres
 * the other way.)
 */
export function writeTable({ header, align, rows }: TextTable): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(3, ...all.map((row) => widthOf(row[column] ?? ''))));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => pad(cells[column] ?? '', width, align[column])).join(' | ')} |`;
  const rule = widths.map((width, column) => delimiter(width, align[column]));
  return [line(header), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

function delimiter(width: number, align: Align): string {
  const [start, end] = [align === 'center' ? ':' : '-', align === 'center' || align === 'right' ? ':' : '-'];
  return start + '-'.repeat(width - 2) + end;
}

function pad(text: string, width: number, align: Align): string {
  const blanks = Math.max(0, width - widthOf(text));
  const before = align === 'right' ? blanks : align === 'center' ? Math.floor(blanks / 2) : 0;
  return ' '.repeat(before) + text + ' '.repeat(blanks - before);
}

/**
 * A row for an existing table, as wide as its columns where it fits: what is wider moves only the row itself, so that a
 * difference shows one line.
 * @param delimiters the table's line |---|---|
 */
export function rowBelow(delimiters: string, row: readonly string[]): string {
  const columns = delimiters
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
  const cells = row.map((text, column) =>
    pad(text, columns[column]?.length ?? 0, alignOf(columns[column] ?? '')),
  );
  return `| ${cells.join(' | ')} |`;
}

function alignOf(delimiter: string): Align {
  const [start, end] = [delimiter.startsWith(':'), delimiter.endsWith(':')];
  if (start && end) return 'center';
  return end ? 'right' : start ? 'left' : undefined;
}

/** Columns that a text takes; the marks for yes and no are two wide. */
const widthOf = (text: string): number => text.length + (text.match(/[✅❌]/gu)?.length ?? 0);
