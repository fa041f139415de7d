import { existsSync } from 'node:fs';
import { LOCK_FILE, readLock, writeLock } from '../lock/file';
import { lockOf, type LockedCell } from '../lock/lock';
import { MixedTargets, updated, type Update } from '../lock/update';
import { RECORD_FILE, readRecord, RecordError } from '../record/read';
import { EXIT } from '../text/exit-codes';
import { count, wrap } from '../text/terminal';
import { ending, notes, type Configure } from './command';
import { plannedCells } from './planned-cells';

export const configure: Configure = (command) =>
  command
    .option('--record <file>', 'the run record', RECORD_FILE)
    .option('--out <file>', 'the lock; a Markdown file for people is written beside it', LOCK_FILE)
    .addHelpText(
      'after',
      notes(['lock', 'lock --record old/run.json --out old.lock.json'], {
        fine: 'the lock is written',
        found: 'the record can not be read, nothing in it was seen, or the plan has a problem',
      }),
    )
    .action(
      ending(async ({ record: file, out }) => {
        if (!out.endsWith('.json')) {
          console.error(`${out} does not end with .json`);
          return EXIT.usage;
        }
        try {
          const record = readRecord(file);
          const run = lockOf(record);
          if (run.cells.every(({ seen }) => seen === undefined)) {
            console.error(`no cell of ${file} was proven, so there is nothing to lock`);
            return EXIT.found;
          }
          const planned = await plannedCells();
          if (!planned) {
            console.error('the plan has a problem, so what left it is not known; see: npx qa-plan check');
            return EXIT.found;
          }
          const before = existsSync(out) ? readLock(out) : { targets: [], cells: [] };
          const update = updated(before, run, planned);
          const files = writeLock(out, update.lock);
          console.log(writeUpdate(update, run.cells).join('\n'));
          console.log(files.join('\n'));
          return EXIT.fine;
        } catch (error) {
          if (!(error instanceof RecordError || error instanceof MixedTargets)) throw error;
          console.error(error.message);
          return EXIT.found;
        }
      }),
    );

/** What a lock has, and what in it is not of this run. */
function writeUpdate({ lock, untried, unseen, removed }: Update, run: readonly LockedCell[]): string[] {
  const seen = lock.cells.filter((cell) => cell.seen).length;
  const differ = run.filter(({ seen: known, verdict }) => known && verdict !== 'pass').length;
  return [
    `${count(lock.cells.length, 'cell')} of ${count(rulesOf(lock.cells).length, 'rule')}, ${String(seen)} seen; of this run: ${String(run.length)}`,
    ...(differ > 0 ? [`${count(differ, 'cell')} as seen differ from the plan, known gaps included`] : []),
    ...told('not tried in this run, and left as they were', untried, false),
    ...told('could not be seen in this run, and left as they were seen before', unseen, true),
    ...told('not in the plan any more, and removed', removed, true),
  ];
}

/** @param named names the rules too */
function told(what: string, cells: readonly LockedCell[], named: boolean): string[] {
  if (cells.length === 0) return [];
  const rules = rulesOf(cells);
  return [
    `${what}: ${count(cells.length, 'cell')} of ${count(rules.length, 'rule')}`,
    ...(named ? wrap(rules.join(', '), 2) : []),
  ];
}

const rulesOf = (cells: readonly LockedCell[]) => [...new Set(cells.map(({ rule }) => rule))];
