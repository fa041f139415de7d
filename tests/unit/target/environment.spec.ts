import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readTarget } from '../../../src/target/environment/read';
import { KNOWN_VARIABLES, slips } from '../../../src/target/environment/variables';

const whole = {
  LOCAL_URL: 'http://localhost:8000/',
  LOCAL_ADMIN_USERNAME: 'admin',
  LOCAL_ADMIN_PASSWORD: 'secret',
};

test('a whole environment is read, the address without its last slash', () => {
  const target = readTarget({
    ...whole,
    LOCAL_DATABASE_URL: 'postgres://u:p@localhost/mathesar_django',
    QA_PLAN_SEED: '7',
  });
  expect(target).toEqual({
    install: 'local',
    baseUrl: 'http://localhost:8000',
    admin: { username: 'admin', password: 'secret' },
    witness: 'postgres://u:p@localhost/mathesar_django',
    seed: 7,
  });
});

const wrong: [what: string, env: Record<string, string>, says: string[]][] = [
  [
    'nothing',
    {},
    ['LOCAL_URL is missing', 'LOCAL_ADMIN_USERNAME is missing', 'LOCAL_ADMIN_PASSWORD is missing'],
  ],
  [
    'no address',
    { ...whole, LOCAL_URL: 'localhost' },
    ['LOCAL_URL is not an http(s) address; example: http://localhost:8000'],
  ],
  ['a file address', { ...whole, LOCAL_URL: 'file:///etc' }, ['LOCAL_URL is not an http(s) address']],
  ['an empty password', { ...whole, LOCAL_ADMIN_PASSWORD: '' }, ['LOCAL_ADMIN_PASSWORD is missing']],
  [
    'a foreign database',
    { ...whole, LOCAL_DATABASE_URL: 'mysql://x' },
    ['LOCAL_DATABASE_URL is not a PostgreSQL address'],
  ],
  ['a seed of letters', { ...whole, QA_PLAN_SEED: 'abc' }, ['QA_PLAN_SEED']],
  [
    'a host that is not this machine',
    { ...whole, LOCAL_URL: 'https://mathesar.example.org' },
    ['LOCAL_URL names mathesar.example.org', 'QA_PLAN_ALLOWED_HOSTS=mathesar.example.org'],
  ],
  [
    'a host that only looks like this machine',
    { ...whole, LOCAL_URL: 'http://127.0.0.1.example.org' },
    ['LOCAL_URL names 127.0.0.1.example.org'],
  ],
  [
    'another host allowed',
    { ...whole, LOCAL_URL: 'https://a.example.org', QA_PLAN_ALLOWED_HOSTS: 'b.example.org' },
    ['LOCAL_URL names a.example.org'],
  ],
];

for (const [what, env, says] of wrong) {
  test(`${what}: one message that names every variable`, () => {
    for (const words of says) expect(() => readTarget(env)).toThrow(words);
  });
}

test('a host is allowed by its name', () => {
  const env = {
    ...whole,
    LOCAL_URL: 'https://a.example.org',
    QA_PLAN_ALLOWED_HOSTS: 'b.example.org, a.example.org',
  };
  expect(readTarget(env).baseUrl).toBe('https://a.example.org');
});

test('the message holds no password', () => {
  const env = { ...whole, LOCAL_URL: 'nowhere', LOCAL_ADMIN_PASSWORD: 'hush-hush' };
  expect(() => readTarget(env)).not.toThrow('hush-hush');
});

const PROJECT = path.resolve(import.meta.dirname, '../../..');

test('every variable that the suite reads is known, so that none is taken for a slip of another', () => {
  const files = ['src', 'fixtures', 'playwright.config.ts', '.env.example', 'docs'].flatMap((place) => {
    const whole = path.join(PROJECT, place);
    if (/\.\w+$/.test(place)) return [whole];
    return readdirSync(whole, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
  });
  const named = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(?:QA_PLAN|LOCAL|DEMO)_[A-Z][A-Z_]*[A-Z]\b/g)].map(
      ([name]) => name,
    ),
  );
  expect(new Set(named).size).toBeGreaterThan(15);
  // Two variables of one account are named by what they begin with.
  const whole = named.filter((name) => !KNOWN_VARIABLES.includes(`${name}_USERNAME`));
  expect([...new Set(whole)].filter((name) => slips([name]).length > 0)).toEqual([]);
  expect(slips(KNOWN_VARIABLES)).toEqual([]);
});

test('a slip is told with what was probably meant, and the variable of somebody else is left alone', () => {
  expect(slips(['LOCAL_ULR', 'DEMO_VISITR_USERNAME', 'QA_PLAN_SEEDS'])).toEqual([
    'LOCAL_ULR is unknown; did you mean LOCAL_URL?',
    'DEMO_VISITR_USERNAME is unknown; did you mean DEMO_VISITOR_USERNAME?',
    'QA_PLAN_SEEDS is unknown; did you mean QA_PLAN_SEED?',
  ]);
  expect(slips(['LOCAL_RANK', 'PATH', 'DEMO_MODE_SECRET_KEY'])).toEqual([]);
});
