import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { RecordedCell } from '../../../src/record/schema';
import type { Witnessed } from '../../../src/record/witnessed';
import { MARKER } from '../../../src/report/comment/write-comment';
import { evidenceOf, recordedCell, recordOf } from '../../unit/report/records';
import { GitHubApi, type StubOptions } from '../support/github-api';
import { bareEnvironment, runCli } from '../support/run-cli';

const DENIED: Witnessed = { answer: 'denied', reason: 'privilege', gave: [] };
const ALLOWED: Witnessed = { answer: 'allowed', gave: [] };
const TOKEN = 'ghs_notToBePrinted';

const viewer = (witnessed: Witnessed, given: Partial<RecordedCell> = {}) =>
  recordedCell({ evidence: evidenceOf({ witnessed }), ...given });
const BREACH = { verdict: 'breach', status: 'failed' } as const;

/** Files in a folder of the test's own, and the commands on them. */
function workIn(folder: string, api?: GitHubApi) {
  mkdirSync(folder, { recursive: true });
  const at = (name: string) => path.join(folder, name);
  const env = { ...bareEnvironment(), GITHUB_API_URL: api?.url, GITHUB_TOKEN: TOKEN };
  return {
    at,
    read: (name: string) => readFileSync(at(name), 'utf8'),
    record: (name: string, cells: RecordedCell[]) => {
      writeFileSync(at(name), JSON.stringify(recordOf(cells)));
      return at(name);
    },
    lock: (record: string) => runCli(['lock', '--record', record, '--out', at('qa-plan.lock.json')], env),
    diff: (record: string, ...more: string[]) =>
      runCli(['diff', '--lock', at('qa-plan.lock.json'), record, ...more], env),
    comment: (record: string, more: string[] = [], own: NodeJS.ProcessEnv = {}) =>
      runCli(
        [
          ...['comment', '--record', record, '--baseline', at('qa-plan.lock.json')],
          ...['--repository', 'owner/name', '--pull-request', '7', ...more],
        ],
        { ...env, ...own },
      ),
  };
}

test('a lock is the same for equal runs, and diff --lock ends with the meaning of what differs', async ({}, info) => {
  const work = workIn(info.outputPath());
  const before = [viewer(DENIED), viewer(ALLOWED, { role: 'admin', expected: 'allow' })];
  const first = await work.lock(work.record('a.json', before));
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const [json, markdown] = ['qa-plan.lock.json', 'qa-plan.lock.md'].map(work.read);
  await work.lock(work.record('b.json', before.toReversed()));
  expect(['qa-plan.lock.json', 'qa-plan.lock.md'].map(work.read)).toEqual([json, markdown]);

  const CASES: [string, RecordedCell[], number, RegExp][] = [
    ['equal', before, 0, /2 cells compared, all as before/],
    [
      'loosened',
      [viewer(ALLOWED, BREACH), ...before.slice(1)],
      4,
      /loosened: [\s\S]*records\.md:12[\s\S]*viewer · api/,
    ],
    ['tightened', [before[0] ?? viewer(DENIED), viewer(DENIED, { role: 'admin' })], 1, /tightened: /],
    [
      'unseen',
      [viewer(DENIED, { verdict: 'unproven', status: 'failed' }), ...before.slice(1)],
      1,
      /could not be seen/,
    ],
    ['untried', before.slice(1), 1, /not tried in this run/],
    ['new', [...before, viewer(ALLOWED, { rule: 'REC-90' })], 1, /new rule/],
  ];
  for (const [name, cells, code, told] of CASES) {
    const printed = await work.diff(work.record(`${name}.json`, cells));
    expect(printed, name).toMatchObject({ code, stderr: '' });
    expect(printed.stdout).toMatch(told);
  }
  expect((await work.diff(work.at('untried.json'), '--tried')).code).toBe(0);
  const parsed = JSON.parse((await work.diff(work.at('loosened.json'), '--json')).stdout) as {
    loosened: unknown[];
  };
  expect(parsed.loosened).toEqual([
    expect.objectContaining({
      rule: 'REC-04',
      role: 'viewer',
      surface: 'api',
      place: 'qa-plan/records.md:12',
    }),
  ]);
});

test('a partial run changes what it saw, and says what it did not', async ({}, info) => {
  const work = workIn(info.outputPath());
  await work.lock(
    work.record('all.json', [
      viewer(DENIED),
      viewer(ALLOWED, { rule: 'REC-01' }),
      viewer(DENIED, { rule: 'GONE-1' }),
    ]),
  );
  const { stdout } = await work.lock(work.record('some.json', [viewer(ALLOWED)]));
  expect(stdout).toContain('not tried in this run, and left as they were: 1 cell of 1 rule');
  expect(stdout).toMatch(/not in the plan any more, and removed: 1 cell of 1 rule\n {2}GONE-1/);
  expect(work.read('qa-plan.lock.json')).toContain('REC-01');
  expect(work.read('qa-plan.lock.json')).not.toContain('GONE-1');
});

for (const login of ['qa-bot[bot]', 'person'])
  test(`one comment of ${login} follows a pull request, and those of others stay as they are`, async ({}, info) => {
    const api = await GitHubApi.start({ login });
    try {
      const work = workIn(info.outputPath(), api);
      await work.lock(work.record('base.json', [viewer(DENIED)]));
      const same = work.record('same.json', [viewer(DENIED)]);
      const worse = work.record('worse.json', [
        viewer(ALLOWED, { ...BREACH, ruleTitle: '@you <img src=x> #1' }),
      ]);
      const other = work.record('other.json', [
        viewer({ ...DENIED, reason: 'login' }, { verdict: 'wrong reason', status: 'failed' }),
      ]);
      // More than a page of comments, one with the marker.
      for (let n = 0; n < 130; n += 1)
        api.say(7, 'somebody', n === 20 ? `${MARKER} mine` : `talk ${String(n)}`);
      const others = JSON.stringify(api.on(7));

      const said: string[] = [];
      for (const file of [same, worse, worse, other, same, same]) {
        const { code, text } = await work.comment(file);
        expect(code, text).toBe(0);
        said.push(text.split(':')[0] ?? '');
      }
      expect(said).toEqual([
        'comment not needed',
        'comment added',
        'comment unchanged',
        'comment updated',
        'comment updated',
        'comment unchanged',
      ]);
      const own = api.on(7).filter(({ user }) => user.login === login);
      expect(own).toHaveLength(1);
      expect(own[0]?.body).toContain('no differences any more');
      expect(JSON.stringify(api.on(7).filter(({ user }) => user.login !== login))).toBe(others);
      const written = api.asked.flatMap(({ body }) => (body as { body?: string } | undefined)?.body ?? []);
      expect(written[0]).toContain('`REC-04 @you <img src=x> #1`');
      expect(api.asked.every(({ authorization }) => authorization === `Bearer ${TOKEN}`)).toBe(true);
    } finally {
      await api.stop();
    }
  });

const LIST = 'GET /repos/owner/name/issues/7/comments';
const ADD = 'POST /repos/owner/name/issues/7/comments';
const REFUSALS: [string, StubOptions['refuse'], RegExp][] = [
  ['401', { 'GET /user': { status: 401 } }, /does not know the token/],
  [
    '403',
    { [ADD]: { status: 403 } },
    /may not comment in owner\/name: give it the permission "pull-requests: write"/,
  ],
  ['404', { [LIST]: { status: 404 } }, /no such pull request in owner\/name/],
  ['422', { [ADD]: { status: 422 } }, /may be locked/],
  [
    'the rate limit',
    { [LIST]: { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800000000' } } },
    /takes no more calls .*until 2027-01-15T08:00:00/,
  ],
  ['a second one', { [ADD]: { status: 429, headers: { 'retry-after': '60' } } }, /for 60 seconds/],
  ['another name', { [LIST]: { status: 301 } }, /another name now/],
  ['500', { [LIST]: { status: 500 } }, /answered 500/],
];

test('whatever GitHub refuses is one clear line, without the token', async ({}, info) => {
  for (const [what, refuse, told] of REFUSALS) {
    const api = await GitHubApi.start({ login: 'person', ...(refuse && { refuse }) });
    const work = workIn(info.outputPath(), api);
    await work.lock(work.record('base.json', [viewer(DENIED)]));
    const { code, text, stderr } = await work.comment(work.record('worse.json', [viewer(ALLOWED, BREACH)]));
    await api.stop();
    expect(code, what).toBe(1);
    expect(stderr, what).toMatch(told);
    expect(stderr.trim().split('\n'), what).toHaveLength(1);
    expect(text).not.toContain(TOKEN);
  }
});

test('without a connection, a token or a safe address nothing is sent, and it says so', async ({}, info) => {
  const work = workIn(info.outputPath());
  await work.lock(work.record('base.json', [viewer(DENIED)]));
  const worse = work.record('worse.json', [viewer(ALLOWED, BREACH)]);
  const CASES: [NodeJS.ProcessEnv, RegExp][] = [
    [{ GITHUB_API_URL: 'http://127.0.0.1:9' }, /can not be reached at http:\/\/127\.0\.0\.1:9/],
    [{ GITHUB_API_URL: 'http://github.example' }, /no address of an API by https; nothing was sent/],
    [{ GITHUB_TOKEN: '' }, /GITHUB_TOKEN is not set/],
  ];
  for (const [env, told] of CASES) {
    const { code, text } = await work.comment(worse, [], env);
    expect(code).toBe(1);
    expect(text).toMatch(told);
    expect(text).not.toContain(TOKEN);
  }
  const dry = await work.comment(worse, ['--dry-run'], { GITHUB_TOKEN: '' });
  expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('1 loosened') });
  writeFileSync(work.at('odd.json'), '{"format":1,"run":{},"results":"<script>"}');
  expect(await work.comment(work.at('odd.json'), ['--dry-run'])).toMatchObject({ code: 1, stdout: '' });
});
