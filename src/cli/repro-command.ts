import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeRecipe } from '../repro/make-recipe';
import { NotReproducible } from '../repro/not-reproducible';
import { proveAndReduce } from '../repro/prove';
import type { Recipe } from '../repro/recipe';
import { writeShell } from '../repro/write-shell';
import { writeSpec } from '../repro/write-spec';
import { disclosureOfRun, requirePlan } from '../suite/compile';
import { withRun } from '../target/run';
import { EXIT } from '../text/exit-codes';
import { chooseCell } from './choose-cell';
import { ending, notes, type Configure } from './command';
import { onInstall } from './on-install';
import { printLeft } from './record-once';

/** @returns the files' names, one a line */
function write(folder: string, recipe: Recipe): string {
  mkdirSync(folder, { recursive: true });
  const script = path.join(folder, 'repro.sh');
  const spec = path.join(folder, 'repro.spec.ts');
  writeFileSync(script, writeShell(recipe), { mode: 0o755 });
  writeFileSync(spec, writeSpec(recipe));
  return `${script}\n${spec}`;
}

export const configure: Configure = (command) =>
  command
    .argument('<rule>', 'the ID of a rule of the plan, such as REC-04')
    .argument('<role>', 'the role, such as viewer')
    .option('--out <folder>', 'where to write (default: results/repro/RULE-ROLE)')
    .addHelpText(
      'after',
      notes(['repro REC-04 viewer', 'repro USR-01 editor --out /tmp/users'], {
        fine: 'the script and the spec were written',
        found: 'the cell can not be reproduced by a short script; the message says why',
        preflight: 'the settings do not name an install',
      }),
    )
    .action(
      ending((id, role, { out }) => {
        const { rule, cell } = chooseCell(requirePlan().plans.local, id, role);
        const folder = out ?? path.join('results', 'repro', `${rule.id}-${cell.role}`);
        return onInstall(async (target) => {
          let code: number = EXIT.fine;
          const left = await withRun(target, async (state) => {
            try {
              const whole = await makeRecipe(state, disclosureOfRun(), rule, cell);
              const { recipe, says, isGreen } = await proveAndReduce(whole, target);
              console.log(write(folder, recipe));
              console.log(`on this install it is ${isGreen ? 'green' : says}`);
            } catch (error) {
              if (!(error instanceof NotReproducible)) throw error;
              console.error(`${rule.id} ${role} can not be reproduced by a short script: ${error.message}`);
              code = EXIT.found;
            }
          });
          printLeft(left);
          return left.length > 0 ? EXIT.found : code;
        });
      }),
    );
