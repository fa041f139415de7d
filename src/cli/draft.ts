import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ACTIONS_BY_AREA } from '../actions';
import { draftCalls, type Draft } from '../draft/draft';
import { guessCall, type Guess } from '../draft/guess';
import { writeNotes } from '../draft/notes';
import { propose } from '../draft/propose';
import { wholePlan } from '../draft/whole-plan';
import { LOCAL } from '../engine/local-profile';
import { vocabularyOf, type Profile } from '../engine/profile';
import { parseCall } from '../plan/action-call';
import { OPEN_CELL } from '../plan/expectation';
import { formatProblems } from '../plan/format';
import { unknownName } from '../plan/suggest';
import type { ActionCall } from '../plan/types';
import { compileSuite } from '../suite/compile';
import { vocabularies } from '../suite/profiles';
import { listedMethods } from '../target/installed-release';
import { messageOf } from '../target/message';
import { withRun } from '../target/run';
import type { RunState } from '../target/state';
import type { Target } from '../target/target';
import { EXIT } from '../text/exit-codes';
import { UsageError } from './command';
import { interruption, onInstall } from './on-install';
import { printLeft } from './record-once';

const AREAS = new Map<string, string>(
  Object.entries(ACTIONS_BY_AREA).flatMap(([area, actions]) =>
    actions.map(({ info }) => [info.name, area] as const),
  ),
);

/** A row with one of these may have a role that succeeds. */
const PROVES: readonly string[] = ['allow', 'unknown'];

/** What is tried for a method. */
interface Tried {
  profile: Profile;
  calls: ActionCall[];
  guess?: Guess;
}

/** `qa-plan draft METHOD`: writes a patch and notes. @returns the exit code */
export function draftMethod(
  asked: string,
  { folder, out }: { folder: string; out: string },
): Promise<number> {
  const known = knownCalls(asked);
  return drafting(async (state, signal) => {
    const { profile, calls, guess } = known ?? (await guessed(asked, state));
    const drafts = await draftCalls(calls, { profile, state, signal });
    const source = `seen on ${state.release ?? 'an install'}`;
    const vocabulary = vocabularyOf(LOCAL, { partial: true });
    const proposals = propose(asked, drafts, {
      folder,
      vocabulary,
      areaOf: (name) => AREAS.get(name),
      source,
    });
    const name = path.join(out, asked.replaceAll(/[^\w.-]+/g, '_').replace(/^_|_$/g, ''));
    mkdirSync(out, { recursive: true });
    writeFileSync(`${name}.patch`, proposals.map(({ patch }) => patch).join(''));
    const without = [...new Set(proposals.flatMap((proposal) => proposal.without))];
    const about = { release: state.release ?? 'unknown', drafts, without, ...(guess && { guess }) };
    writeFileSync(`${name}.md`, writeNotes(asked, about));
    for (const { call, cells } of drafts) console.log(summaryOf(call.text, cells));
    console.log(
      `${name}.patch  for ${proposals.map(({ file }) => file).join(', ')}; apply it with: git apply ${name}.patch`,
    );
    console.log(`${name}.md  what was seen`);
  });
}

/** `qa-plan draft --all`: writes a plan. @returns the exit code */
export function draftPlan(out: string): Promise<number> {
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new UsageError(`${out} is not empty: name a new folder, so that no plan is overwritten`);
  return drafting(async (state, signal) => {
    const calls = [...LOCAL.actions.keys()].map((name) => parseCall(name, infosOf(LOCAL)));
    const drafts = await draftCalls(calls, {
      ...{ profile: LOCAL, state, signal },
      onDraft: ({ call, cells }) => console.log(summaryOf(call.text, cells)),
    });
    mkdirSync(out, { recursive: true });
    const proven = drafts.filter(({ cells }) => cells.some(({ drafted }) => PROVES.includes(drafted.kind)));
    for (const { call } of drafts.filter((draft) => !proven.includes(draft)))
      console.log(`left out: ${call.text}, at which no role succeeded, so that no denial is proven`);
    const pages = wholePlan(
      proven,
      (name) => AREAS.get(name) ?? 'drafted',
      `seen on ${state.release ?? 'an install'}`,
    );
    for (const [name, text] of pages) writeFileSync(path.join(out, name), text);
    writeFileSync(
      path.join(out, 'README.md'),
      writeNotes('a whole plan', { release: state.release ?? 'unknown', drafts, without: [] }),
    );
    const { problems } = compileSuite(out, vocabularies({ partial: true }));
    const open = problems.filter(({ message }) => OPEN_CELL.includes(message));
    const others = problems.filter((problem) => !open.includes(problem));
    if (others.length > 0) console.error(formatProblems(others));
    console.log(
      `${out}: ${String(pages.size)} files, ${String(proven.length)} rules, ${String(open.length)} cells to confirm; ` +
        `see what was seen in ${path.join(out, 'README.md')}, then: npx qa-plan check ${out}`,
    );
  });
}

/** The calls of a method that actions try; undefined where none does. @throws UsageError for a call that is none */
function knownCalls(asked: string): Tried | undefined {
  const infos = infosOf(LOCAL);
  const [name = asked] = asked.split('(');
  if (infos.has(name.trim())) {
    try {
      return { profile: LOCAL, calls: [parseCall(asked, infos)] };
    } catch (error) {
      throw new UsageError(messageOf(error));
    }
  }
  const names = [...infos.values()].filter(({ methods }) => methods.includes(asked)).map((info) => info.name);
  if (names.length === 0) return undefined;
  return { profile: LOCAL, calls: names.map((each) => parseCall(each, infos)) };
}

/** @throws Error where the install has no such method */
async function guessed(method: string, state: RunState): Promise<Tried> {
  const listed = await listedMethods(state);
  const known = [...(listed ?? []), ...LOCAL.actions.keys()];
  if (!listed?.includes(method))
    throw new Error(
      `${unknownName('method', method, known)}\n  neither does an action of src/actions/ try it, nor does the install list it`,
    );
  const guess = await guessCall(method, state);
  const profile = { ...LOCAL, actions: new Map([...LOCAL.actions, [method, guess.action]]) };
  return { profile, calls: [parseCall(method, infosOf(profile))], guess };
}

const infosOf = ({ actions }: Profile) => new Map([...actions].map(([name, { info }]) => [name, info]));

/** Drafts in a run of its own. */
function drafting(work: (state: RunState, signal: AbortSignal) => Promise<void>): Promise<number> {
  const signal = interruption();
  return onInstall(async (target: Target) => {
    const left = await withRun(target, (state) => work(state, signal));
    printLeft(left);
    return left.length > 0 ? EXIT.found : EXIT.fine;
  });
}

/** `records.add: 4 seen to do it, 3 denied` */
function summaryOf(call: string, cells: Draft['cells']): string {
  const of = (...kinds: string[]) => cells.filter(({ drafted }) => kinds.includes(drafted.kind)).length;
  const counts = {
    'seen to do it': of('allow'),
    denied: of('deny'),
    hidden: of('hide'),
    'not known': of('unknown'),
  };
  const said = Object.entries(counts).flatMap(([what, n]) => (n > 0 ? `${String(n)} ${what}` : []));
  return `${call}: ${said.join(', ')}`;
}
