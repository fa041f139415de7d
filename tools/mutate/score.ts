import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { table } from '../../src/text/terminal';
import type { Trial } from './bench';
import { type Unseen, entryFor, isAbout } from './unseen';

const Count = z.object({ killed: z.int(), survived: z.int(), equivalent: z.int() });

/** What a mutation run found, as it is kept. */
const Score = z.object({
  format: z.literal(1),
  /** Day of the run, UTC. */
  date: z.iso.date(),
  seconds: z.int(),
  /** Faults by kind. */
  kinds: z.record(z.string(), Count),
  /** By rule: faults that concern it, and those of them that turned one of its cells red. */
  rules: z.record(z.string(), z.object({ concerned: z.int(), killed: z.int() })),
  /** Those that are known have the reason. */
  survivors: z.array(z.object({ fault: z.string(), what: z.string(), known: z.string().optional() })),
  equivalents: z.array(z.object({ fault: z.string(), reason: z.string() })),
});
export type Score = z.output<typeof Score>;

/** Where the score is kept. */
export const SCORE_FILE = path.resolve(import.meta.dirname, '../../results/mutation.json');

/**
 * Counts killed and surviving faults.
 * @param ruleIds every rule gets a score, also one that no fault concerns
 * @param unseen what is known of faults that no cell sees
 */
export function scoreOf(
  trials: readonly Trial[],
  ruleIds: readonly string[],
  unseen: readonly Unseen[],
  { date, seconds }: Pick<Score, 'date' | 'seconds'>,
): Score {
  const kinds: Score['kinds'] = {};
  const rules: Score['rules'] = Object.fromEntries(ruleIds.map((id) => [id, { concerned: 0, killed: 0 }]));
  const score: Score = { format: 1, date, seconds, kinds, rules, survivors: [], equivalents: [] };
  for (const { mutant, concerned, killers } of trials) {
    const count = (kinds[mutant.kind] ??= { killed: 0, survived: 0, equivalent: 0 });
    const entry = entryFor(unseen, mutant.name);
    if (killers.length > 0) count.killed += 1;
    else if (entry?.as === 'equivalent') {
      count.equivalent += 1;
      score.equivalents.push({ fault: mutant.name, reason: entry.reason });
      continue;
    } else {
      count.survived += 1;
      score.survivors.push({ fault: mutant.name, what: mutant.what, ...(entry && { known: entry.reason }) });
    }
    for (const id of concerned) {
      const rule = (rules[id] ??= { concerned: 0, killed: 0 });
      rule.concerned += 1;
      if (killers.includes(id)) rule.killed += 1;
    }
  }
  return score;
}

/**
 * What is wrong with the list of unseen faults: entries of faults that were killed, and of none.
 * @param whole all faults of the kinds that were tried, so that an entry that is about none of them is out of date
 */
export function wrongEntries(
  trials: readonly Trial[],
  unseen: readonly Unseen[],
  { whole }: { whole: boolean },
): string[] {
  const kindOf = (name: string) => name.split(':')[0] ?? '';
  const tried = new Set(trials.map(({ mutant }) => kindOf(mutant.name)));
  return unseen.flatMap((one) => {
    const about = trials.filter(({ mutant }) => isAbout(one, mutant.name));
    const killed = about.filter(({ killers }) => killers.length > 0);
    // What survived in a whole run may be seen in a part of one, where less is there that a fault could hit.
    if (one.as === 'survivor' && !whole) return [];
    const where = `tools/mutate/unseen.tsv: "${one.fault}"`;
    if (about.length === 0 && whole && tried.has(kindOf(one.fault)))
      return [`${where} is about no fault: remove it`];
    return killed.map(({ mutant, first = '' }) => `${where}: ${mutant.name} is seen: ${first}`);
  });
}

const percent = (part: number, all: number) =>
  all === 0 ? '–' : `${(Math.floor((1000 * part) / all) / 10).toFixed(1)} %`;

/** The score as tables: by kind, and by rule. */
export function writeScore({ kinds, rules }: Score): string {
  const counts = Object.entries(kinds);
  const sum = (of: keyof z.output<typeof Count>) => counts.reduce((all, [, count]) => all + count[of], 0);
  const all = { killed: sum('killed'), survived: sum('survived'), equivalent: sum('equivalent') };
  const line = (name: string, { killed, survived, equivalent }: z.output<typeof Count>) =>
    [name, killed, survived, equivalent, percent(killed, killed + survived)].map(String);
  const byKind = [
    ['kind', 'killed', 'survived', 'equivalent', 'score'],
    ...counts.map(([kind, count]) => line(kind, count)),
    line('all', all),
  ];
  const byRule = [
    ['rule', 'concerned', 'killed', 'score'],
    ...Object.entries(rules).map(([id, { concerned, killed }]) =>
      [id, concerned, killed, percent(killed, concerned)].map(String),
    ),
  ];
  const plain = (rows: string[][]) => table(rows, { indent: 2, align: ['left', 'right'] });
  return [...plain(byKind), '', ...plain(byRule)].join('\n');
}

/** Keeps a score for {@link readScore}, in a file that is no part of the project. */
export function keepScore(score: Score, file = SCORE_FILE): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(score, null, 2)}\n`);
}

/** The score of the last whole run. @throws Error that says how to make one, where there is none or another format */
export function readScore(file = SCORE_FILE): Score {
  try {
    return Score.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`there is no score to be read in ${file}\n  make one: npm run mutate`, { cause: error });
  }
}
