import { DEPLOYMENTS } from '../deployment/plan/words';
import { besideTests } from '../target/install-locks';
import { preflight } from '../target/preflight/index';
import { formatChecks, isWrong } from '../target/preflight/check';
import type { Targets } from '../target/target';
import { ending, notes, oneOf, UsageError, type Configure } from './command';
import { DSN_VARIABLE, runDeploymentPreflight } from './deployment-preflight';
import { EXIT } from '../text/exit-codes';
import { readSettings } from '../target/environment/load';

export const configure: Configure = (command) =>
  command
    .option(
      '--deployment <kind>',
      'check a PostgreSQL role before anything is installed: create-new, connect-existing or from-scratch',
      oneOf('deployment', DEPLOYMENTS),
    )
    .option('--dsn <dsn>', `the server, the role and the database (or ${DSN_VARIABLE})`)
    .addHelpText(
      'after',
      notes(['preflight', 'preflight --deployment create-new'], {
        fine: 'fit to be tested, or ready to deploy',
        found: 'qa-plan/deployment.md has a problem',
        preflight: 'the settings or an install are not fit, or a privilege is missing',
      }),
    )
    .action(
      ending(({ deployment, dsn }) => {
        if (deployment !== undefined) return runDeploymentPreflight(deployment, dsn);
        if (dsn !== undefined)
          throw new UsageError(`--dsn goes with --deployment; deployments: ${DEPLOYMENTS.join(', ')}`);
        return runPreflight(readSettings());
      }),
    );

async function runPreflight({ local, demo, warnings }: Targets): Promise<number> {
  for (const line of warnings) console.log(`warning  ${line}`);
  if (!local && !demo) {
    console.log(
      'No install is named: stand-ins are tested, which need no preflight. Name one with LOCAL_URL or DEMO_URL; see .env.example.',
    );
    return EXIT.fine;
  }
  const began = performance.now();
  let wrong = 0;
  for (const target of [local, demo]) {
    if (!target) continue;
    const checks = await besideTests(target.witness, () => preflight(target));
    console.log(`${target.install} ${target.baseUrl}\n${formatChecks(checks)}`);
    wrong += checks.filter(isWrong).length;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const verdict =
    wrong === 0 ? 'fit to be tested' : `${String(wrong)} wrong; nothing may run until that is fixed`;
  console.log(`\npreflight: ${verdict} (${seconds} s)`);
  return wrong === 0 ? EXIT.fine : EXIT.preflight;
}
