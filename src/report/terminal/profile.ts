import type { Phase } from '../../target/phases';
import { table } from '../../text/terminal';

/** How many phases are told. */
const DEAREST = 10;

/** Where the time of a run went, for a terminal: the dearest phases, the dearest first. */
export function writeProfile(phases: readonly Phase[]): string {
  const all = phases.reduce((sum, { ms }) => sum + ms, 0);
  const rows = phases
    .slice(0, DEAREST)
    .map(({ name, ms, times }) => [
      ...[name, `${(ms / 1000).toFixed(1)} s`, `${((100 * ms) / all).toFixed(0)} %`],
      `${times.toLocaleString('en')} ×, ${(ms / times).toFixed(0)} ms each`,
    ]);
  return [
    '',
    `Where the time went (${(all / 1000).toFixed(1)} s of all processes, which work at the same time)`,
    ...table(rows, { indent: 2 }),
  ].join('\n');
}
