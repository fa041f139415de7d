import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { OWN_PLAN_FOLDER } from '../../src/plan/folder';
import { readRecord } from '../../src/record/read';
import type { RunRecord } from '../../src/record/schema';
import type { StandInDetails } from '../../src/target/stand-in';
import { bareEnvironment, PROJECT } from '../../tests/integration/support/run-cli';
import { writeSettings } from '../../tests/integration/support/throwaway';
import { PLAYWRIGHT, run, type Ran } from './run';

/** What a run does with its own stand-in, allowed on one that it is given as well. */
const ALL_EFFECTS = 'usage-data,feedback,administrators';

/** What a run of a plan left. */
export interface PlanRun extends Ran {
  record: RunRecord;
}

/** A plan in a folder of its own, with all that its runs leave. */
export class PlanCopy {
  readonly plan: string;

  /** @param files name → text; by default the project's own plan */
  constructor(
    private readonly folder: string,
    files?: Readonly<Record<string, string>>,
  ) {
    this.plan = path.join(folder, 'qa-plan');
    mkdirSync(this.plan, { recursive: true });
    if (!files) cpSync(path.join(PROJECT, OWN_PLAN_FOLDER), this.plan, { recursive: true });
    else for (const [name, text] of Object.entries(files)) writeFileSync(path.join(this.plan, name), text);
  }

  /** The environment of its runs. @param install to be tested instead of a stand-in of the run's own */
  environment(install?: StandInDetails): NodeJS.ProcessEnv {
    const env: NodeJS.ProcessEnv = {
      ...bareEnvironment(),
      QA_PLAN_FOLDER: this.plan,
      QA_PLAN_ALLURE: path.join(this.folder, 'allure-results'),
      // The same test data, and the same requests, every time.
      QA_PLAN_SEED: '1',
      QA_PLAN_UNCOVERED: 'warn',
    };
    if (!install) return env;
    const { baseUrl, admin, databaseUrl } = install;
    const file = path.join(this.folder, 'install.env');
    writeSettings(file, {
      LOCAL_URL: baseUrl,
      LOCAL_ADMIN_USERNAME: admin.username,
      LOCAL_ADMIN_PASSWORD: admin.password,
      LOCAL_DATABASE_URL: databaseUrl,
      QA_PLAN_ALLOWED_EFFECTS: ALL_EFFECTS,
    });
    return { ...env, QA_PLAN_ENV_FILE: file };
  }

  /**
   * Runs Playwright on it, without the demo and what is written by hand.
   * @param args what to choose
   * @param options.env as of {@link environment}
   * @param options.asTyped by `npx`, as a person does; its memory is then not that of the runner
   * @throws Error when the run has no record of its own, or nothing ran
   */
  async run(
    args: readonly string[],
    { env = this.environment(), asTyped = false }: { env?: NodeJS.ProcessEnv; asTyped?: boolean } = {},
  ): Promise<PlanRun> {
    const all = ['test', '--project=local', '--quiet', ...args];
    const ran = asTyped
      ? await run(['playwright', ...all], { env, command: 'npx' })
      : await run([PLAYWRIGHT, ...all], { env });
    try {
      const record = readRecord(this.recordFile);
      if (Date.parse(record.run.started) < ran.at) throw new Error('it left no record');
      if (record.end === null || !record.results.some(({ status }) => status !== 'skipped'))
        throw new Error('no test ran to its end');
      return { ...ran, record };
    } catch (error) {
      throw new Error(`the plan could not be run:\n${ran.text.slice(-4000)}`, { cause: error });
    }
  }

  /** Where its runs leave their record. */
  get recordFile(): string {
    return path.join(this.plan, '.results/run.json');
  }

  /** `npx playwright test --list`, of which only the seconds count. */
  async list(args: readonly string[]): Promise<Ran> {
    return run([PLAYWRIGHT, 'test', '--project=local', '--list', ...args], { env: this.environment() });
  }
}

/** The files of the project's own plan: name → text. */
export const ownPlan = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path.join(PROJECT, OWN_PLAN_FOLDER))
      .filter((name) => name.endsWith('.md'))
      .map((name) => [name, readFileSync(path.join(PROJECT, OWN_PLAN_FOLDER, name), 'utf8')]),
  );
