import { Command, CommanderError } from '@commander-js/extra-typings';
import { UsageError, type Configure } from './command';
import { outliveReader } from '../text/closed-pipe';
import { EXIT } from '../text/exit-codes';

/** Description and module of each command; the module is loaded only when the command is called. */
const COMMANDS: Record<string, [what: string, load: () => Promise<{ configure: Configure }>]> = {
  check: ['print every problem of the plan, or its figures', () => import('./check-command')],
  affected: [
    'print which tests a change of the plan or of the suite affects',
    () => import('./affected-command'),
  ],
  health: ['say how near a demo is to the point to scale', () => import('./health-command')],
  preflight: [
    'say whether the installs are fit to be tested, or a PostgreSQL role to deploy with',
    () => import('./preflight-command'),
  ],
  report: [
    'write all reports of a run again, from its record; in a GitHub job, tell it the run',
    () => import('./report-command'),
  ],
  summary: ['print again what a run found, from its record', () => import('./summary-command')],
  docs: ['write what each role may do, as a run proved it', () => import('./docs-command')],
  sweep: ['list what crashed runs left on an install, or remove it', () => import('./sweep-command')],
  lock: [
    'write what the last run has seen each role allowed, to be committed',
    () => import('./lock-command'),
  ],
  record: ['record what an install allows, as JSON and Markdown', () => import('./record-command')],
  diff: ['compare two recordings, or a lock with a run', () => import('./diff-command')],
  comment: ['tell a pull request on GitHub what it changes', () => import('./comment-command')],
  'pull-request': [
    'print the number of the pull request that a workflow ran for',
    () => import('./pull-request-command'),
  ],
  compose: [
    'compare Mathesar with PostgreSQL for roles with composed privileges',
    () => import('./compose-command'),
  ],
  upgrade: [
    'say whether an upgrade changes exactly what qa-plan/upgrade.md plans',
    () => import('./upgrade-command'),
  ],
};

/** The `qa-plan` command; its exit codes are in `src/text/exit-codes.ts`. */
async function main(args: string[]): Promise<void> {
  const called = args.find((word) => Object.hasOwn(COMMANDS, word));
  const help = `see: npx qa-plan ${called === undefined ? '' : `${called} `}--help`;
  const program = new Command('npx qa-plan')
    .description('Checks the permission plan and the installs that it describes.')
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

/** The exit code for an error that is printed without a stack. @throws any other error */
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

outliveReader();
await main(process.argv.slice(2));
