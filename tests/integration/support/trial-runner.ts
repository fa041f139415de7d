import { CellRunner } from '../../../src/engine/cell-runner';
import { LOCAL } from '../../../src/engine/local-profile';
import { vocabularyOf } from '../../../src/engine/profile';
import { ResultRecorder } from '../../../src/engine/result-recorder';
import { PageSessions } from '../../../src/engine/ui/page-sessions';
import { WorldPool } from '../../../src/engine/world-pool';
import { compilePlan } from '../../../src/plan/compile';
import { formatProblems } from '../../../src/plan/format';
import { cellsInOrder } from '../../../src/plan/order';
import type { Rule } from '../../../src/plan/types';
import { requirePlan } from '../../../src/suite/compile';
import { Browsing } from '../../../src/target/browser/browsing';
import { messageOf } from '../../../src/target/message';
import { openRun, localLifeCycle, type OpenRun } from '../../../src/target/run';
import { standInTarget, type StandInDetails } from '../../../src/target/stand-in';
import type { RunState } from '../../../src/target/state';
import { ApiWitness, openWitness } from '../../../src/target/api-witness';

/** How one cell of a trial ended. */
export interface TrialResult {
  /** The first line of the failure, and its cause if it has one; `pass` without. */
  verdict: string;
  /** What was said of the role's session. */
  session: string | undefined;
}

/** Runs the cells of a plan as one worker does, in this process, so that a test can do something between two of them. */
export class Trial {
  private constructor(
    private readonly run: OpenRun,
    readonly state: RunState,
    private readonly rules: readonly Rule[],
    private readonly runner: CellRunner,
    private readonly stop: () => Promise<void>,
  ) {}

  /**
   * @param baseUrl through which the cells reach the install, which is provisioned directly
   * @param sql whether SQL witnesses, or what is read back over the API
   */
  static async of(
    plan: string,
    install: StandInDetails,
    baseUrl = install.baseUrl,
    { sql = true } = {},
  ): Promise<Trial> {
    const { plan: compiled, problems } = compilePlan(
      [{ file: 'qa-plan/trial.md', text: plan }],
      vocabularyOf(LOCAL, { partial: true }),
    );
    if (problems.length > 0) throw new Error(formatProblems(problems));
    const run = await openRun(localLifeCycle(standInTarget(install)));
    const state = { ...run.state, baseUrl };
    const witness = sql ? openWitness(state) : new ApiWitness(state);
    const worlds = new WorldPool({ state, witness, worker: 1, roles: LOCAL.roles });
    const browsing = new Browsing(baseUrl);
    const pages = new PageSessions(state, browsing);
    const runner = new CellRunner({
      ...{ profile: LOCAL, state, worlds, recorder: new ResultRecorder(state), pages },
      contents: () => requirePlan().contents,
    });
    const stop = async () => {
      await browsing.end();
      await worlds.end();
      await witness.close();
    };
    const rules = compiled.files.flatMap((file) => file.rules);
    return new Trial(run, state, rules, runner, stop);
  }

  /**
   * Tries the cells of the plan that allow (or do not).
   * @param at a control and the roles that look for it; over the API without
   * @param only a rule; all without
   * @returns `RULE role` → how it ended
   */
  async cells(
    allow: boolean,
    at?: { control: string; roles: readonly string[] },
    only?: string,
  ): Promise<Record<string, TrialResult>> {
    const found: Record<string, TrialResult> = {};
    const offered = at && LOCAL.controls.named(at.control);
    for (const rule of this.rules.filter(({ id }) => id === (only ?? id))) {
      for (const cell of cellsInOrder(rule)) {
        if ((cell.expectation.kind === 'allow') !== allow || at?.roles.includes(cell.role) === false)
          continue;
        const annotations: { type: string; description?: string }[] = [];
        const test = { rule, cell, controlRule: rule, ...(offered && { control: offered }) };
        const verdict = await this.runner.run(test, { annotations, attachments: [] }).then(
          () => 'pass',
          (error: unknown) => messageOf(error).replace(/\n[\s\S]*?(?=\n {2}cause|$)/, ''),
        );
        const session = annotations.find(({ type }) => type === 'session')?.description;
        found[`${rule.id} ${cell.role}`] = { verdict, session };
      }
    }
    return found;
  }

  async end(): Promise<void> {
    await this.stop();
    await this.run.close();
  }
}
