import type { TestCase, TestResult } from '@playwright/test/reporter';
import { cellDetails } from '../../fixtures/cells';
import { CellRunner, type RunnerOptions } from '../../src/engine/cell-runner';
import { LOCAL } from '../../src/engine/local-profile';
import { ResultRecorder, type TestRecord } from '../../src/engine/result-recorder';
import { NotRun, type CellTest } from '../../src/engine/surface';
import { cellsInOrder, cellsOnPages } from '../../src/plan/order';
import { cellTitle } from '../../src/plan/title';
import type { Cell, Plan, Rule } from '../../src/plan/types';
import { FORMAT, type Result, type RunRecord } from '../../src/record/schema';
import { resultOf } from '../../src/report/record/of-test';
import { requirePlan } from '../../src/suite/compile';
import { messageOf } from '../../src/target/message';
import type { RunState } from '../../src/target/state';

/** What cells are run with. */
export type Means = Pick<RunnerOptions, 'state' | 'worlds' | 'pages'>;

/** What is run of a plan. */
export interface Chosen {
  rules: readonly string[];
  /** Over the API without one. */
  control?: string | undefined;
  /** Those that are refused come first, each with a positive control of its own. */
  reversed?: boolean | undefined;
}

/** Runs cells in this process as a worker does, and gives their results as a run record has them. */
export async function observe(plan: Plan, chosen: Chosen, means: Means): Promise<Result[]> {
  const recorder = new ResultRecorder(means.state);
  const contents = () => requirePlan().contents;
  const runner = new CellRunner({ profile: LOCAL, recorder, contents, ...means });
  const all = new Map(plan.files.flatMap((file) => file.rules.map((rule) => [rule.id, rule])));
  const rules = chosen.rules.flatMap((id) => all.get(id) ?? []);
  const control = chosen.control === undefined ? undefined : LOCAL.controls.named(chosen.control);
  const results: Result[] = [];
  for (const rule of chosen.reversed ? rules.toReversed() : rules) {
    const cells = control ? cellsOnPages(rule) : cellsInOrder(rule);
    for (const cell of chosen.reversed ? cells.toReversed() : cells) {
      const controlRule = all.get(rule.positiveControl ?? rule.id) ?? rule;
      results.push(await run(runner, { rule, cell, controlRule, ...(control && { control }) }));
    }
  }
  return results;
}

async function run(runner: CellRunner, test: CellTest): Promise<Result> {
  const record: TestRecord = { annotations: [], attachments: [] };
  const startTime = new Date();
  const ended: Pick<TestResult, 'status' | 'error'> = await runner.run(test, record).then(
    () => ({ status: 'passed' }),
    (error: unknown) => {
      if (!(error instanceof NotRun)) return { status: 'failed', error: { message: messageOf(error) } };
      record.annotations.push({ type: 'skip', description: error.message });
      return { status: 'skipped' };
    },
  );
  const { rule, cell, control } = test;
  return resultOf(asTestCase(rule, cell, control?.name), {
    ...ended,
    ...{ annotations: record.annotations, attachments: record.attachments },
    ...{ startTime, duration: Date.now() - startTime.getTime() },
  } as TestResult);
}

/** As much of a test of Playwright's as a record is made of. */
function asTestCase(rule: Rule, cell: Cell, control?: string): TestCase {
  const { tag, annotation } = cellDetails(rule, cell, control);
  return {
    title: cellTitle(rule, cell, control),
    ...{ tags: tag, annotations: annotation, location: cell.position, repeatEachIndex: 0 },
    parent: { type: 'project', title: 'local' },
  } as unknown as TestCase;
}

/** A record of some results. @param minutesLater than it is */
export function recordOf(state: RunState, results: readonly Result[], minutesLater = 0): RunRecord {
  const now = new Date(Date.now() + minutesLater * 60_000).toISOString();
  return {
    format: FORMAT,
    run: {
      ...{
        started: now,
        suite: '0',
        seeds: [String(state.seed)],
        shards: [],
        workers: 1,
        settings: {},
        findings: [],
      },
      targets: [
        {
          ...{ name: 'local', url: state.baseUrl, standIn: true },
          ...(state.release !== undefined && { release: state.release }),
          witness: state.witness === undefined ? 'read-back' : 'sql',
        },
      ],
      planned: results.length,
    },
    results: [...results],
    end: { status: 'passed', ms: 0, errors: [] },
  };
}
