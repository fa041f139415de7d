import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { StandIn } from '../../../src/target/stand-in';
import type { RunFile } from '../../../src/target/run-file';
import type { RunState } from '../../../src/target/state';
import {
  commandLines,
  filesNamedBelow,
  startRun,
  stateFileOf,
  writeThrowaway,
  type Throwaway,
} from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';
import { standInOfFile } from '../support/with-stand-in';

test.skip(process.platform !== 'linux', 'reads /proc');

const install = standInOfFile();

// Passes and failures, of calls that carry passwords, logins and pages with a picture among them.
const PLAN = trialPlan(
  [
    '| T-1 | Add a user | `users.add` | allow | allow | deny: admin | deny: admin | deny: login |',
    '| T-2 | Store a role | `roles.configured.add` | allow | deny: admin | allow | deny: admin | deny: login |',
    '| T-3 | Change the own password | `users.password.replace_own` | allow | allow | deny: admin | allow | deny: login |',
    '| T-4 | Connect a database | `databases.setup.connect_existing` | allow | allow | deny: admin | deny: admin | deny: login |',
    '| T-5 | Add a record | `records.add` | allow | allow | allow | deny: collaborator | deny: login |',
  ],
  'api, ui',
);

/** Every secret of a run: what its state file holds, and what its settings named. */
function secretsOf(state: RunState, { admin, databaseUrl }: StandIn): string[] {
  const accounts = [...Object.values(state.accounts), state.setupAdmin];
  const found = [
    admin.password,
    decodeURIComponent(new URL(databaseUrl).password),
    new URL(databaseUrl).password,
    ...accounts.flatMap(({ password, session }) => [password, session.sessionId, session.csrfToken]),
    ...Object.values(state.postgresRoles).flatMap(({ password }) =>
      password === undefined ? [] : [password],
    ),
  ];
  return [...new Set(found)];
}

const readState = (throwaway: Throwaway): RunState | undefined => {
  const file = stateFileOf(throwaway);
  if (file === undefined) return undefined;
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as RunFile).local;
  } catch {
    return undefined;
  }
};

function required(state: RunState | undefined): RunState {
  if (!state) throw new Error('the run left no state file to take its secrets from');
  return state;
}

test('no secret of a run is in an artifact, on the terminal, in the process list, or left in a file', async ({}, info) => {
  const throwaway = writeThrowaway(info.outputPath(), PLAN, install());
  const run = startRun(throwaway);
  let state = readState(throwaway);
  const lines = new Set<string>();
  const watch = setInterval(() => {
    state ??= readState(throwaway);
    for (const line of commandLines()) lines.add(line);
  }, 100);
  const { code, stdout, stderr } = await run.ended;
  clearInterval(watch);

  expect(code).toBe(1);
  expect(stdout).toMatch(/[1-9]\d* passed, [1-9]\d* failed/);
  const secrets = secretsOf(required(state), install());
  expect(secrets.length).toBeGreaterThan(20);
  expect(lines.size).toBeGreaterThan(5);
  const places = [
    { place: 'standard output', text: stdout },
    { place: 'standard error', text: stderr },
    { place: 'the process list', text: [...lines].join('\n') },
    ...[...filesNamedBelow(info.outputPath()), ...filesNamedBelow(throwaway.temp)]
      .filter((file) => file !== throwaway.env.QA_PLAN_ENV_FILE)
      .map((file) => ({ place: file, text: readFileSync(file, 'latin1') })),
  ];
  expect(places.filter(({ place }) => place.includes('allure-results')).length).toBeGreaterThan(20);
  expect(places.filter(({ place }) => place.endsWith('.png')).length).toBeGreaterThan(0);
  const leaks = places.flatMap(({ place, text }) =>
    secrets.filter((secret) => text.includes(secret)).map(() => place),
  );
  expect(leaks).toEqual([]);
  // Passwords that attempts made up are told by how they begin.
  const madeUp = places.filter(({ text }) => /Pw-[\w-]{16}/.test(text)).map(({ place }) => place);
  expect(madeUp).toEqual([]);
  expect(stateFileOf(throwaway)).toBeUndefined();
});
