import { expect, test } from '@playwright/test';
import { GitHubError } from '../../../src/report/comment/github';
import { pathOfPulls, pullRequestOf, readRunEvent } from '../../../src/report/comment/run-event';

const EVENT = {
  action: 'completed',
  repository: { full_name: 'example/mathesar' },
  workflow_run: {
    event: 'pull_request',
    head_sha: 'a1',
    head_branch: 'my branch&state=all',
    head_repository: { owner: { login: 'somebody' } },
    // Empty for pull requests from forks.
    pull_requests: [],
  },
};

const read = () => readRunEvent(JSON.stringify(EVENT));

const pull = (number: number, sha = 'a1', repository = 'example/mathesar') => ({
  number,
  head: { sha },
  base: { repo: { full_name: repository } },
});

test('GitHub is asked for the open pull requests of the branch, whatever that is called', () => {
  expect(pathOfPulls(read())).toBe(
    '/repos/example/mathesar/pulls?state=open&per_page=100&head=somebody%3Amy%20branch%26state%3Dall',
  );
});

const ANSWERS: [what: string, answer: unknown, number: number | undefined][] = [
  ['the one that ends with the commit that ran', [pull(3, 'b2'), pull(12)], 12],
  ['none that a newer commit has overtaken', [pull(12, 'b2')], undefined],
  ['none of another repository', [pull(12, 'a1', 'somebody/mathesar')], undefined],
  ['none where there is none', [], undefined],
];

for (const [what, answer, number] of ANSWERS)
  test(`a run is of ${what}`, () => {
    expect(pullRequestOf(read(), answer)).toBe(number);
  });

test('another event, and another answer, are told', () => {
  for (const text of ['', '{}', JSON.stringify({ ...EVENT, workflow_run: {} })])
    expect(() => readRunEvent(text)).toThrow(/^the event is none of a workflow that ran/);
  expect(() => pullRequestOf(read(), { message: 'no' })).toThrow(GitHubError);
});
