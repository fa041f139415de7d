import { compareLocks, isEqual, type Comparison } from '../lock/compare';
import { LOCK_FILE, readLock } from '../lock/file';
import type { Lock } from '../lock/lock';
import { comparisonToJson, writeComparison } from '../lock/write-comparison';
import { RECORD_FILE, RecordError } from '../record/read';
import { EXIT } from '../text/exit-codes';
import { plannedCells } from './planned-cells';

/**
 * Prints how what was seen differs between two locks or run records.
 * @param options.tried leaves out what the later run did not try
 * @returns the exit code
 */
export async function diffLocks(
  before = LOCK_FILE,
  after = RECORD_FILE,
  { json = false, tried = false }: { json?: boolean | undefined; tried?: boolean | undefined } = {},
): Promise<number> {
  let locks: [Lock, Lock];
  try {
    locks = [readLock(before), readLock(after)];
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    console.error(error.message);
    return EXIT.usage;
  }
  const all = compareLocks(...locks, await plannedCells());
  const found = tried ? { ...all, untried: [] } : all;
  console.log(json ? comparisonToJson(found) : writeComparison(...locks, found));
  return severityOf(found);
}

/** Loosened is worse than anything else; what could not be seen is no pass. */
export function severityOf(found: Comparison): number {
  if (found.differences.some(({ change }) => change === 'loosened')) return EXIT.loosened;
  return isEqual(found) ? EXIT.fine : EXIT.found;
}
