import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';

const PROJECT = path.resolve(import.meta.dirname, '../../..');

const lint = (...files: string[]): string[] =>
  spawnSync(process.execPath, ['--import', 'tsx', 'tools/workflows/main.ts', ...files], {
    cwd: PROJECT,
    encoding: 'utf8',
  })
    .stdout.split('\n')
    .filter((line) => line !== '');

test('the workflows and action.yml have no problem', () => {
  expect(lint()).toEqual([]);
});

const PINNED = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1';
const RIGHT = `name: right
on:
  pull_request:
permissions: {}
jobs:
  try:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: ${PINNED} # v7.0.1
        with:
          persist-credentials: false
      - run: npm test
        env:
          TITLE: \${{ github.event.pull_request.title }}
`;

/** What is put in the place of what, and the problem that this makes. */
const FAULTS: [instead: string, given: string, line: number, problem: string][] = [
  [`${PINNED} # v7.0.1`, 'actions/checkout@v7', 12, '"actions/checkout@v7" is not pinned by a commit'],
  [`${PINNED} # v7.0.1`, PINNED, 12, 'name the release behind the commit'],
  ['persist-credentials: false', 'fetch-depth: 0', 12, 'a checkout keeps the token in the clone'],
  ['    permissions:\n      contents: read\n', '', 6, 'job "try" does not say its permissions'],
  ['permissions:\n      contents: read', 'permissions: write-all', 6, 'job "try" may write everything'],
  ['    timeout-minutes: 5\n', '', 6, 'job "try" has no timeout-minutes'],
  ['npm test', 'echo ${{ github.event.pull_request.title }}', 15, 'an expression in a script can be code'],
  ['  pull_request:', '  pull_request_target:', 1, 'pull_request_target runs with the secrets of the base'],
  ['on:\n  pull_request:', 'on: pull_request_target', 1, 'pull_request_target runs with the secrets'],
  ['ubuntu-latest\n', 'ubuntu-latest\n    needs: [other]\n', 8, "Value 'other' is not valid"],
  ['    steps:', '    stepz:', 11, "Unexpected value 'stepz'"],
  ['github.event.pull_request.title', 'githb.event', 17, 'Unrecognized named-value'],
  [
    `${PINNED} # v7.0.1\n        with:\n          persist-credentials: false`,
    './.permissions-suite\n        with:\n          adress: x',
    14,
    'action.yml has no input "adress"',
  ],
];

test('each fault in a workflow is found at its line', ({}, info) => {
  mkdirSync(info.outputPath(), { recursive: true });
  const files = [RIGHT, ...FAULTS.map(([instead, given]) => RIGHT.replace(instead, given))].map((text, n) => {
    const file = path.relative(PROJECT, info.outputPath(`${String(n)}.yml`));
    writeFileSync(file, text);
    return file;
  });
  const found = lint(...files);
  const of = (file: string | undefined) =>
    found
      .filter((line) => line.startsWith(`${file ?? ''}:`))
      .map((line) => line.slice((file ?? '').length + 1));
  expect(of(files[0])).toEqual([]);
  for (const [n, [, , line, problem]] of FAULTS.entries())
    expect(
      of(files[n + 1]).filter((each) => each.startsWith(`${String(line)}:`) && each.includes(problem)),
      problem,
    ).toHaveLength(1);
});

test('action.yml takes no secret as an argument, and the Node.js of .nvmrc', () => {
  const { runs } = parse(readFileSync(path.join(PROJECT, 'action.yml'), 'utf8')) as {
    runs: { steps: { run?: string; with?: Record<string, string> }[] };
  };
  expect(runs.steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  const [node] = runs.steps.flatMap((step) => step.with?.['node-version'] ?? []);
  expect(node).toBe(readFileSync(path.join(PROJECT, '.nvmrc'), 'utf8').trim());
});

interface Callable {
  inputs?: object;
  on?: { workflow_call?: { inputs?: object; secrets?: object } };
}
interface Call {
  uses?: string;
  with?: object;
  secrets?: object;
}

test('the examples of the documentation give what action.yml and the workflows take', () => {
  const read = (file: string) => readFileSync(path.join(PROJECT, file), 'utf8');
  const examples = [...read('docs/pull-requests.md').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(
    ([, text = '']) => parse(text) as { jobs?: Record<string, Call> } | Call[],
  );
  const calls = examples
    .flatMap((example) => (Array.isArray(example) ? example : Object.values(example.jobs ?? {})))
    .filter(({ uses }) => uses !== undefined);
  expect(calls.map(({ uses }) => uses)).toEqual([
    ...Array<string>(2).fill('OWNER/SUITE/.github/workflows/permissions-of-mathesar.yml@COMMIT'),
    'OWNER/SUITE/.github/workflows/comment.yml@COMMIT',
    'OWNER/SUITE@COMMIT',
  ]);
  const unknown = calls.flatMap(({ uses = '', with: given = {}, secrets = {} }) => {
    const file = uses.replace(/^OWNER\/SUITE\/?|@COMMIT$/g, '') || 'action.yml';
    const { inputs, on } = parse(read(file)) as Callable;
    const known = { ...inputs, ...on?.workflow_call?.inputs, ...on?.workflow_call?.secrets };
    return Object.keys({ ...given, ...secrets }).filter((name) => !(name in known));
  });
  expect(unknown).toEqual([]);
});
