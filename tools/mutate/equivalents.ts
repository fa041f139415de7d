import { readFileSync } from 'node:fs';
import path from 'node:path';

const FILE = path.join(import.meta.dirname, 'equivalents.tsv');

/** A fault that nobody could see, and why. */
export interface Equivalent {
  /** A name, in which `*` stands for any text. */
  fault: string;
  reason: string;
}

/** Reads the list of equivalent faults. @throws Error for a line without a reason */
export function readEquivalents(text = readFileSync(FILE, 'utf8')): Equivalent[] {
  const [, ...lines] = text.trimEnd().split('\n');
  return lines.map((line, index) => {
    const [fault = '', reason = ''] = line.split('\t').map((cell) => cell.trim());
    if (fault && reason) return { fault, reason };
    throw new Error(
      `tools/mutate/equivalents.tsv:${String(index + 2)}  wants a fault, a tab and the reason: "${line}"`,
    );
  });
}

/** Whether an entry is about a fault. */
export const isAbout = ({ fault }: Equivalent, name: string): boolean =>
  new RegExp(`^${fault.split('*').map(escaped).join('.*')}$`).test(name);

const escaped = (text: string) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
