import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { messageOf } from '../target/message';
import type { PowerScores } from './page/data';

/** Where the power score is, beside the run record. */
const POWER_FILE = 'power.json';

const powerSchema = z.object({
  rules: z.record(
    z.string(),
    z.object({
      killed: z.int().nonnegative().describe('faults that some cell of the rule turned red for'),
      faults: z.int().nonnegative(),
      survived: z.array(z.string()).describe('names of the faults that none turned red for'),
    }),
  ),
});

/** The power score beside a record: by rule, or why it can not be read; neither where nothing was measured. */
export function readPower(folder: string): { power?: PowerScores; powerProblem?: string } {
  const file = path.join(folder, POWER_FILE);
  if (!existsSync(file)) return {};
  try {
    return { power: powerSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).rules };
  } catch (error) {
    const problem = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    return { powerProblem: `${file} is no power score: ${problem}\nRemove it, or measure it again.` };
  }
}
