import type { Result, RunRecord } from '../../src/record/schema';

/** Holds the verdicts of many runs of the same cells against each other. */
export class Tally {
  /** What identifies a test → what it ended with → the runs in which it did. */
  private readonly seen = new Map<string, Map<string, string[]>>();
  /** How many were added. */
  runs = 0;

  /** @param run its name in messages */
  add(run: string, { results }: RunRecord): void {
    this.runs += 1;
    for (const result of results) {
      const ends = this.seen.get(result.id) ?? new Map<string, string[]>();
      const end = endOf(result);
      ends.set(end, [...(ends.get(end) ?? []), run]);
      this.seen.set(result.id, ends);
    }
  }

  /** How many tests there were in any run. */
  get size(): number {
    return this.seen.size;
  }

  /** The tests that did not end alike in every run, or were not in every run, one text each. */
  get differences(): string[] {
    return [...this.seen].flatMap(([id, ends]) => {
      const times = [...ends.values()].reduce((sum, { length }) => sum + length, 0);
      if (ends.size === 1 && times === this.runs) return [];
      const told = [...ends].map(([end, runs]) => `${end} in ${runs.join(', ')}`);
      if (times < this.runs) told.push(`missing in ${String(this.runs - times)} runs`);
      return [`${id}: ${told.join('; ')}`];
    });
  }
}

/** What a test ended with: its verdict, the one before known gaps, and which gap. */
function endOf(result: Result): string {
  if (result.kind === 'test') return result.status;
  const { verdict, status, evidence } = result;
  const judged = evidence && evidence.judged !== verdict ? ` (${evidence.judged})` : '';
  const gap = evidence?.gap ? `, gap ${evidence.gap.id}` : '';
  return `${status}: ${verdict}${judged}${gap}`;
}
