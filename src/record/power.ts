import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { printable, problemsOf } from './problems';

/** The file beside the run record in which `npm run mutate` keeps which faults each rule saw. */
export const POWER_FILE = 'power.json';

const count = z.int().nonnegative();

/** What `npm run mutate` found at one commit, by rule. */
export const powerSchema = z.object({
  format: z.literal(1),
  /** Of the suite and its plan; ends with -dirty where files differ from it. */
  commit: z.string(),
  /** Of the faults that concern a rule: how many there were, how many its cells saw, and the names of the others. */
  rules: z.record(z.string(), z.object({ killed: count, faults: count, survived: z.array(z.string()) })),
});
export type Power = z.output<typeof powerSchema>;

/** What is known of the power of rules, or why it can not be read; neither where nothing was measured. */
export function readPower(folder: string): { power?: Power['rules']; powerProblem?: string } {
  const file = path.join(folder, POWER_FILE);
  if (!existsSync(file)) return {};
  try {
    return { power: powerSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).rules };
  } catch (error) {
    const problem = error instanceof z.ZodError ? problemsOf(error) : printable((error as Error).message);
    return { powerProblem: `${file} is no power score: ${problem}\nRemove it, or measure it again.` };
  }
}
