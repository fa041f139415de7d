import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { PLAN_FOLDER } from '../plan/folder';
import { SURFACES } from '../plan/types';
import { readJson, readRecord, RecordError } from '../record/read';
import { printable, problemsOf, repeatedIn } from '../record/problems';
import { RESULTS } from '../record/schema';
import { witnessedSchema } from '../record/witnessed';
import { keyOf, lockOf, type Lock, type LockedCell } from './lock';
import { writeMarkdown } from './write-markdown';

/** The format of locks; it rises when a reader of the one before would misread a lock. */
const FORMAT = 1;

/** Where the lock of a plan is, beside its folder, to be committed; `.md` beside it is the same for people. */
export const LOCK_FILE = path.join(path.dirname(PLAN_FOLDER), 'qa-plan.lock.json');

const lockSchema = z.strictObject({
  format: z.literal(FORMAT),
  targets: z.array(
    z.strictObject({
      name: z.string(),
      standIn: z.boolean(),
      release: z.string().optional(),
      witness: z.enum(['sql', 'read-back']),
    }),
  ),
  rules: z.array(
    z.strictObject({
      target: z.string(),
      file: z.string(),
      area: z.string(),
      rule: z.string(),
      title: z.string(),
      action: z.string(),
      given: z.string().optional(),
      cells: z
        .array(
          z.strictObject({
            role: z.string(),
            surface: z.enum(SURFACES),
            control: z.string().optional(),
            planned: z.string(),
            verdict: z.enum(RESULTS),
            seen: witnessedSchema.optional(),
          }),
        )
        .min(1, 'a rule without cells'),
    }),
  ),
});

const ANEW = 'write it anew: npx qa-plan lock';

/** Reads a lock, or takes it from a run record. @throws RecordError that says what to do */
export function readLock(file: string): Lock {
  const data = readJson(file, 'npx qa-plan lock', 'lock');
  if (typeof data === 'object' && data !== null && 'run' in data) return lockOf(readRecord(file));
  const read = lockSchema.safeParse(data);
  if (!read.success)
    throw new RecordError(
      `${file} is no lock that this release reads (format ${String(FORMAT)}):\n${problemsOf(read.error)}\n  ${ANEW}`,
    );
  const { targets, rules } = read.data;
  const cells = rules.flatMap(({ cells, ...rule }) => cells.map((cell) => ({ ...rule, ...cell })));
  // As where version control has put two locks together.
  const again = repeatedIn(targets.map(({ name }) => `target ${name}`)) ?? repeatedIn(cells.map(keyOf));
  if (again !== undefined)
    throw new RecordError(`${file} has an entry twice: ${printable(again)}\n  ${ANEW}`);
  return { targets, cells };
}

/**
 * Writes a lock as `<name>.json`, one line per cell, and `<name>.md`, for people.
 * @param file ends with `.json`
 * @returns the files
 * @throws Error when they can not be written
 */
export function writeLock(file: string, lock: Lock): string[] {
  const files: [string, string][] = [
    [file, toJson(lock)],
    [file.replace(/\.json$/, '.md'), writeMarkdown(lock)],
  ];
  for (const [name, text] of files) writeFileSync(name, text);
  return files.map(([name]) => name);
}

/** A lock as JSON that version control can compare and merge line by line. */
export function toJson({ targets, cells }: Lock): string {
  const rules = rulesIn(cells).map(([first, ...rest]) => {
    const { target, file, area, rule, title, action, given } = first;
    const head = JSON.stringify({ target, file, area, rule, title, action, given }).slice(1, -1);
    const lines = [first, ...rest].map(({ role, surface, control, planned, verdict, seen }) =>
      JSON.stringify({ role, surface, control, planned, verdict, seen }),
    );
    return `{${head},"cells":[\n${lines.map((line) => `  ${line}`).join(',\n')}\n]}`;
  });
  return `{\n"format": ${String(FORMAT)},\n"targets": ${JSON.stringify(targets)},\n"rules": [\n${rules.join(',\n')}\n]\n}\n`;
}

/** The cells of each rule, of a sorted lock. */
export function rulesIn(cells: readonly LockedCell[]): [LockedCell, ...LockedCell[]][] {
  const rules = new Map<string, [LockedCell, ...LockedCell[]]>();
  for (const cell of cells) {
    const key = JSON.stringify([cell.target, cell.rule]);
    const rule = rules.get(key);
    if (rule) rule.push(cell);
    else rules.set(key, [cell]);
  }
  return [...rules.values()];
}
