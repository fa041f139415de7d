import { PLAN_FOLDER } from '../../fixtures/folders';
import type { Command } from './command';

/** `qa-plan check [FOLDER]` */
export const CHECK: Command = {
  usage: 'check [FOLDER]',
  what: 'every problem of the plan, or its figures',
  async run([folder = PLAN_FOLDER]) {
    // Knowing every action and control takes longer than other commands take as a whole.
    const [{ runCheck }, { vocabulary }] = await Promise.all([import('./check'), import('../vocabulary')]);
    return runCheck({
      folder,
      vocabulary: vocabulary(),
      out: (text) => {
        console.log(text);
      },
      err: (text) => {
        console.error(text);
      },
    });
  },
};
