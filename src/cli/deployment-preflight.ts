import { PLAN_FOLDER } from '../plan/folder';
import { AddressError, holdsPassword, readAddress, type Address } from '../deployment/address';
import { checkDeployment, type DeploymentReport, type PrivilegeCheck } from '../deployment/preflight';
import { compileDeployment } from '../deployment/plan/page';
import type { Deployment } from '../deployment/plan/words';
import { formatProblems } from '../plan/format';
import { loadPlan } from '../plan/load';
import { UsageError } from './command';
import { EXIT } from '../text/exit-codes';
import { table } from '../text/terminal';

export const DSN_VARIABLE = 'QA_PLAN_DEPLOYMENT_DSN';

/**
 * Reports, before an install, the privileges that the connecting role lacks, with statements that grant them.
 * @param argument the server, the role and the database; by default {@link DSN_VARIABLE}
 * @returns {@link EXIT.preflight} when a required privilege is missing or the server can not be reached,
 *   {@link EXIT.found} when the plan's page has a problem, else {@link EXIT.fine}
 * @throws UsageError when the server's address is missing or invalid
 */
export async function runDeploymentPreflight(
  deployment: Deployment,
  argument: string | undefined,
): Promise<number> {
  const address = addressOf(argument ?? process.env[DSN_VARIABLE]);
  const warning = warningFor(argument);
  if (warning !== undefined) console.error(warning);
  const today = new Date().toISOString().slice(0, 10);
  const { requirements, problems } = compileDeployment(loadPlan(PLAN_FOLDER, 'deployment'), today);
  if (problems.length > 0) {
    console.error(formatProblems(problems));
    return EXIT.found;
  }
  const wanted = requirements.filter((requirement) => requirement.deployment === deployment);
  const report = await checkDeployment(wanted, address);
  console.log(formatReport(deployment, address, report));
  return isFine(report) ? EXIT.fine : EXIT.preflight;
}

const isFine = ({ unreachable, checks }: DeploymentReport) =>
  unreachable === undefined && checks.every((check) => !isRequiredAndMissing(check));

const isRequiredAndMissing = ({ state, requirement }: PrivilegeCheck) =>
  state === 'missing' && requirement.level === 'required';

/** @throws UsageError when the address is missing or invalid */
function addressOf(dsn: string | undefined): Address {
  if (!dsn) {
    throw new UsageError(
      `no server is given: set ${DSN_VARIABLE}, or give --dsn without a password and set PGPASSWORD\n` +
        '  example: PGPASSWORD=… npx qa-plan preflight --deployment create-new --dsn postgres://mathesar@localhost:5432/mathesar_django',
    );
  }
  try {
    return readAddress(dsn, process.env.PGPASSWORD);
  } catch (error) {
    if (error instanceof AddressError) throw new UsageError(error.message);
    throw error;
  }
}

function warningFor(argument: string | undefined): string | undefined {
  if (argument === undefined || !holdsPassword(argument)) return undefined;
  return (
    'warning: everybody on this machine can read the password in --dsn in the list of processes\n' +
    `  leave it out of --dsn and set PGPASSWORD, or set ${DSN_VARIABLE} instead\n`
  );
}

function formatReport(deployment: Deployment, address: Address, report: DeploymentReport): string {
  const { role, database, host, port } = address;
  const place = `"${role}" in "${database}" at ${host}:${String(port)}`;
  const head = `${deployment} by ${place}${report.server ? `, PostgreSQL ${report.server}` : ''}`;
  const lines = table(report.checks.map(rowOf), { indent: 2, widths: ['missing'.length] });
  return [
    head,
    ...(report.unreachable === undefined ? [] : [`  ${report.unreachable}`]),
    '',
    ...report.checks.flatMap((check, index) => [lines[index] ?? '', ...detailsOf(check)]),
    '',
    conclusion(report),
  ].join('\n');
}

function rowOf({ state, requirement: { id, needs, level, purpose } }: PrivilegeCheck): string[] {
  return [state, id, needs, `${level === 'optional' ? 'optional, for ' : 'for '}${purpose}`];
}

/** The lines below a finding that say what to do. */
function detailsOf(check: PrivilegeCheck): string[] {
  const indent = ' '.repeat(13);
  if (check.state === 'has') return [];
  if (check.state === 'unknown') return [indent + check.why];
  const { statement, by, database } = check.remediation;
  if (statement === undefined) return [indent + by];
  const place = database === undefined ? 'in any database' : `in the database "${database}"`;
  return [indent + statement, `${indent}to be run by ${by}, ${place}`];
}

function conclusion({ unreachable, checks }: DeploymentReport): string {
  const missing = checks.filter(isRequiredAndMissing).length;
  const optional = checks.filter(({ state }) => state === 'missing').length - missing;
  const unknown = checks.filter(({ state }) => state === 'unknown').length;
  const said = [
    ...(missing > 0 ? [`${String(missing)} required missing`] : []),
    ...(optional > 0 ? [`${String(optional)} optional missing`] : []),
    ...(unknown > 0 ? [`${String(unknown)} not looked at`] : []),
  ].join(', ');
  if (unreachable !== undefined || missing > 0) return `not ready to deploy: ${said}`;
  return `ready to deploy${said === '' ? '' : ` (${said})`}`;
}
