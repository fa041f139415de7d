import { PLAN_FOLDER } from '../plan/folder';
import { ending, notes, type Configure } from './command';

const out = (text: string) => {
  console.log(text);
};
const err = (text: string) => {
  console.error(text);
};

export const configure: Configure = (command) =>
  command
    .argument('[folder]', 'where the plan is', PLAN_FOLDER)
    .addHelpText(
      'after',
      notes(['check', 'check drafts'], {
        fine: 'the plan is valid; its figures are printed',
        found: 'the plan has a problem, or can not be read',
      }),
    )
    .action(
      ending(async (folder) => {
        // Loading every action and control takes longer than any other whole command.
        const [{ runCheck }, { vocabularies }] = await Promise.all([
          import('./check'),
          import('../suite/profiles'),
        ]);
        return runCheck({ folder, names: vocabularies(), out, err });
      }),
    );
