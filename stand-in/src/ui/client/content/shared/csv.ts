/** The first rows of a text in CSV or TSV, for a look at them; the server reads the file itself. */
export function csvRows(text: string, limit = 20): string[][] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  const separator = lines[0]?.includes('\t') ? '\t' : ',';
  const field = new RegExp(`(?:^|${separator})(?:"((?:[^"]|"")*)"|([^${separator}]*))`, 'g');
  return lines
    .slice(0, limit)
    .map((line) =>
      [...line.matchAll(field)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''),
    );
}
