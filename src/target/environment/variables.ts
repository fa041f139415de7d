import { nearest } from '../../plan/suggest';

/** Where the variables that a user sets begin; what follows is what a slip is looked for in. */
const FAMILIES = ['LOCAL_', 'DEMO_', 'QA_PLAN_'] as const;

/** Variables by which an install is named; `.env.example` explains each. */
export const INSTALL_VARIABLES = [
  'LOCAL_URL',
  'LOCAL_ADMIN_USERNAME',
  'LOCAL_ADMIN_PASSWORD',
  'LOCAL_DATABASE_URL',
  'DEMO_URL',
  'DEMO_VISITOR_USERNAME',
  'DEMO_VISITOR_PASSWORD',
  'DEMO_NEIGHBOUR_USERNAME',
  'DEMO_NEIGHBOUR_PASSWORD',
  'DEMO_ADMIN_USERNAME',
  'DEMO_ADMIN_PASSWORD',
  'DEMO_DATABASE_URL',
] as const;

/** All that the suite reads, those included that its own processes hand on to each other. */
export const KNOWN_VARIABLES: readonly string[] = [
  ...INSTALL_VARIABLES,
  'QA_PLAN_ALLOWED_HOSTS',
  'QA_PLAN_ALLURE',
  'QA_PLAN_BROWSER',
  'QA_PLAN_COMPILED',
  'DEMO_BANNER',
  'QA_PLAN_DEMO',
  'QA_PLAN_DEMO_COMPILED',
  'QA_PLAN_DEMO_STATE',
  'QA_PLAN_STAND_IN',
  'QA_PLAN_STAND_IN_DEMO',
  'QA_PLAN_ENV_FILE',
  'QA_PLAN_FAULT',
  'QA_PLAN_FAULT_CONTROL',
  'QA_PLAN_FILES',
  'QA_PLAN_FOLDER',
  'QA_PLAN_HEALTH_CALL_MS',
  'QA_PLAN_HEALTH_DATABASES',
  'QA_PLAN_HEALTH_PAGE_MS',
  'QA_PLAN_HEALTH_SAMPLES',
  'QA_PLAN_SEED',
  'QA_PLAN_SPECS',
  'QA_PLAN_STATE',
  'QA_PLAN_WATCH_PID',
  'QA_PLAN_WORKERS',
];

export type InstallVariable = (typeof INSTALL_VARIABLES)[number];
export type Environment = Record<string, string | undefined>;

/** The variables that are set to something. */
export function givenIn(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  );
}

/**
 * Names that look like a slip of a known one. An unknown name that is near to nothing belongs to somebody else.
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
