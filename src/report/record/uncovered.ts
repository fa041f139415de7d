import type { Result, RunHeader, UncoveredNote } from '../../record/schema';

/**
 * All that a run has seen of what has no rule: by its set-up, and by its cells.
 * @returns undefined where the plan covers everything
 */
export function uncoveredIn(
  run: Pick<RunHeader, 'uncovered'>,
  results: readonly Result[],
): UncoveredNote | undefined {
  const notes = [
    ...(run.uncovered ? [run.uncovered] : []),
    ...results.flatMap((result) => (result.kind === 'cell' ? (result.evidence?.uncovered ?? []) : [])),
  ];
  const all = (kind: keyof UncoveredNote) => [...new Set(notes.flatMap((note) => note[kind]))].sort();
  const uncovered = { methods: all('methods'), controls: all('controls') };
  return uncovered.methods.length + uncovered.controls.length > 0 ? uncovered : undefined;
}
