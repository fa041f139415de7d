import { z } from 'zod';
import { GitHubError } from './github';

/** What GitHub tells a `workflow_run` workflow of the run that ended; none of it is the word of the pull request. */
const eventSchema = z.object({
  repository: z.object({ full_name: z.string() }),
  workflow_run: z.object({
    event: z.string(),
    head_sha: z.string(),
    head_branch: z.string(),
    head_repository: z.object({ owner: z.object({ login: z.string() }) }),
  }),
});
export type RunEvent = z.infer<typeof eventSchema>;

/** @throws GitHubError for any other event */
export function readRunEvent(text: string): RunEvent {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    data = undefined;
  }
  const read = eventSchema.safeParse(data);
  if (read.success) return read.data;
  throw new GitHubError(
    `the event is none of a workflow that ran: start this from a workflow "on: workflow_run"\n${z.prettifyError(read.error)}`,
  );
}

const pullsSchema = z.array(
  z.object({
    number: z.int().positive(),
    head: z.object({ sha: z.string() }),
    base: z.object({ repo: z.object({ full_name: z.string() }) }),
  }),
);

/** The path of GitHub's API that lists the pull requests which a run may be of: those of its branch, forks included. */
export function pathOfPulls({ repository, workflow_run: run }: RunEvent): string {
  const head = encodeURIComponent(`${run.head_repository.owner.login}:${run.head_branch}`);
  return `/repos/${repository.full_name}/pulls?state=open&per_page=100&head=${head}`;
}

/**
 * The open pull request that a run was of: the one whose last commit is the one that ran. So an artifact can not choose where
 * a comment goes, and a run that a newer push has overtaken gets none.
 * @param answer of GitHub to {@link pathOfPulls}
 * @returns its number; undefined where there is none
 */
export function pullRequestOf(
  { repository, workflow_run: run }: RunEvent,
  answer: unknown,
): number | undefined {
  const read = pullsSchema.safeParse(answer);
  if (!read.success) throw new GitHubError('GitHub answered something else than a list of pull requests');
  return read.data.find(
    ({ head, base }) => head.sha === run.head_sha && base.repo.full_name === repository.full_name,
  )?.number;
}
