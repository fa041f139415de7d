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
  private readonly runner: ComposedRunner;
  private readonly roles = composeRoles(PLAN_SEED);

  constructor(
    private readonly pages: readonly ComposedPage[],
    state: RunState,
    worker: number,
  ) {
    this.runner = new ComposedRunner(state, new ResultRecorder(state), worker);
  }

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
              this.runner.run(rule, role, { annotations: [], attachments: [] }).then(
                () => undefined,
                (error: unknown) => (error instanceof NotRun ? undefined : messageOf(error).split('\n')[0]),
              ),
          })),
        })),
    );
  }

  end(): Promise<void> {
    return this.runner.end();
  }
}
