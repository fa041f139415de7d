import { z } from 'zod';
import { nearest } from '../../plan/suggest';
import * as fields from './fields';

/** Example addresses for messages. */
export const EXAMPLES = { LOCAL_URL: 'http://localhost:8000', DEMO_URL: 'https://demo.example.org' } as const;

const text = (what: string) => z.string().describe(what);

/** Variables that name an install. */
const INSTALLS = z.object({
  LOCAL_URL: fields.address(EXAMPLES.LOCAL_URL).describe('the address of a Mathesar to test'),
  LOCAL_ADMIN_USERNAME: fields.username.describe(
    'an administrator who is a collaborator of at least one connected database, with a role that may create roles and databases',
  ),
  LOCAL_ADMIN_PASSWORD: fields.password.describe('the password of that administrator'),
  LOCAL_DATABASE_URL: fields.databaseUrl.describe(
    "optional: Mathesar's internal database, as a PostgreSQL superuser, for the SQL witness; without it effects are read back through the API, and cells that only SQL can witness are not run",
  ),
  DEMO_URL: fields
    .address(EXAMPLES.DEMO_URL)
    .describe('the address of a demo, where every user has a database of their own'),
  DEMO_VISITOR_USERNAME: fields.username.describe('a user of the demo'),
  DEMO_VISITOR_PASSWORD: fields.password.describe('the password of that user'),
  DEMO_NEIGHBOUR_USERNAME: fields.username.describe(
    "another user of the demo; neither may reach the other's data",
  ),
  DEMO_NEIGHBOUR_PASSWORD: fields.password.describe('the password of that user'),
  DEMO_ADMIN_USERNAME: fields.username.describe(
    'optional: an administrator of the demo; without one, cells that need an administrator are not run',
  ),
  DEMO_ADMIN_PASSWORD: fields.password.describe('the password of that administrator'),
  DEMO_DATABASE_URL: fields.databaseUrl.describe(
    "optional: the demo's internal database, for the SQL witness",
  ),
});

/** Variables for users of the suite. */
export const SETTINGS = INSTALLS.extend({
  QA_PLAN_ENV_FILE: text('another file of settings than `.env`'),
  QA_PLAN_ALLOWED_HOSTS: fields.allowedHosts.describe(
    'hosts other than this machine on which the suite may change things, comma separated',
  ),
  QA_PLAN_ALLOWED_EFFECTS: fields.allowedEffects.describe(
    'what a run may do to an install of yours beyond its own objects, comma separated: `usage-data`, `feedback`, `administrators`; nothing by default, see [installs](installs.md#beyond-the-run)',
  ),
  QA_PLAN_UNCOVERED: z
    .enum(['fail', 'warn'], { error: 'is neither "fail" nor "warn"; example: warn' })
    .describe(
      'what a method or control without a rule does: `fail` the run, by default, or only `warn`; see [coverage](draft.md#what-has-no-rule)',
    ),
  QA_PLAN_SEED: fields.seed.describe('fixes the test data; printed at the start of every run'),
  QA_PLAN_WORKERS: fields.workers.describe('how many workers, 2 by default'),
  QA_PLAN_DURATIONS: text(
    'the record of an earlier run, such as `results/run.json`, by whose times `--shard` divides the plan; the same for all shards',
  ),
  QA_PLAN_PROFILE: text('`1`: print where the time of a run went, the ten dearest phases'),
  QA_PLAN_PATIENCE_S: fields.seconds.describe(
    'how many seconds the target may be away before a run stops, 50 by default; see [faults](reliability.md#when-the-target-is-gone)',
  ),
  QA_PLAN_BROWSER: text('the browser to use, as a path'),
  DEMO_BANNER: fields.pattern.describe(
    "a regular expression for the demo notice, in the title or outside the page's content; without it, `demo`, if a page shows that",
  ),
  QA_PLAN_HEALTH_PAGE_MS: fields
    .limit('500,1700')
    .describe('from how many milliseconds a page of the demo is near, and over, the point to scale'),
  QA_PLAN_HEALTH_CALL_MS: fields.limit('400,1300').describe('the same for a call'),
  QA_PLAN_HEALTH_DATABASES: fields.limit('500,1000').describe('the same for the number of databases'),
  QA_PLAN_HEALTH_SAMPLES: fields.samples.describe('how often each page and call is measured'),
  QA_PLAN_DEPLOYMENT_DSN: text('the server, the role and the database of `qa-plan preflight --deployment`'),
  PGPASSWORD: text('the password for that DSN, when it has none'),
  QA_PLAN_DEPLOYMENT_ROLE_URL: text(
    'the PostgreSQL role of the install at `LOCAL_URL`, if the suite may change its rights briefly',
  ),
  QA_PLAN_UPGRADE_COMMAND: text('the command that upgrades the install in `qa-plan upgrade`'),
  QA_PLAN_REWIND_COMMAND: text('the command that puts the old release back'),
  QA_PLAN_TO_ADMIN_USERNAME: text(
    'the administrator after an upgrade, if it differs from `LOCAL_ADMIN_USERNAME`',
  ),
  QA_PLAN_TO_ADMIN_PASSWORD: text('the password of that administrator'),
  QA_PLAN_TO_DATABASE_URL: text('the internal database after an upgrade between two addresses'),
});

/** Settings that a run record tells: none of them is secret, or a person's. */
export const TOLD_SETTINGS = [
  'LOCAL_URL',
  'DEMO_URL',
  'DEMO_BANNER',
  'QA_PLAN_ALLOWED_HOSTS',
  'QA_PLAN_ALLOWED_EFFECTS',
  'QA_PLAN_UNCOVERED',
  'QA_PLAN_WORKERS',
  'QA_PLAN_HEALTH_PAGE_MS',
  'QA_PLAN_HEALTH_CALL_MS',
  'QA_PLAN_HEALTH_DATABASES',
  'QA_PLAN_HEALTH_SAMPLES',
] as const satisfies Setting[];

/** Variables of the stand-in, which is independent of this list. */
export const STAND_IN = z.object({
  QA_PLAN_RELEASE: text('the release of Mathesar that the stand-in imitates'),
  QA_PLAN_DATA: text('a folder in which the stand-in keeps its data'),
  QA_PLAN_DATABASE_URL: text('a database to use instead of its own PostgreSQL'),
  QA_PLAN_DEMO: text('`1`: every new user gets a database; `public`: it is also a demo'),
  QA_PLAN_FILES: text('`1`: the stand-in has a file backend'),
  QA_PLAN_FAULT: text('the name of a fault to apply, or several with commas between them'),
  QA_PLAN_FAULT_CONTROL: text('`1`: faults can be applied while it runs, at an address in its details file'),
  QA_PLAN_WATCH_PID: text('a process with which the stand-in ends'),
});

/** Variables that the suite's processes and tests pass to each other. */
const HANDED_ON = z.object({
  QA_PLAN_ALLURE: text("the folder for Allure's results"),
  QA_PLAN_ALLURE_HISTORY: text('the file that keeps what earlier Allure reports had'),
  QA_PLAN_FOLDER: text("the plan's folder"),
  QA_PLAN_REPOSITORY: text(
    'where the plan is on the web, if not in the repository that a job of GitHub is for',
  ),
  QA_PLAN_COMMIT: text('its commit there, where Git does not tell'),
  QA_PLAN_HEADED: text('`1`: pages are to be seen in a window'),
  QA_PLAN_PROFILE_FOLDER: text('where the processes of a run leave what they measured'),
  QA_PLAN_RESULTS: text('the folder for the run record and all that is made of it'),
  QA_PLAN_RUN: text('the key to the file that the set-up of a run writes for its workers, and the file'),
  QA_PLAN_UNWATCHED: text('the runner in which Playwright keeps and shows nothing of what tests do on pages'),
});

export type Setting = keyof typeof SETTINGS.shape;
export type InstallVariable = keyof typeof INSTALLS.shape;
export type Environment = Record<string, string | undefined>;

/** Prefixes of variable names that are checked for misspellings. */
export const FAMILIES = ['LOCAL_', 'DEMO_', 'QA_PLAN_'] as const;

export const INSTALL_VARIABLES = INSTALLS.keyof().options;

/** All variables that the project reads. */
export const KNOWN_VARIABLES: readonly string[] = [SETTINGS, STAND_IN, HANDED_ON].flatMap(({ shape }) =>
  Object.keys(shape),
);

/** The variables that are set and not empty. */
export function givenIn(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  );
}

/**
 * Finds names that look like misspellings. An unknown name that resembles none belongs to another program.
 * @returns one problem each
 */
export function slips(names: Iterable<string>): string[] {
  return [...names].flatMap((name) => {
    const family = FAMILIES.find((beginning) => name.startsWith(beginning));
    if (family === undefined || KNOWN_VARIABLES.includes(name)) return [];
    const rest = (known: string) => known.slice(family.length);
    const relatives = KNOWN_VARIABLES.filter((known) => known.startsWith(family)).map(rest);
    const meant = nearest(rest(name), relatives);
    return meant === undefined ? [] : [`${name} is unknown; did you mean ${family}${meant}?`];
  });
}
