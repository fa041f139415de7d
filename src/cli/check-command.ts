import { PLAN_FOLDER } from '../plan/folder';
import type { Command } from './command';

const out = (text: string) => {
  console.log(text);
};
const err = (text: string) => {
  console.error(text);
};

/** `qa-plan check [FOLDER]` */
export const CHECK: Command = {
  usage: 'check [FOLDER]',
  what: 'every problem of the plan, or its figures',
  async run([folder = PLAN_FOLDER]) {
    // Knowing every action and control takes longer than other commands take as a whole.
    const [{ runCheck }, { vocabularies }] = await Promise.all([
      import('./check'),
      import('../suite/profiles'),
    ]);
    return runCheck({ folder, names: vocabularies(), out, err });
  },
};
