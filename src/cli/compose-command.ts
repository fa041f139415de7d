import { InvalidArgumentError } from '@commander-js/extra-typings';
import { composeRoles, PLAN_SEED } from '../compose/compose';
import { writeDifference, writePlanRow, writeStatements } from '../compose/judge';
import { Scene } from '../compose/scene';
import { findDifferences, type Difference } from '../compose/search';
import { NotRun } from '../engine/surface';
import { requirePlan } from '../suite/compile';
import { withRun } from '../target/run';
import { EXIT } from '../text/exit-codes';
import { ending, notes, UsageError, type Configure } from './command';
import { interruption, onInstall } from './on-install';
import { printLeft, printRemark } from './record-once';

function whole(written: string): number {
  if (/^\d{1,9}$/.test(written)) return Number(written);
  throw new InvalidArgumentError('write a whole number');
}

export const configure: Configure = (command) =>
  command
    .requiredOption('--seed <number>', 'which roles are composed; the plan’s own are those of seed 1', whole)
    .option('--count <number>', 'compose only so many of them', whole)
    .addHelpText(
      'after',
      notes(['compose --seed 7', 'compose --seed 7 --count 10'], {
        fine: 'Mathesar answers each role as PostgreSQL does, known gaps apart',
        found: 'it does not, or something is left on the install',
        preflight: 'the settings do not name an install, or give no SQL as a superuser',
      }),
    )
    .action(
      ending(({ seed, count }) => {
        const { composed } = requirePlan();
        const rules = composed.flatMap((page) => page.rules).filter(({ role }) => role === undefined);
        if (rules.length === 0) throw new UsageError('the plan has no page of kind composed with a row');
        const roles = composeRoles(seed).slice(0, count);
        const signal = interruption();
        return onInstall(async (target) => {
          let differences: Difference[] = [];
          let notRun: string | undefined;
          const left = await withRun(target, async (state) => {
            printRemark(state);
            try {
              const scene = await Scene.open(state, 0);
              try {
                differences = await findDifferences(scene, rules, roles, { signal, progress });
              } finally {
                await scene.end();
              }
            } catch (error) {
              if (!(error instanceof NotRun)) throw error;
              notRun = error.message;
            }
          });
          printLeft(left);
          if (notRun !== undefined) {
            console.error(`not run: ${notRun}`);
            return EXIT.preflight;
          }
          for (const difference of differences)
            console.log(`${writeFound(difference, `found by seed ${String(seed)}`)}\n`);
          console.log(
            `seed ${String(seed)}${seed === PLAN_SEED ? ' (the plan’s)' : ''}: ${String(roles.length)} roles, ` +
              `${String(rules.length)} questions each, ${String(differences.length)} differences`,
          );
          return differences.length + left.length > 0 ? EXIT.found : EXIT.fine;
        });
      }),
    );

function progress(roles: number, found: number): void {
  if (roles % 10 === 0) console.error(`  ${String(roles)} roles, ${String(found)} differences`);
}

/** A difference, the statements that make its role, and the row that keeps asking. */
function writeFound({ rule, role, judgement, compared }: Difference, source: string): string {
  const statements = writeStatements(role).map((line) => `    ${line}`);
  return [
    writeDifference(rule, role, judgement, compared),
    '  made by',
    ...statements,
    '  row for the plan, in a table with a column Role',
    `    ${writePlanRow(rule, role, source)}`,
  ].join('\n');
}
