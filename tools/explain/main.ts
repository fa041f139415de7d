import { program } from '@commander-js/extra-typings';
import { onInstall } from '../../src/cli/on-install';
import { printLeft } from '../../src/cli/record-once';
import { deniedCells, explainEach, type Checked } from '../../src/explain/all';
import { withMeans } from '../../src/explain/means';
import { requirePlan } from '../../src/suite/compile';
import { withRun } from '../../src/target/run';
import { EXIT } from '../../src/text/exit-codes';
import { summary, standingOf } from './standing';

program
  .name('npm run explain-all --')
  .description(
    'Explains every cell over the API that the plan denies for a privilege or an entry as collaborator, and says ' +
      'whether the statements that were found turn it, and by the measure of the clock how fast.',
  )
  .option('--only <pattern>', 'cells whose "RULE role reason action" matches', '.')
  .option('--verbose', 'print every cell with its statements')
  .addHelpText('after', '\nEnds with 1 when a cell that is denied was not turned.')
  .action(async ({ only, verbose }) => {
    const pattern = new RegExp(only, 'i');
    const cells = deniedCells(requirePlan().plans.local).filter(({ rule, cell }) => {
      const reason = 'reason' in cell.expectation ? cell.expectation.reason : '';
      return pattern.test(`${rule.id} ${cell.role} ${reason} ${rule.action.text}`);
    });
    process.exitCode = await onInstall(async (target) => {
      const checked: Checked[] = [];
      const left = await withRun(target, (state) =>
        withMeans(state, async (means) => {
          for await (const one of explainEach(means, cells)) {
            checked.push(one);
            const { isWell, text } = standingOf(one);
            if (verbose === true || !isWell) console.log(text);
          }
        }),
      );
      printLeft(left);
      console.log(summary(checked));
      return left.length === 0 && checked.every((one) => standingOf(one).isWell) ? EXIT.fine : EXIT.found;
    });
  });

await program.parseAsync();
