import { CallFailed, InstallError } from '../../target/client';
import type { Requirement } from '../plan/page';
import type { Refusal } from '../plan/words';

/** How an attempt to deploy ended. */
export type Ending =
  | { kind: 'done' }
  | { kind: 'refused'; code: number; message: string }
  /** An HTTP error, or a process that ended with a stack trace. */
  | { kind: 'crash'; message: string };

const CODES: Partial<Record<Refusal, number>> = {
  'refused: privilege': -30101,
  'refused: login': -30193,
  'no start': 1,
};
const STACK = /^\s+at .+:\d+|Traceback/m;

/** Runs an attempt. @throws what is neither a refusal nor a crash of the install */
export async function endingOf(attempt: () => Promise<unknown>): Promise<Ending> {
  try {
    await attempt();
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof CallFailed) return { kind: 'refused', code: error.code, message: error.reason };
    if (error instanceof InstallError) return { kind: 'crash', message: error.message };
    if (error instanceof NotStarted) {
      const { message } = error;
      return STACK.test(message) ? { kind: 'crash', message } : { kind: 'refused', code: 1, message };
    }
    throw error;
  }
}

/** An install did not start; the message is the output of its process. */
export class NotStarted extends Error {}

/** `+ database new`, or something inside it: `+ new: schema public`. */
const isOfDatabase = (line: string) => /^\+ (database \S+$|\S+: )/.test(line);

/**
 * The flaws of an ending that should be a refusal: the page's words for flaws, or others that no page may list.
 * @param left differences between the inventories before and after
 */
export function flawsOf(ending: Ending, { refusal }: Requirement, left: readonly string[]): string[] {
  const flaws: string[] = [];
  if (ending.kind === 'done') flaws.push('not refused');
  if (ending.kind === 'crash') flaws.push('crash');
  if (ending.kind === 'refused') {
    if (ending.code !== CODES[refusal]) flaws.push(`refused by ${String(ending.code)}: ${ending.message}`);
    if (STACK.test(ending.message)) flaws.push('stack');
    if (!/^(\w+: )?\S/.test(ending.message) || /^\w+: *$/.test(ending.message)) flaws.push('unclear');
  }
  if (left.length > 0) flaws.push(left.every(isOfDatabase) ? 'database left behind' : 'left behind');
  return flaws;
}
