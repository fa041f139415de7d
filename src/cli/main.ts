import { Command, CommanderError } from '@commander-js/extra-typings';
import { UsageError, type Configure } from './command';
import { EXIT } from '../suite/exit-codes';

/** What each command does, and its module, which is loaded only when the command is called. */
const COMMANDS: Record<string, [what: string, load: () => Promise<{ configure: Configure }>]> = {
  check: ['print every problem of the plan, or its figures', () => import('./check-command')],
  health: ['say how near a demo is to the point to scale', () => import('./health-command')],
  preflight: [
    'say whether the installs are fit to be tested, or a PostgreSQL role to deploy with',
    () => import('./preflight-command'),
  ],
  sweep: ['list what crashed runs left on an install, or remove it', () => import('./sweep-command')],
  record: ['write down what an install allows, as JSON and Markdown', () => import('./record-command')],
  diff: ['compare two recordings', () => import('./diff-command')],
  upgrade: [
    'say whether an upgrade changes what qa-plan/upgrade.md plans, and nothing else',
    () => import('./upgrade-command'),
  ],
};

/** The `qa-plan` command; how it ends is in `src/suite/exit-codes.ts`. */
async function main(args: string[]): Promise<void> {
  const called = args.find((word) => Object.hasOwn(COMMANDS, word));
  const help = `see: npx qa-plan ${called === undefined ? '' : `${called} `}--help`;
  const program = new Command('npx qa-plan')
    .description('Checks the permission plan, and the installs that it is about.')
    .addHelpText('after', '\nTo run the plan: npx playwright test')
    .configureHelp({ helpWidth: 80 })
    .showHelpAfterError(help)
    .exitOverride();
  for (const [name, [what, load]] of Object.entries(COMMANDS)) {
    const command = program.command(name).description(what);
    if (name === called) (await load()).configure(command);
  }
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = await codeOf(error, help);
  }
}

/** The exit code of an error that is told without a stack. @throws any other error */
async function codeOf(error: unknown, help: string): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  if (error instanceof UsageError) {
    console.error(`error: ${error.message}\n${help}`);
    return EXIT.usage;
  }
  const { TargetError } = await import('../target/environment/read');
  if (!(error instanceof TargetError)) throw error;
  console.error(error.message);
  return EXIT.preflight;
}

await main(process.argv.slice(2));
