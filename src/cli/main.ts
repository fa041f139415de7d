import { parseArgs } from 'node:util';
import { vocabulary } from '../vocabulary';
import { PLAN_FOLDER } from '../../fixtures/folders';
import { runCheck } from './check';

const USAGE = `qa-plan: checks the permission plan

  npx qa-plan check [FOLDER]   every problem of the plan, or its figures

To run the plan: npx playwright test`;

/** The `qa-plan` command. Exit codes: 0 fine, 1 the plan has problems, 2 the command was not understood. */
function main(): number {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  const [command, folder = PLAN_FOLDER] = positionals;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (command !== 'check') {
    console.error(command === undefined ? USAGE : `qa-plan: unknown command "${command}"\n\n${USAGE}`);
    return 2;
  }
  return runCheck({
    folder,
    vocabulary: vocabulary(),
    out: (text: string) => {
      console.log(text);
    },
    err: (text: string) => {
      console.error(text);
    },
  });
}

process.exitCode = main();
