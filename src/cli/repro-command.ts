import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MATHESAR_CONTROLS } from '../controls';
import type { Control } from '../controls/control';
import type { Rule } from '../plan/types';
import { unknownName } from '../plan/suggest';
import { makePageRecipe } from '../repro/page/make-page-recipe';
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
import { ending, notes, UsageError, type Configure } from './command';
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

/**
 * The control by which a cell is tried; undefined for a cell over the API.
 * @throws UsageError for a control that does not offer the rule
 */
function controlOf(rule: Rule, name: string | undefined): Control | undefined {
  const controls = rule.surfaces.includes('ui') ? MATHESAR_CONTROLS.for(rule.action) : [];
  if (name === undefined) return rule.surfaces.includes('api') ? undefined : controls[0];
  const found = controls.find((control) => control.name === name);
  if (found) return found;
  const names = controls.map((control) => control.name);
  const known = names.length === 0 ? `no page offers ${rule.id}` : `those of ${rule.id}: ${names.join(', ')}`;
  throw new UsageError(`${unknownName('control', name, names)}\n  ${known}`);
}

const slug = (control: Control | undefined) =>
  control
    ? `-${control.name
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, '')}`
    : '';

export const configure: Configure = (command) =>
  command
    .argument('<rule>', 'the ID of a rule of the plan, such as REC-04')
    .argument('<role>', 'the role, such as viewer')
    .option(
      '--control <name>',
      'on a page, by one of the controls that offer it, such as "table page: New Record"',
    )
    .option('--out <folder>', 'where to write (default: results/repro/RULE-ROLE)')
    .addHelpText(
      'after',
      notes(
        [
          'repro REC-04 viewer',
          'repro REC-04 viewer --control "table page: New Record"',
          'repro USR-01 editor --out /tmp/users',
        ],
        {
          fine: 'the script and the spec were written',
          found: 'the cell can not be reproduced by a short script; the message says why',
          preflight: 'the settings do not name an install',
        },
      ),
    )
    .action(
      ending((id, role, { out, control }) => {
        const { rule, cell } = chooseCell(requirePlan().plans.local, id, role);
        const chosen = controlOf(rule, control);
        const folder = out ?? path.join('results', 'repro', `${rule.id}-${cell.role}${slug(chosen)}`);
        return onInstall(async (target) => {
          let code: number = EXIT.fine;
          const left = await withRun(target, async (state) => {
            try {
              const whole = await (chosen
                ? makePageRecipe(state, disclosureOfRun(), { rule, cell, control: chosen })
                : makeRecipe(state, disclosureOfRun(), rule, cell));
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
