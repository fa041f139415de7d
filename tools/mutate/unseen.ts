import { readFileSync } from 'node:fs';
import path from 'node:path';

const FILE = path.join(import.meta.dirname, 'unseen.tsv');

/** `equivalent`: nobody could see it. `survivor`: somebody could, and nothing of the plan does yet. */
const AS = ['equivalent', 'survivor'] as const;

/** A fault that no cell sees, and why. */
export interface Unseen {
  /** A name, in which `*` stands for any text. */
  fault: string;
  as: (typeof AS)[number];
  reason: string;
}

/** Reads the list of faults that no cell sees. @throws Error naming a line that lacks a part */
export function readUnseen(text = readFileSync(FILE, 'utf8')): Unseen[] {
  const [, ...lines] = text.trimEnd().split('\n');
  return lines.map((line, index) => {
    const [fault = '', written = '', reason = ''] = line.split('\t').map((cell) => cell.trim());
    const as = AS.find((known) => known === written);
    if (fault && as && reason) return { fault, as, reason };
    throw new Error(
      `tools/mutate/unseen.tsv:${String(index + 2)}  wants a fault, ${AS.join(' or ')}, and the reason, with tabs ` +
        `between them: "${line}"`,
    );
  });
}

/** The first entry about a fault. */
export const entryFor = (unseen: readonly Unseen[], name: string): Unseen | undefined =>
  unseen.find((one) => isAbout(one, name));

/** Whether an entry is about a fault. */
export const isAbout = ({ fault }: Unseen, name: string): boolean =>
  new RegExp(`^${fault.split('*').map(escaped).join('.*')}$`).test(name);

const escaped = (text: string) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
