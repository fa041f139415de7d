/** The ID of a rule, where a row begins with it or a column names it as positive control. */
const IDS_OF_ROWS = /^\|\s*([A-Z][A-Z0-9]*(?:-[A-Za-z0-9]+)+)\s*\|/gm;

/**
 * A plan some times over: each file again and again, its rules under other IDs, which stand for the same cells.
 * @param files name → text
 */
export function multiply(files: Readonly<Record<string, string>>, times: number): Record<string, string> {
  const ids = new Set(
    Object.values(files).flatMap((text) => [...text.matchAll(IDS_OF_ROWS)].map(([, id = '']) => id)),
  );
  const many = { ...files };
  for (const [name, text] of Object.entries(files)) {
    const area = name.replace('.md', '');
    for (let copy = 2; copy <= times; copy += 1) {
      const other = `x${String(copy)}`;
      many[`${area}-${other}.md`] = text
        .replace(`area: ${area}\n`, `area: ${area}-${other}\n`)
        .replaceAll(WORD, (word) => (ids.has(word) ? `${word}-${other}` : word));
    }
  }
  return many;
}

const WORD = /\b[A-Z][A-Z0-9]*(?:-[A-Za-z0-9]+)+\b/g;
