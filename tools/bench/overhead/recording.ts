import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StandIn } from '../../../src/target/stand-in';
import type { PlanCopy, PlanRun } from '../plan-copy';

/** A request of a run and its answer, as `record-requests.mjs` writes them. */
export interface Recorded {
  /** Milliseconds since 1970. */
  start: number;
  end: number;
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string | number>;
  body: string;
  status: number;
  /** The `Set-Cookie` lines. */
  cookies: string[];
  /** The body of the answer. */
  text: string;
}

/** Requests that were under way at the same time; the next wave waits for all of them. */
export type Wave = Recorded[];

/** All requests of a run, as they have to be sent again. */
export interface Recording {
  /** By the runner, before a worker sent anything. */
  before: Wave[];
  /** Of each worker and the ones that replaced it; lanes go side by side. */
  lanes: Wave[][];
  /** By the runner, when all workers were done. */
  after: Wave[];
}

const RECORDER = pathToFileURL(path.join(import.meta.dirname, 'record-requests.mjs')).href;

/** Runs a plan on an install and keeps every request that its processes sent there. */
export async function recordRun(
  copy: PlanCopy,
  install: StandIn,
  args: readonly string[],
  folder: string,
): Promise<{ ran: PlanRun; recording: Recording }> {
  mkdirSync(folder, { recursive: true });
  const env = {
    ...copy.environment(install),
    NODE_OPTIONS: `--import ${RECORDER}`,
    BENCH_RECORD_FOLDER: folder,
    BENCH_RECORD_URL: install.baseUrl,
  };
  const ran = await copy.run(args, { env });
  const byLane: Record<string, Recorded[]> = {};
  for (const name of readdirSync(folder)) {
    const [lane = ''] = name.split('-');
    (byLane[lane] ??= []).push(...readFile(path.join(folder, name)));
  }
  return { ran, recording: recordingOf(byLane) };
}

const readFile = (file: string): Recorded[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded);

/** @param byLane the requests of `runner`, and of each worker by its place */
export function recordingOf(byLane: Readonly<Record<string, readonly Recorded[]>>): Recording {
  const { runner = [], ...workers } = byLane;
  const firstOfWorkers = Math.min(
    ...Object.values(workers).flatMap((lane) => lane.map(({ start }) => start)),
  );
  return {
    before: wavesOf(runner.filter(({ start }) => start < firstOfWorkers)),
    lanes: Object.values(workers).map(wavesOf),
    after: wavesOf(runner.filter(({ start }) => start >= firstOfWorkers)),
  };
}

/** A request belongs to the wave before it if it was sent before an answer of that came. */
function wavesOf(requests: readonly Recorded[]): Wave[] {
  const waves: Wave[] = [];
  let firstAnswer = 0;
  for (const request of [...requests].sort((a, b) => a.start - b.start)) {
    const wave = waves.at(-1);
    if (wave && request.start < firstAnswer) {
      wave.push(request);
      firstAnswer = Math.min(firstAnswer, request.end);
    } else {
      waves.push([request]);
      firstAnswer = request.end;
    }
  }
  return waves;
}

/** How many requests there are. */
export const sizeOf = ({ before, lanes, after }: Recording): number =>
  [before, ...lanes, after].flat(2).length;
