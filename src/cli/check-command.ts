import { existsSync } from 'node:fs';
import { PLAN_FOLDER } from '../../fixtures/folders';
import { ending, notes, type Configure } from './command';
import { EXIT } from './exit-codes';

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
        fine: 'the plan is right; its figures are printed',
        found: 'the plan has a problem, or can not be read',
      }),
    )
    .action(
      ending(async (folder) => {
        // Knowing every action and control takes longer than other commands take as a whole.
        const [{ runCheck }, { checkDemo }, { vocabulary }] = await Promise.all([
          import('./check'),
          import('../demo/check'),
          import('../engine/vocabulary'),
        ]);
        const code = runCheck({ folder, vocabulary: vocabulary(), out, err });
        // A folder that can not be read was told of already.
        const demo = existsSync(folder) ? checkDemo(folder) : { failed: false, lines: [] };
        for (const line of demo.lines) (demo.failed ? err : out)(line);
        return demo.failed ? EXIT.found : code;
      }),
    );
