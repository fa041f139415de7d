import { CHECK } from './check-command';
import { HEALTH } from './health-command';
import { TargetError } from '../target/environment/read';
import { UsageError, type Command } from './command';
import { DIFF } from './diff-command';
import { EXIT } from './exit-codes';
import { PREFLIGHT } from './preflight-command';
import { RECORD } from './record-command';
import { SWEEP } from './sweep-command';
import { UPGRADE } from './upgrade-command';

const COMMANDS: Record<string, Command> = {
  check: CHECK,
  health: HEALTH,
  preflight: PREFLIGHT,
  sweep: SWEEP,
  record: RECORD,
  diff: DIFF,
  upgrade: UPGRADE,
};

function usage(): string {
  const calls = Object.values(COMMANDS).flatMap(({ usage: call, what }) => [
    `  npx qa-plan ${call}`,
    `      ${what}`,
  ]);
  return [
    'qa-plan: checks the permission plan, and the installs that it is about',
    '',
    ...calls,
    '',
    'To run the plan: npx playwright test',
  ].join('\n');
}

/** The `qa-plan` command; how it ends is in `exit-codes.ts`. */
async function main([name, ...args]: string[]): Promise<number> {
  if (name === '--help' || name === '-h' || args.includes('--help')) {
    console.log(usage());
    return EXIT.fine;
  }
  const command = name === undefined ? undefined : COMMANDS[name];
  if (!command) {
    console.error(name === undefined ? usage() : `qa-plan: unknown command "${name}"\n\n${usage()}`);
    return EXIT.usage;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof TargetError) {
      console.error(error.message);
      return EXIT.preflight;
    }
    if (!(error instanceof UsageError)) throw error;
    console.error(`qa-plan ${String(name)}: ${error.message}\n\n${usage()}`);
    return EXIT.usage;
  }
}

process.exitCode = await main(process.argv.slice(2));
