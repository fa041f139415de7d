import { readTargets, TargetError } from '../target/environment/read';
import { preflight } from '../target/preflight/index';
import { formatFindings, isWrong } from '../target/preflight/finding';
import type { Targets } from '../target/target';
import { UsageError, type Command } from './command';
import { runDeploymentPreflight } from './deployment-preflight';
import { EXIT } from './exit-codes';
import { loadEnvironment } from './load-environment';

/** `qa-plan preflight`, and with `--deployment` what a role lacks before anything is installed. */
export const PREFLIGHT: Command = {
  usage: 'preflight [--deployment KIND [--dsn DSN]]',
  what: 'whether the named installs are fit to be tested, or a role to deploy by',
  run: async (args) => {
    if (args.some((arg) => arg.startsWith('--deployment') || arg.startsWith('--dsn')))
      return runDeploymentPreflight(args);
    if (args.length > 0) throw new UsageError(`does not know ${args.join(' ')}`);
    const targets = readOrTell();
    return targets ? runPreflight(targets) : EXIT.preflight;
  },
};

/** The targets of the settings; undefined, with all that is wrong printed, where they are wrong. */
export function readOrTell(): Targets | undefined {
  try {
    loadEnvironment();
    return readTargets(process.env);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    console.error(error.message);
    return undefined;
  }
}

async function runPreflight({ local, demo, warnings }: Targets): Promise<number> {
  for (const line of warnings) console.log(`warning  ${line}`);
  if (!local && !demo) {
    console.log(
      'No install is named: stand-ins are tested, which need no preflight. Name one by LOCAL_URL or DEMO_URL; see .env.example.',
    );
    return EXIT.fine;
  }
  const began = performance.now();
  let wrong = 0;
  for (const target of [local, demo]) {
    if (!target) continue;
    const findings = await preflight(target);
    console.log(`${target.install} ${target.baseUrl}\n${formatFindings(findings)}`);
    wrong += findings.filter(isWrong).length;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const verdict =
    wrong === 0 ? 'fit to be tested' : `${String(wrong)} wrong; nothing may run before that is mended`;
  console.log(`\npreflight: ${verdict} (${seconds} s)`);
  return wrong === 0 ? EXIT.fine : EXIT.preflight;
}
