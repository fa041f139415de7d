import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { StandIn } from '../../../src/target/stand-in';
import type { RunState } from '../../../src/target/state';
import {
  commandLines,
  filesNamedBelow,
  localOf,
  startRun,
  stateFileOf,
  untilLocal,
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
  const secrets = [...new Set(found)];
  expect(secrets.length).toBeGreaterThan(20);
  return secrets;
}

/** Where something can be read, and what it is. */
interface Place {
  place: string;
  text: string;
}

/** What a run has written so far, settings apart, which are the user's. */
const filesOf = ({ folder, temp, env }: Throwaway): Place[] =>
  [...filesNamedBelow(folder), ...filesNamedBelow(temp)]
    .filter((file) => file !== env.QA_PLAN_ENV_FILE)
    .map((file) => ({ place: file, text: readFileSync(file, 'latin1') }));

/** @returns the places of all secrets that can be read somewhere */
const leaksIn = (places: readonly Place[], secrets: readonly string[]): string[] =>
  places.flatMap(({ place, text }) => secrets.filter((secret) => text.includes(secret)).map(() => place));

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the run did not get so far');
  return value;
}

test('no secret of a run is in an artifact, on the terminal, in the process list, or left in a file', async ({}, info) => {
  const throwaway = writeThrowaway(info.outputPath(), PLAN, install());
  const run = startRun(throwaway);
  let state = localOf(throwaway);
  const lines = new Set<string>();
  const watch = setInterval(() => {
    state ??= localOf(throwaway);
    for (const line of commandLines()) lines.add(line);
  }, 100);
  const { code, stdout, stderr } = await run.ended;
  clearInterval(watch);

  expect(code).toBe(1);
  expect(stdout).toMatch(/[1-9]\d* passed, [1-9]\d* failed/);
  const secrets = secretsOf(required(state), install());
  expect(lines.size).toBeGreaterThan(5);
  const places = [
    { place: 'standard output', text: stdout },
    { place: 'standard error', text: stderr },
    { place: 'the process list', text: [...lines].join('\n') },
    ...filesOf(throwaway),
  ];
  expect(places.filter(({ place }) => place.includes('allure-results')).length).toBeGreaterThan(20);
  expect(places.filter(({ place }) => place.endsWith('.png')).length).toBeGreaterThan(0);
  expect(leaksIn(places, secrets)).toEqual([]);
  // Passwords that attempts made up are told by how they begin.
  const madeUp = places.filter(({ text }) => /Pw-[\w-]{16}/.test(text)).map(({ place }) => place);
  expect(madeUp).toEqual([]);
  expect(stateFileOf(throwaway)).toBeUndefined();
});

test('a run that is killed with all its processes leaves no secret in a file', async ({}, info) => {
  const throwaway = writeThrowaway(info.outputPath(), PLAN, install());
  const { child, ended } = startRun(throwaway, [], { group: true });
  const secrets = secretsOf(await untilLocal(throwaway), install());
  process.kill(-required(child.pid), 'SIGKILL');
  await ended;
  // A browser, which has a group of its own, ends by itself.
  const processes = () => commandLines().filter((line) => line.includes(throwaway.temp));
  await expect.poll(processes, { timeout: 60_000 }).toEqual([]);
  expect(stateFileOf(throwaway)).toBeDefined();
  expect(leaksIn(filesOf(throwaway), secrets)).toEqual([]);
});
