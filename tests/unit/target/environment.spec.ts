import { expect, test } from '@playwright/test';
import { readTarget, readTargets } from '../../../src/target/environment/read';

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
    allowedEffects: [],
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
  [
    'effects that do not exist',
    { ...whole, QA_PLAN_ALLOWED_EFFECTS: 'feedbak, usage-data,moon' },
    [
      'QA_PLAN_ALLOWED_EFFECTS names unknown effect "feedbak"; did you mean feedback?, unknown effect "moon"; known: usage-data, feedback, administrators',
    ],
  ],
];

for (const [what, env, says] of wrong) {
  test(`${what}: one message that names every variable`, () => {
    for (const words of says) expect(() => readTarget(env)).toThrow(words);
  });
}

test('effects are allowed by their names, in any order', () => {
  const allowed = (QA_PLAN_ALLOWED_EFFECTS: string) =>
    readTarget({ ...whole, QA_PLAN_ALLOWED_EFFECTS }).allowedEffects;
  expect(allowed(' feedback,usage-data,')).toEqual(['usage-data', 'feedback']);
  expect(allowed('')).toEqual([]);
});

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

test('what an install needs that does not matter may be wrong', () => {
  const env = { ...whole, DEMO_URL: 'nowhere', DEMO_VISITOR_USERNAME: 'alice' };
  expect(() => readTargets(env)).toThrow('DEMO_URL');
  expect(readTargets(env, [], ['local'])).toMatchObject({ local: { install: 'local' }, demo: undefined });
});
