/** A text as it stands in a cell of a Markdown table: on one line, with no `|` that ends the cell. */
export const tableCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
