import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { POWER_FILE, powerSchema, type Power } from '../../src/record/power';
import type { Trial } from './bench';
import { entryFor, type Unseen } from './unseen';

/** As {@link Power}, with every fault, so that a later run can add to it. */
const powerOfFaults = powerSchema.extend({
  /** By fault: the rules that it concerns, and those of them that saw it. */
  faults: z.record(z.string(), z.object({ concerned: z.array(z.string()), killed: z.array(z.string()) })),
});
type PowerOfFaults = z.output<typeof powerOfFaults>;

/**
 * Which faults each rule saw. What nobody could see counts for no rule.
 * @param before of the same commit; a fault that was tried again counts as it was seen now
 */
export function powerOf(
  trials: readonly Trial[],
  unseen: readonly Unseen[],
  commit: string,
  before?: PowerOfFaults,
): PowerOfFaults {
  const faults: PowerOfFaults['faults'] = before?.commit === commit ? { ...before.faults } : {};
  for (const { mutant, concerned, killers } of trials)
    if (killers.length > 0 || entryFor(unseen, mutant.name)?.as !== 'equivalent')
      faults[mutant.name] = {
        concerned: [...concerned],
        killed: concerned.filter((id) => killers.includes(id)),
      };
  const rules: Power['rules'] = {};
  for (const [name, { concerned, killed }] of Object.entries(faults))
    for (const id of concerned) {
      const rule = (rules[id] ??= { killed: 0, faults: 0, survived: [] });
      rule.faults += 1;
      if (killed.includes(id)) rule.killed += 1;
      else rule.survived.push(name);
    }
  return { format: 1, commit, rules, faults };
}

/** Adds what some trials told to the file in a folder. */
export function keepPower(
  trials: readonly Trial[],
  unseen: readonly Unseen[],
  commit: string,
  folder: string,
): void {
  const file = path.join(folder, POWER_FILE);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(powerOf(trials, unseen, commit, read(file)), null, 1)}\n`);
}

function read(file: string): PowerOfFaults | undefined {
  try {
    return powerOfFaults.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
