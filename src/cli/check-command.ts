import { PLAN_FOLDER } from '../../fixtures/folders';
import { vocabulary } from '../vocabulary';
import { runCheck } from './check';
import type { Command } from './command';

/** `qa-plan check [FOLDER]` */
export const CHECK: Command = {
  usage: 'check [FOLDER]',
  what: 'every problem of the plan, or its figures',
  run: ([folder = PLAN_FOLDER]) =>
    runCheck({
      folder,
      vocabulary: vocabulary(),
      out: (text) => {
        console.log(text);
      },
      err: (text) => {
        console.error(text);
      },
    }),
};
