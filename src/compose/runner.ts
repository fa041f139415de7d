import type { ResultRecorder, TestRecord } from '../engine/result-recorder';
import { NotRun } from '../engine/surface';
import { asSetUp } from '../target/install-locks';
import type { RunState } from '../target/state';
import { ask } from './ask';
import { ASKED } from './asked';
import type { ComposedRole } from './factors';
import { gapFor, judgeByRule, witnessedIn, writeAnswer, writeDifference, writeStatements } from './judge';
import type { ComposedRule } from './plan/page';
import { COMPOSED } from './names';
import { Scene } from './scene';

/** Tries rows of the plan as composed roles, in a scene that is made for the first and kept for the others. */
export class ComposedRunner {
  private scene: Promise<Scene> | undefined;

  /** @param worker distinguishes runners of one run */
  constructor(
    private readonly state: RunState,
    private readonly recorder: ResultRecorder,
    private readonly worker: number,
  ) {}

  /**
   * Asks PostgreSQL and Mathesar, and records the verdict.
   * @throws CellFailed as {@link ResultRecorder.record}; NotRun where the target lacks what it takes
   */
  async run(rule: ComposedRule, role: ComposedRole, record: TestRecord): Promise<void> {
    const asked = ASKED.find(({ name }) => name === rule.asked);
    if (!asked) throw new Error(`nothing is asked by the name ${rule.asked}`);
    const { lackedMethods = [], release } = this.state;
    if (lackedMethods.includes(asked.method))
      throw new NotRun(`release ${release ?? ''} has no method ${asked.method}`);
    const compared = await asSetUp(this.state, async () => ask(await this.open(), role, asked));
    const judgement = judgeByRule(compared, rule);
    this.recorder.record(
      { rule, cell: { role: COMPOSED, position: rule.position }, judgement, gap: gapFor(compared, rule) },
      {
        failure: writeDifference(rule, role, judgement, compared),
        seen: writeAnswer(compared.mathesar),
        witnessed: witnessedIn(compared.mathesar, judgement),
        witnesses: ['api', 'sql'],
        parts: [
          ['The role', writeStatements(role).join('\n')],
          ['PostgreSQL', writeAnswer(compared.postgres)],
          ['Mathesar', writeAnswer(compared.mathesar)],
        ],
      },
      record,
    );
  }

  private open(): Promise<Scene> {
    this.scene ??= Scene.open(this.state, this.worker);
    return this.scene;
  }

  async end(): Promise<void> {
    const scene = await this.scene?.catch(() => undefined);
    await scene?.end();
  }
}
