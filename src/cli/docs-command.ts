import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RECORD_FILE, readRecord, RecordError } from '../record/read';
import type { RunRecord } from '../record/schema';
import { differencesOf, Seen, subjectsOf, type Subject } from '../report/docs/facts';
import { writePage } from '../report/docs/page';
import { unproven } from '../report/docs/proof';
import { firstDifference, isSealed, seal } from '../report/docs/seal';
import { isFinding, pointsAt, whereOf } from '../report/record/findings';
import { requirePlan } from '../suite/compile';
import { PROFILES } from '../suite/profiles';
import { messageOf } from '../target/message';
import { count } from '../text/terminal';
import { EXIT } from '../text/exit-codes';
import { ending, notes, type Configure } from './command';

const PAGE = 'docs/what-each-role-may-do.md';

/** The page can not be written, or is not as it should be; the message says what to do. */
class DocsError extends Error {}

export const configure: Configure = (command) =>
  command
    .option('--record <file>', 'the run record', RECORD_FILE)
    .option('--out <file>', 'the page', PAGE)
    .option('--check', 'write nothing, and say whether the page is as the plan and the record have it')
    .option('--force', 'write over a page that was edited by hand')
    .addHelpText(
      'after',
      notes(['docs', 'docs --check', 'docs --record merged/run.json --out may.md'], {
        fine: 'the page tells what the run proved',
        found: 'the run has findings, a sentence is not proven, or the page was edited or is out of date',
      }),
    )
    .action(
      ending(({ record: file, out, check, force }) => {
        try {
          const record = readRecord(file);
          const text = proven(record, file, out);
          if (check) requireSame(out, text, file);
          else write(out, text, force ?? false);
          return tellFindings(record);
        } catch (error) {
          if (!(error instanceof RecordError || error instanceof DocsError)) throw error;
          console.error(error.message);
          return EXIT.found;
        }
      }),
    );

/** The page of a record, with its seal. @throws DocsError where a sentence of it is not proven, or the plan is another one */
function proven(record: RunRecord, file: string, out: string): string {
  const subjects = subjectsIn(record);
  const differences = differencesOf(subjects, record);
  if (differences.length > 0)
    throw new DocsError(
      [`${file} is of another plan: run "npx playwright test" again`, ...differences.map(indented)].join(
        '\n',
      ),
    );
  const roles = Object.fromEntries(Object.entries(PROFILES).map(([name, { roles }]) => [name, roles]));
  const page = writePage(subjects, record, roles, path.relative('', path.dirname(out)));
  const wrong = unproven(page, record, out);
  if (wrong.length > 0) throw new DocsError(wrong.join('\n'));
  return seal(page.text);
}

function subjectsIn(record: RunRecord): Subject[] {
  const seen = new Seen(record);
  try {
    return Object.entries(requirePlan().plans).flatMap(([target, plan]) => subjectsOf(target, plan, seen));
  } catch (error) {
    throw new DocsError(messageOf(error), { cause: error });
  }
}

/** @throws DocsError where there is a page that a person wrote in */
function write(out: string, text: string, force: boolean): void {
  if (existsSync(out) && !force) {
    const page = readFileSync(out, 'utf8');
    if (!isSealed(page)) {
      const at = firstDifference(page, text);
      throw new DocsError(
        `${out}${at ? `:${String(at.line)}` : ''}  was edited by hand, and is left as it is\n` +
          '  put what it should say into the plan, or write over it: npx qa-plan docs --force',
      );
    }
  }
  mkdirSync(path.dirname(out), { recursive: true });
  writeFileSync(out, text);
  console.log(out);
}

/** @throws DocsError that tells the first line that differs */
function requireSame(out: string, text: string, file: string): void {
  if (!existsSync(out)) throw new DocsError(`${out} does not exist: write it by "npx qa-plan docs"`);
  const page = readFileSync(out, 'utf8');
  const at = firstDifference(page, text);
  const isEdited = !isSealed(page);
  if (!at && !isEdited) return;
  throw new DocsError(
    [
      `${out}:${String(at?.line ?? 1)}  ${isEdited ? 'was edited by hand' : `no longer fits the plan and ${file}`}`,
      ...(at ? [`  page      ${at.found}`, `  expected  ${at.wanted}`] : []),
      `  write it again: npx qa-plan docs${isEdited ? ' --force' : ''}`,
    ].join('\n'),
  );
}

/** Names what the page does not claim because the run refuted it, and what went wrong with the run itself. */
function tellFindings({ results, end }: RunRecord): number {
  const found = results.filter(isFinding);
  for (const result of found) {
    const what = result.kind === 'cell' ? `${result.verdict}: ${whereOf(result)}` : `failed: ${result.title}`;
    console.error(`${pointsAt(result)}  ${what}`);
  }
  if (found.length > 0)
    console.error(
      `${count(found.length, 'finding')}, of which the page claims nothing; see npx qa-plan summary`,
    );
  for (const error of end?.errors ?? []) console.error(`error of the run: ${error}`);
  return found.length > 0 || (end?.errors ?? []).length > 0 ? EXIT.found : EXIT.fine;
}

const indented = (line: string) => `  ${line}`;
