import { severityOf } from '../../src/cli/diff-locks';
import { LOCAL } from '../../src/engine/local-profile';
import { vocabularyOf } from '../../src/engine/profile';
import { WorldPool } from '../../src/engine/world-pool';
import { compareLocks, type Comparison } from '../../src/lock/compare';
import { keyOf, lockOf, type Lock, type LockedCell } from '../../src/lock/lock';
import { compilePlan } from '../../src/plan/compile';
import { OWN_PLAN_FOLDER } from '../../src/plan/folder';
import { formatProblems } from '../../src/plan/format';
import { loadPlan } from '../../src/plan/load';
import type { Plan } from '../../src/plan/types';
import { recordSchema, type RunRecord } from '../../src/record/schema';
import type { GitHub } from '../../src/report/comment/github';
import { post, type Posted } from '../../src/report/comment/post';
import { isQuiet, storyOf } from '../../src/report/comment/story';
import { writeComment } from '../../src/report/comment/write-comment';
import { openWitness } from '../../src/target/api-witness';
import type { RunState } from '../../src/target/state';
import type { World } from '../../src/world/world';
import { observe, recordOf, type Means } from './observe';
import type { PullRequest } from './pull-request';

/** What was told of a pull request. */
export interface Told {
  loosened: string[];
  tightened: string[];
  other: string[];
  unseen: string[];
  added: string[];
  gone: string[];
  exit: number;
  /** What became of its comment: after a push, after the same once more, after one that takes everything back. */
  posted: Posted[];
}

/** What is to be told of a pull request. */
export const wantedOf = ({ changes, unseen, added, gone, exit, comment }: PullRequest): Told => ({
  ...{
    loosened: sorted(changes?.loosened),
    tightened: sorted(changes?.tightened),
    other: sorted(changes?.other),
  },
  ...{ unseen: sorted(unseen), added: sorted(added), gone: sorted(gone), exit },
  posted: comment ? ['added', 'unchanged', 'updated'] : ['not needed', 'not needed', 'not needed'],
});

const sorted = (names: readonly string[] = []) => [...names].sort();

/** The plan as a pull request has it. */
export function planOf({ rules, edit, file }: PullRequest): Plan {
  const [first = ''] = rules.split(' ');
  const sources = loadPlan(OWN_PLAN_FOLDER).map((source) => {
    if (!source.text.includes(`| ${first} `)) return source;
    return { file: file ?? source.file, text: edit?.(source.text) ?? source.text };
  });
  const { plan, problems } = compilePlan(sources, vocabularyOf(LOCAL, { partial: true }));
  if (problems.length > 0) throw new Error(formatProblems(problems));
  return plan;
}

/** Runs what is chosen of a plan, and gives the record. */
export async function runOn(
  state: RunState,
  plan: Plan,
  { rules, control, run = {} }: Pick<PullRequest, 'rules' | 'control' | 'run'>,
  {
    worker,
    pages,
    adjust,
  }: Pick<Means, 'pages'> & { worker: number; adjust?: (world: World) => Promise<unknown> },
): Promise<RunRecord> {
  const own: RunState = { ...state, seed: run.seed ?? state.seed };
  if (run.withoutSql) delete own.witness;
  const witness = openWitness(own);
  const worlds = new WorldPool({
    ...{ state: own, witness, worker, roles: LOCAL.roles },
    ...(adjust && { adjust }),
  });
  try {
    const chosen = { rules: rules.split(' '), control, reversed: run.reversed };
    const results = await observe(plan, chosen, { state: own, worlds, pages });
    // As it is after a file was written and read.
    return recordSchema.parse(JSON.parse(JSON.stringify(recordOf(own, results, run.minutesLater))));
  } finally {
    await worlds.end();
    await witness.close();
  }
}

/** What is told of a run, held against a lock. @param number of the pull request */
export async function tell(github: GitHub, number: number, before: Lock, record: RunRecord): Promise<Told> {
  const after = lockOf(record);
  const found = compareLocks(before, after, new Set(after.cells.map(keyOf)));
  const push = (lock: Lock) => {
    const story = storyOf(before, lock);
    return post(github, number, { body: writeComment(story, { after: lock }), isQuiet: isQuiet(story) });
  };
  return {
    ...namesIn(found),
    exit: severityOf(found),
    posted: [await push(after), await push(after), await push(before)],
  };
}

function namesIn({ differences, unseen, added, gone }: Comparison) {
  const of = (change: string) =>
    names(differences.filter((each) => each.change === change).map(({ after }) => after));
  return {
    ...{ loosened: of('loosened'), tightened: of('tightened'), other: of('other') },
    ...{ unseen: names(unseen), added: names(added), gone: names(gone) },
  };
}

const names = (cells: readonly LockedCell[]) => sorted(cells.map(({ rule, role }) => `${rule} ${role}`));
