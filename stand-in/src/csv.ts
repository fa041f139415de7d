/** How a text of separated values is written. */
export interface Dialect {
  delimiter: string;
  quote: string;
}

const COMMA: Dialect = { delimiter: ',', quote: '"' };

/** Reads separated values, RFC 4180: quoted fields may hold delimiters, line ends and doubled quotes. */
export function parseCsv(text: string, { delimiter, quote }: Dialect = COMMA): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  const endField = () => {
    row.push(field);
    field = '';
  };
  const endRow = () => {
    endField();
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quoted) {
      if (char !== quote) field += char;
      else if (text.charAt(at + 1) === quote) field += text.charAt(++at);
      else quoted = false;
    } else if (char === quote && field === '') quoted = true;
    else if (char === delimiter) endField();
    else if (char === '\n') endRow();
    else if (char !== '\r') field += char;
  }
  if (field !== '' || row.length > 0) endRow();
  return rows;
}

/** Writes rows of texts as comma separated values; null is an empty field. */
export function formatCsv(rows: (string | null)[][]): string {
  const field = (value: string | null) =>
    value === null ? '' : /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}
