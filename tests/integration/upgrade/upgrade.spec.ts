import { expect, test } from '@playwright/test';
import { withPostgres } from '../../../src/target/postgres';
import { standInTarget, setFault, WITH_FAULTS } from '../../../src/target/stand-in';
import { withRun } from '../../../src/target/run';
import { requirePlan } from '../../../src/suite/compile';
import { diff } from '../../../src/upgrade/diff';
import { compareWithPlan } from '../../../src/upgrade/compare-with-plan';
import { toJson } from '../../../src/upgrade/file';
import { record, rulesOf } from '../../../src/upgrade/record';
import { acrossUpgrade } from '../../../src/upgrade/upgrade';
import { writeMatrix } from '../../../src/upgrade/write-matrix';
import { bareEnvironment, runCli } from '../support/run-cli';
import { withStandIn } from '../support/with-stand-in';

const rules = rulesOf(requirePlan().plans.local).filter(({ id }) =>
  ['USR-01', 'USR-04', 'USR-09', 'COL-01', 'REC-01', 'REC-04'].includes(id),
);

test('two recordings of one install are the same, and hold nothing of their runs', async () => {
  const texts: string[] = [];
  const prefixes: string[] = [];
  await withStandIn({}, async (started) => {
    for (let run = 1; run <= 2; run++) {
      const left = await withRun({ ...standInTarget(started), seed: run }, async (state) => {
        const recording = await record(rules, state);
        expect(recording.cells.filter(({ outcome }) => outcome.kind === 'untried')).toEqual([]);
        texts.push(toJson(recording) + writeMatrix(recording));
        prefixes.push(state.prefix);
      });
      expect(left).toEqual([]);
    }
    expect(texts[0]).not.toContain(started.baseUrl);
  });
  expect(texts[0]).toBe(texts[1]);
  for (const prefix of prefixes) expect(texts.join('\n')).not.toContain(prefix);
});

test('an upgrade that loses a collaborator, ends a session and opens a method is found out', async () => {
  await withStandIn(WITH_FAULTS, async (started) => {
    await withRun(standInTarget(started), async (state) => {
      const { viewer, editor } = state.accounts;
      const seen = await acrossUpgrade(rules, state, async () => {
        await withPostgres(started.databaseUrl, async (client) => {
          await client.query('DELETE FROM mathesar_userdatabaserolemap WHERE user_id = $1', [viewer?.userId]);
          await client.query('DELETE FROM django_session WHERE user_id = $1', [editor?.userId]);
        });
        await setFault(started, 'open:users.list');
        return state;
      });
      expect(seen.lost).toEqual([expect.stringMatching(/^collaborators: 1 of \d+ are gone or changed$/)]);
      expect(seen.endedSessions).toEqual(['editor']);
      const found = diff(seen.before, seen.after).differences;
      const loosened = found.filter(({ change }) => change === 'loosened').map(({ before }) => before);
      expect(new Set(loosened.map(({ rule }) => rule))).toEqual(new Set(['USR-01']));
      const tightened = found.filter(({ change }) => change === 'tightened').map(({ before }) => before);
      expect(new Set(tightened.map(({ role }) => role))).toEqual(new Set(['viewer']));
      expect(compareWithPlan(seen.before, seen.after, []).unplanned.differences).toEqual(found);
    });
  });
});

test('an upgrade of which only some rules were chosen does not miss what is planned of the others', async ({}, info) => {
  await withStandIn({ QA_PLAN_RELEASE: '0.10.1' }, (before) =>
    withStandIn({}, async (after) => {
      const { code, text } = await runCli(
        [
          ...['upgrade', '--grep', 'ANA-0[135]|COB-0[12]', '--out', info.outputPath('upgrade')],
          ...['--from-url', before.baseUrl, '--to-url', after.baseUrl],
        ],
        {
          ...bareEnvironment(),
          LOCAL_ADMIN_USERNAME: before.admin.username,
          LOCAL_ADMIN_PASSWORD: before.admin.password,
          QA_PLAN_TO_ADMIN_PASSWORD: after.admin.password,
        },
      );
      expect(text).toMatch(/^2 of 2 planned changes happened\n\d+ more are of rules that were not chosen$/m);
      expect(text).toMatch(/^ {2}7 cells: not run \(analytics\.upload_feedback .* in both$/ms);
      expect(code).toBe(0);
    }),
  );
});
