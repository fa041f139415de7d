import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { draftCalls } from '../../../src/draft/draft';
import { writeDrafted } from '../../../src/draft/drafted';
import { guessCall } from '../../../src/draft/guess';
import { LOCAL } from '../../../src/engine/local-profile';
import { parseCall } from '../../../src/plan/action-call';
import { withRun } from '../../../src/target/run';
import { setFault, standInTarget, WITH_FAULTS } from '../../../src/target/stand-in';
import type { RunState } from '../../../src/target/state';
import { PROJECT, runCli } from '../support/run-cli';
import { startRun, writeThrowaway } from '../support/throwaway';
import { ONE_RULE } from '../support/trial-plan';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile(WITH_FAULTS);

test.afterEach(() => setFault(install(), null));

const infos = new Map([...LOCAL.actions].map(([name, { info }]) => [name, info]));

/** What is drafted for some roles, as a plan has it. */
async function drafted(state: RunState, call: string, roles: string[], profile = LOCAL) {
  const actions =
    profile === LOCAL ? infos : new Map([...profile.actions].map(([name, { info }]) => [name, info]));
  const [draft] = await draftCalls([parseCall(call, actions)], { profile, state, roles });
  return Object.fromEntries((draft?.cells ?? []).map((cell) => [cell.role, writeDrafted(cell.drafted)]));
}

test('a draft says what was witnessed, and what a fault lets a role do is no confirmed allow', async () => {
  const left = await withRun(standInTarget(install()), async (state) => {
    const roles = ['editor', 'viewer', 'outsider', 'anonymous'];
    const sound = {
      editor: 'allow?',
      viewer: 'deny: privilege',
      outsider: 'deny: collaborator',
      anonymous: 'deny: login',
    };
    expect(await drafted(state, 'records.delete', roles)).toEqual(sound);
    expect(await drafted(state, 'records.get(database: other)', ['outsider', 'viewer'])).toEqual({
      outsider: 'hide',
      viewer: 'deny: collaborator',
    });
    await setFault(install(), 'as-owner:records.delete');
    expect(await drafted(state, 'records.delete', roles)).toEqual({ ...sound, viewer: 'allow?' });
    await setFault(install(), 'crash:records.delete');
    expect(await drafted(state, 'records.delete', ['viewer'])).toEqual({ viewer: '?' });
    // A method that no action knows.
    await setFault(install(), 'new-feature');
    const { action, parameters } = await guessCall('records.duplicate', state);
    expect(parameters.map(({ name }) => name)).toEqual(['database_id', 'table_oid', 'record_id']);
    const profile = { ...LOCAL, actions: new Map([...LOCAL.actions, ['records.duplicate', action]]) };
    expect(await drafted(state, 'records.duplicate', roles, profile)).toEqual(sound);
  });
  expect(left).toEqual([]);
});

/** A page with other records' rules, laid out as prettier does. */
const RECORDS = ONE_RULE.replaceAll('trial', 'records')
  .replace('Trial', 'Records')
  .replaceAll('T-1', 'REC-07');

test('the command writes a patch that the plan takes when somebody has confirmed what it allows', async ({}, info) => {
  const { plan, env, folder } = writeThrowaway(info.outputPath(), ONE_RULE, install());
  const page = path.join(plan, 'records.md');
  writeFileSync(page, RECORDS);
  const out = info.outputPath('drafts');
  const draft = await runCli(['draft', 'records.delete', '--out', out], env);
  expect(draft.text).toContain('records.delete: 4 seen to do it, 4 denied');
  expect(draft.code).toBe(0);
  execFileSync('git', ['apply', path.join(out, 'records.delete.patch')], { cwd: PROJECT });
  const patched = readFileSync(page, 'utf8');
  expect(patched.split('\n').filter((line) => !RECORDS.includes(line))).toEqual([
    expect.stringMatching(
      /^\| REC-08 \| Delete a record \| `records\.delete` \| allow\? \| allow\? \| deny: privilege \| deny: collaborator \| deny: login \|$/,
    ),
  ]);
  const list = () => startRun({ env, folder }, ['--list']).ended;
  const open = await list();
  expect(open.text).toMatch(/records\.md:11:\d+ {2}nobody has confirmed this allow/);
  expect(open.code).toBe(1);
  writeFileSync(page, patched.replaceAll('allow?', 'allow'));
  const confirmed = await list();
  expect(confirmed.stdout).toContain('viewer may not delete a record · REC-08 · api');
  expect(confirmed.code).toBe(0);
  expect(readFileSync(path.join(out, 'records.delete.md'), 'utf8')).toContain('OK, changed rows:books');
});

test('a method that neither an action nor the install knows is told so, with the one probably meant', async ({}, info) => {
  const { env } = writeThrowaway(info.outputPath(), ONE_RULE, install());
  const { code, stderr } = await runCli(['draft', 'records.ad', '--out', info.outputPath('drafts')], env);
  expect(stderr).toContain('unknown method "records.ad"; did you mean records.add?');
  expect(code).toBe(1);
});
