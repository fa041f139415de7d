import { createHash } from 'node:crypto';

const SEAL = /^<!-- Written by "npx qa-plan docs" from a run; edits are found\. Seal: ([0-9a-f]{64}) -->\n\n/;

/** A page with the line by which an edit is found, an HTML comment at its top. */
export const seal = (text: string): string =>
  `<!-- Written by "npx qa-plan docs" from a run; edits are found. Seal: ${hashOf(text)} -->\n\n${text}`;

/** Whether a page is as it was written; line ends may have changed. */
export function isSealed(page: string): boolean {
  const text = page.replaceAll('\r\n', '\n');
  const [line = '', written] = SEAL.exec(text) ?? [];
  return written === hashOf(text.slice(line.length));
}

/** How many lines the seal adds above a page. */
export const SEAL_LINES = 2;

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** The first line, from 1, in which two pages differ below their seals; undefined where they are the same. */
export function firstDifference(
  page: string,
  wanted: string,
): { line: number; found: string; wanted: string } | undefined {
  const found = linesOf(page);
  const expected = linesOf(wanted);
  const length = Math.max(found.length, expected.length);
  for (let index = 0; index < length; index += 1)
    if (found[index] !== expected[index])
      return {
        line: index + 1,
        found: found[index] ?? '(the page ends)',
        wanted: expected[index] ?? '(the page ends)',
      };
  return undefined;
}

/** The seal's own line says nothing of where an edit is. */
const linesOf = (page: string) => page.replaceAll('\r\n', '\n').replace(SEAL, '\n\n').split('\n');
