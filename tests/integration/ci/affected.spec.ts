import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readRecord } from '../../../src/record/read';
import { Job } from '../support/action';
import { Repository } from '../support/repository';
import { bareEnvironment, PROJECT } from '../support/run-cli';
import { trialPlan } from '../support/trial-plan';

test.skip(spawnSync('git', ['--version']).error !== undefined, 'there is no Git');

const method = (name: string) => `@mathesar_rpc_method(name="${name}", auth="login")\ndef f():\n    pass\n`;

/** A repository that is laid out as Mathesar's is. */
const MATHESAR = {
  'mathesar/rpc/records.py': method('records.list'),
  'mathesar/rpc/schemas.py': method('schemas.list'),
  'mathesar/models.py': '',
  'docs/a.md': 'a',
  '.github/workflows/permissions.yml': 'uses: OWNER/SUITE@1',
};

/** What a job gives, what changed since `v1`, and what the script then calls, or says. */
interface Case {
  what: string;
  changed?: Record<string, string>;
  base?: string;
  mathesar?: string;
  plan?: string;
  /** Where Mathesar is in the workspace. */
  at?: string;
  calls?: string;
  says?: RegExp;
}

const CASES: Case[] = [
  {
    what: 'a method',
    changed: { 'mathesar/rpc/records.py': '' },
    calls: 'qa-plan affected --no-base --mathesar . --mathesar-base v1\n',
  },
  {
    what: 'beside other folders',
    at: 'm',
    mathesar: 'm',
    calls: 'qa-plan affected --no-base --mathesar m --mathesar-base v1\n',
  },
  {
    what: 'with a plan',
    plan: 'plan',
    calls: 'qa-plan affected --no-base --mathesar . --mathesar-base v1\n',
  },
  { what: 'the suite alone', base: 'suite-1', calls: 'qa-plan affected --base suite-1\n' },
  { what: 'no checkout is named', base: 'suite-1', mathesar: '', calls: 'qa-plan affected --base suite-1\n' },
  { what: 'no base', base: '', says: /no base is given/ },
  { what: 'both know it', base: 'shared', says: /the suite and Mathesar both have a commit "shared"/ },
  {
    what: 'nobody knows it',
    base: 'v2',
    says: /neither the suite nor a checkout of Mathesar in "\." knows a commit "v2"/,
  },
  {
    what: 'no such checkout',
    mathesar: 'm',
    says: /neither the suite nor a checkout of Mathesar in "m" knows/,
  },
  { what: 'no commit, but an option', base: '--all', says: /knows a commit "--all"/ },
  {
    what: 'the plan changed',
    plan: 'plan',
    changed: { 'plan/a.md': 'x' },
    says: /the plan changed, or a workflow/,
  },
  {
    what: 'another suite is named',
    changed: { '.github/workflows/permissions.yml': 'uses: OWNER/SUITE@2' },
    says: /the plan changed, or a workflow/,
  },
  {
    what: 'a plan that is in no commit of that repository',
    at: 'm',
    mathesar: 'm',
    plan: 'plan',
    says: /whether the plan or a workflow changed can not be told/,
  },
];

/** Runs the script for a case, with paths in the workspace as it prints them there. */
function choose(
  { changed, base = 'v1', mathesar = '.', plan = '', at = '' }: Case,
  workspace: string,
  suite: string,
) {
  const checkout = new Repository(path.join(workspace, at));
  checkout.commit({ ...MATHESAR, 'plan/a.md': '' });
  for (const name of ['v1', 'shared']) checkout.git('tag', name);
  if (changed) checkout.commit(changed);
  const bin = path.join(workspace, 'bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'npx'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
  const { PATH = '', ...env } = bareEnvironment();
  const { status, stdout, stderr } = spawnSync('bash', [path.join(PROJECT, '.github/scripts/affected.sh')], {
    cwd: suite,
    encoding: 'utf8',
    env: {
      ...{ ...env, PATH: `${bin}${path.delimiter}${PATH}` },
      ...{ GITHUB_WORKSPACE: workspace, BASE: base, MATHESAR: mathesar, PLAN: plan },
    },
  });
  return { status, calls: stdout.replaceAll(`${workspace}/`, ''), says: stderr };
}

test('the change of the suite or of Mathesar is followed, whichever knows the base, and in doubt all is run', () => {
  // Elsewhere than this project, which is a repository too.
  const outside = mkdtempSync(path.join(tmpdir(), 'qa-plan-affected-'));
  const suite = new Repository(path.join(outside, 'suite'));
  suite.commit({ 'package.json': '{}' });
  for (const name of ['suite-1', 'shared']) suite.git('tag', name);
  for (const [n, one] of CASES.entries())
    expect(choose(one, path.join(outside, String(n)), suite.folder), one.what).toEqual({
      status: 0,
      calls: one.calls ?? '',
      says: expect.stringMatching(one.says ?? /^$/),
    });
  rmSync(outside, { recursive: true });
});

const PLAN = trialPlan([
  '| T-1 | List records | `records.list` | allow | allow | allow | deny: collaborator | deny: login |',
  '| T-2 | List schemas | `schemas.list` | allow | allow | allow | deny: collaborator | deny: login |',
]);

test('in a repository that builds a Mathesar the action runs the rules of the methods that changed', () => {
  const job = new Job();
  const repository = new Repository(job.workspace);
  const base = repository.commit({ ...MATHESAR, 'plan/trial.md': PLAN });
  const inputs = { plan: 'plan', rules: 'affected', mathesar: '.', base };

  repository.commit({ 'mathesar/rpc/records.py': `${method('records.list')}#` });
  const some = job.run(inputs);
  expect(some.code, some.log).toBe(0);
  const rules = readRecord(some.outputs.record).results.map(
    (result) => result.kind === 'cell' && result.rule,
  );
  expect(rules).toEqual(Array(5).fill('T-1'));

  // In shards too, of which each has nothing to run.
  const nothing = { ...inputs, base: repository.commit({ 'docs/a.md': 'b' }) };
  repository.commit({ 'docs/a.md': 'c' });
  const shard = job.run({ ...nothing, shard: '1/1' });
  expect(shard.code, shard.log).toBe(0);
  const [blobs = ''] = Object.values(shard.artifacts);
  cpSync(blobs, path.join(job.workspace, 'blobs'), { recursive: true });
  const merged = job.run({ plan: 'plan', blobs: 'blobs' });
  expect(merged.code, merged.log).toBe(0);
  expect(merged.outputs).toMatchObject({ status: 'passed', findings: '0', proven: '0', 'not-run': '0' });

  repository.commit({ 'mathesar/models.py': 'x' });
  const all = job.run(inputs);
  expect(all.code, all.log).toBe(0);
  expect(all.log).toContain('mathesar/models.py of Mathesar changed, which every cell uses: the whole plan');
  expect(all.outputs.proven).toBe('10');
});
