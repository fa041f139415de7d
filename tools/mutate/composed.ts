import { ASKED } from '../../src/compose/asked';
import { composeRoles, PLAN_SEED } from '../../src/compose/compose';
import { ComposedRunner } from '../../src/compose/runner';
import type { ComposedPage } from '../../src/compose/plan/page';
import { ResultRecorder } from '../../src/engine/result-recorder';
import { NotRun } from '../../src/engine/surface';
import { messageOf } from '../../src/target/message';
import type { RunState } from '../../src/target/state';
import type { Concerned } from './bench';

/** Tries rows of the pages of composed roles, which see fine privileges that no role of the plan has. */
export class Composed {
  private runner: ComposedRunner | undefined;
  private readonly roles = composeRoles(PLAN_SEED);

  constructor(
    private readonly pages: readonly ComposedPage[],
    private readonly state: RunState,
  ) {}

  /** The rows that ask for a method, each tried as its own role or as all composed ones. */
  rulesOf(method: string): Concerned[] {
    const asked = ASKED.filter((one) => one.method === method).map(({ name }) => name);
    return this.pages.flatMap(({ rules }) =>
      rules
        .filter((rule) => asked.includes(rule.asked))
        .map((rule) => ({
          id: rule.id,
          tries: (rule.role ? [rule.role] : this.roles).map((role, index) => ({
            name: `${rule.id} composed role ${String(index + 1)}`,
            failure: () =>
              this.open()
                .run(rule, role, { annotations: [], attachments: [] })
                .then(
                  () => undefined,
                  (error: unknown) => (error instanceof NotRun ? undefined : messageOf(error).split('\n')[0]),
                ),
          })),
        })),
    );
  }

  private open(): ComposedRunner {
    this.runner ??= new ComposedRunner(this.state, new ResultRecorder(this.state), 0);
    return this.runner;
  }

  /** Removes what was made. A later try makes it anew: a scene that lies around is one more thing to be hit by a fault. */
  async end(): Promise<void> {
    await this.runner?.end();
    this.runner = undefined;
  }
}
