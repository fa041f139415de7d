import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** How a text of separated values is written. */
export interface Dialect {
  delimiter: string;
  quote: string;
}

const COMMA: Dialect = { delimiter: ',', quote: '"' };

/**
 * Reads separated values as people send them: lines may end either way, and need not be equally long.
 * @throws Error when a quote is not closed
 */
export const parseCsv = (text: string, { delimiter, quote }: Dialect = COMMA): string[][] =>
  parse(text, {
    ...{ delimiter, quote, record_delimiter: ['\r\n', '\n'] },
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });

/** Writes rows of texts as comma separated values; null is an empty field. */
export const formatCsv = (rows: (string | null)[][]): string =>
  // The library quotes for the whole line end only, and half of one ends a line too.
  stringify(rows, { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
