import { whyNotRun } from '../engine/profile';
import { LOCAL } from '../engine/local-profile';
import { explain } from '../explain/explain';
import { withMeans } from '../explain/means';
import { writeExplanation } from '../explain/write-explanation';
import { requirePlan } from '../suite/compile';
import { withRun } from '../target/run';
import { EXIT } from '../text/exit-codes';
import { chooseCell } from './choose-cell';
import { ending, notes, UsageError, type Configure } from './command';
import { onInstall } from './on-install';
import { printLeft, printRemark } from './record-once';

export const configure: Configure = (command) =>
  command
    .argument('<rule>', 'the ID of a rule of the plan, such as REC-04')
    .argument('<role>', 'the role, such as viewer')
    .option('--json', 'print the explanation as JSON')
    .addHelpText(
      'after',
      notes(['explain REC-04 viewer', 'explain TAB-12 editor --json'], {
        fine: 'the cell was explained, and what turns it was found where anything does',
        found: 'it could not be tried, nothing that turns it was found, or something is left on the install',
        preflight: 'the settings do not name an install',
      }),
    )
    .action(
      ending((id, role, { json }) => {
        const { rule, cell } = chooseCell(requirePlan().plans.local, id, role);
        if (!rule.surfaces.includes('api'))
          throw new UsageError(`${rule.id} is checked on pages only, and this explains what the API answers`);
        return onInstall(async (target) => {
          let code: number = EXIT.fine;
          const left = await withRun(target, async (state) => {
            printRemark(state);
            const reason = whyNotRun(LOCAL, state, rule, cell.role);
            if (reason !== undefined) throw new Error(`${rule.id} ${role} is not run here: ${reason}`);
            await withMeans(state, async (means) => {
              const explanation = await explain(means, rule, cell);
              console.log(json ? JSON.stringify(explanation, null, 2) : writeExplanation(explanation));
              if (explanation.turn.kind === 'none' && explanation.turn.tries > 1) code = EXIT.found;
            });
          });
          printLeft(left);
          return left.length > 0 ? EXIT.found : code;
        });
      }),
    );
