import { CellRunner, type RunnerOptions } from '../../src/engine/cell-runner';
import { LOCAL } from '../../src/engine/local-profile';
import { ResultRecorder } from '../../src/engine/result-recorder';
import { NotRun, type CellTest } from '../../src/engine/surface';
import type { WorldPool } from '../../src/engine/world-pool';
import { cellsInOrder } from '../../src/plan/order';
import type { Cell, Plan, Rule } from '../../src/plan/types';
import { requirePlan } from '../../src/suite/compile';
import type { Concerned } from './bench';
import { messageOf } from '../../src/target/message';
import type { RunState } from '../../src/target/state';

/** Runs single cells of the plan as a test does; each instance remembers its own positive controls. */
export class Cells {
  private readonly runner: CellRunner;
  private readonly rules: ReadonlyMap<string, Rule>;

  constructor(plan: Plan, state: RunState, worlds: WorldPool, pages: RunnerOptions['pages']) {
    const recorder = new ResultRecorder(state);
    const contents = () => requirePlan().contents;
    this.runner = new CellRunner({ profile: LOCAL, state, worlds, recorder, pages, contents });
    this.rules = new Map(plan.files.flatMap((file) => file.rules.map((rule) => [rule.id, rule])));
  }

  /** @returns the first line of the failure; undefined where the cell is as the plan says, or is not run */
  async failure(rule: Rule, cell: Cell, control?: CellTest['control']): Promise<string | undefined> {
    const controlRule = this.rules.get(rule.positiveControl ?? rule.id) ?? rule;
    const test = { rule, cell, controlRule, ...(control && { control }) };
    return this.runner.run(test, { annotations: [], attachments: [] }).then(
      () => undefined,
      (error: unknown) => (error instanceof NotRun ? undefined : (messageOf(error).split('\n')[0] ?? '')),
    );
  }

  /** Some cells of a rule, to be tried in their order. @param whole runs them on the unbroken install, if these do not */
  concerned(rule: Rule, cells: readonly Cell[], whole?: Cells): Concerned {
    return {
      id: rule.id,
      tries: cells.map((cell) => ({
        name: `${rule.id} ${cell.role}`,
        failure: () => this.failure(rule, cell),
        ...(whole && { whole: () => whole.failure(rule, cell) }),
      })),
    };
  }

  /**
   * Runs the API cells of some rules as a run does, allowed ones first.
   * @returns the cells that are not as the plan says, as `RULE role`
   */
  async red(rules: readonly Rule[]): Promise<string[]> {
    const red: string[] = [];
    for (const rule of rules) {
      for (const cell of cellsInOrder(rule)) {
        if ((await this.failure(rule, cell)) !== undefined) red.push(`${rule.id} ${cell.role}`);
      }
    }
    return red;
  }
}

/** For cells of the API, which open no page. */
export const NO_PAGES: RunnerOptions['pages'] = {
  for: () => Promise.reject(new Error('cells of the API open no page')),
  discard: () => undefined,
  called: new Set(),
  browserOf: () => Promise.reject(new Error('cells of the API open no browser')),
};
