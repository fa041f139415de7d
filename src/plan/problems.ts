import { nameStrange } from './strange';
import type { Position, Problem } from './types';

/**
 * Collects what is wrong with a plan, so that one run can report all of it. Not by `vfile-message`: its messages know
 * no file and no hints, so each would be filled in by hand here, and each takes a stack trace, ten times the cost.
 */
export class Problems {
  readonly #list: Problem[] = [];

  /**
   * @param position the offending text
   * @param message one line, without the position; of what it quotes, characters that mislead are named in a hint
   * @param hints what to do about it, a line each
   */
  error(position: Position, message: string, hints: string[] = []): void {
    const quoted = /"(.*)"/s.exec(message)?.[1] ?? '';
    this.#list.push({ position, message, hints: [...nameStrange(quoted), ...hints] });
  }

  /** Like `error`, for what is worth saying but stops nothing. */
  warning(position: Position, message: string, hints: string[] = []): void {
    this.#list.push({ severity: 'warning', position, message, hints });
  }

  /** Whether nothing has been reported since `count` problems were known. */
  unchangedSince(count: number): boolean {
    return this.#list.length === count;
  }

  get count(): number {
    return this.#list.length;
  }

  /** All problems by file, line and column; plain string order, so that it is the same on every machine. */
  sorted(): Problem[] {
    return this.#list.toSorted(
      (a, b) =>
        compare(a.position.file, b.position.file) ||
        a.position.line - b.position.line ||
        a.position.column - b.position.column,
    );
  }
}

/** Whether a problem stops the run. */
export function isError(problem: Problem): boolean {
  return problem.severity !== 'warning';
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
