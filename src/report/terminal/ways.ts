import type { WaysNote } from '../../record/schema';
import { count, wrap } from '../../text/terminal';

/** Names of the forms of one read, over all cells of a run. */
type Read = Record<'promised' | 'unpromised' | 'proven', Set<string>>;

/**
 * In how many forms the reads of a run were asked, and the forms by which no allowed role got its answer: that they told
 * nobody anything proves nothing.
 * @param notes one per cell
 * @param seed as the run prints it
 * @returns empty when no read was asked
 */
export function writeWays(notes: readonly WaysNote[], seed: string): string {
  const reads = readsIn(notes);
  if (reads.size === 0) return '';
  const forms = [...reads.values()].reduce((sum, read) => sum + read.promised.size + read.unpromised.size, 0);
  const unproven = [...reads].flatMap(([read, { promised, proven }]) =>
    proven.size === 0 ? [] : without(promised, proven).map((name) => `unproven form: ${read}, ${name}`),
  );
  const untried = [...reads].flatMap(([read, { proven }]) => (proven.size === 0 ? read : [])).sort();
  const answered = new Set([...reads.values()].flatMap(({ proven }) => [...proven]));
  const silent = without(new Set([...reads.values()].flatMap(({ unpromised }) => [...unpromised])), answered);
  return [
    `Ways to ask: ${count(forms, 'form')} of ${count(reads.size, 'read')}, pairs by ${seed}`,
    ...unproven.map((line) => `  ${line}`),
    ...paragraph('unproven reads, as no allowed role got an answer here', untried),
    ...paragraph('these forms, which nobody is promised, answered nobody', silent),
  ].join('\n');
}

function readsIn(notes: readonly WaysNote[]): Map<string, Read> {
  const reads = new Map<string, Read>();
  for (const note of notes) {
    const known = reads.get(note.read) ?? { promised: new Set(), unpromised: new Set(), proven: new Set() };
    for (const kind of ['promised', 'unpromised', 'proven'] as const)
      for (const name of note[kind]) known[kind].add(name);
    reads.set(note.read, known);
  }
  return reads;
}

const without = (names: ReadonlySet<string>, others: ReadonlySet<string>) =>
  [...names].filter((name) => !others.has(name)).sort();

const paragraph = (what: string, names: readonly string[]) =>
  names.length === 0 ? [] : wrap(`${what}: ${names.join('; ')}`, 2);
