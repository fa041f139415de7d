import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import type { RunRecord } from '../../../src/record/schema';
import { evidenceOf, recordedCell, recordOf } from '../../unit/report/records';
import { GitHubApi } from '../support/github-api';
import { bareEnvironment, PROJECT } from '../support/run-cli';

const { jobs } = parse(readFileSync(path.join(PROJECT, '.github/workflows/comment.yml'), 'utf8')) as {
  jobs: { comment: { steps: { name?: string; run?: string; env?: Record<string, string> }[] } };
};
const step = jobs.comment.steps.find(({ name }) => name === 'Comment');

const cellSeen = (witnessed: NonNullable<Parameters<typeof evidenceOf>[0]>['witnessed']) =>
  recordOf([recordedCell({ evidence: evidenceOf({ witnessed }) })]);
const BEFORE = cellSeen({ answer: 'denied', reason: 'privilege', gave: [] });
const AFTER = cellSeen({ answer: 'allowed', gave: ['rows'] });

/** A run of a pull request from a fork: GitHub's event names no pull request. */
const EVENT = {
  repository: { full_name: 'example/mathesar' },
  workflow_run: {
    event: 'pull_request',
    head_sha: 'a1',
    head_branch: 'topic',
    head_repository: { owner: { login: 'somebody' } },
    pull_requests: [],
  },
};

const pull = (number: number, sha: string) => ({
  number,
  head: { sha },
  base: { repo: { full_name: 'example/mathesar' } },
});

/** Runs the step of comment.yml, exactly as it stands there. */
async function comment(folder: string, api: GitHubApi, record: RunRecord, event: object = EVENT) {
  mkdirSync(folder, { recursive: true });
  const file = (name: string, content: object) => {
    writeFileSync(path.join(folder, name), JSON.stringify(content));
    return path.join(folder, name);
  };
  file('base.json', BEFORE);
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''], {
    cwd: PROJECT,
    env: {
      ...bareEnvironment(),
      RECORD: file('run.json', record),
      BASELINE: 'base.json',
      GITHUB_WORKSPACE: folder,
      GITHUB_REPOSITORY: 'example/mathesar',
      GITHUB_EVENT_PATH: file('event.json', event),
      GITHUB_API_URL: api.url,
      GITHUB_TOKEN: 'a token',
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, log };
}

test('the run of a fork comments once on its pull request, and changes that comment the next time', async ({}, info) => {
  const api = await GitHubApi.start({ pulls: [pull(7, 'b2'), pull(12, 'a1')] });
  try {
    expect(await comment(info.outputPath(), api, AFTER)).toMatchObject({ code: 0 });
    const [first, ...others] = api.on(12);
    expect(others).toEqual([]);
    expect(first?.body).toContain('loosened');
    expect(await comment(info.outputPath(), api, AFTER)).toMatchObject({ code: 0 });
    expect(api.on(12)).toHaveLength(1);
    expect([...api.comments.keys()]).toEqual([12]);
  } finally {
    await api.stop();
  }
});

test('a run that a newer commit has overtaken, and one of a push, comment nowhere', async ({}, info) => {
  const api = await GitHubApi.start({ pulls: [pull(12, 'b2')] });
  try {
    const overtaken = await comment(info.outputPath(), api, AFTER);
    expect(overtaken).toEqual({ code: 0, log: 'no open pull request ends with the commit that was run\n' });
    const push = { ...EVENT, workflow_run: { ...EVENT.workflow_run, event: 'push' } };
    expect(await comment(info.outputPath(), api, AFTER, push)).toEqual(overtaken);
    expect(api.comments.size).toBe(0);
  } finally {
    await api.stop();
  }
});

test('a record that was made up is told, and nothing is sent of it', async ({}, info) => {
  const api = await GitHubApi.start({ pulls: [pull(12, 'a1')] });
  try {
    const { code, log } = await comment(info.outputPath(), api, { format: 1, results: '<script>' } as never);
    expect(code).toBe(1);
    expect(log).toContain('is no run record');
    expect(api.comments.size).toBe(0);
    expect(log).not.toContain('a token');
  } finally {
    await api.stop();
  }
});
