import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { readSettingsFile } from '../../../src/target/environment/file';
import { readTargets, TargetError } from '../../../src/target/environment/read';
import { FAMILIES, KNOWN_VARIABLES, SETTINGS } from '../../../src/target/environment/variables';

const SECRET = 'not-to-be-told';

const WHOLE = {
  LOCAL_URL: 'http://localhost:8000',
  LOCAL_ADMIN_USERNAME: 'admin',
  LOCAL_ADMIN_PASSWORD: SECRET,
};

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '1',
    ' 1',
    '0x1',
    '1e3',
    '-1',
    '2,1',
    '1,2',
    '1,2,3',
    '9'.repeat(20),
    '[',
    'fail',
    'feedback',
  ),
  fc.webUrl(),
  fc.constantFrom(
    'HTTP://LOCALHOST:80',
    'http:localhost',
    'http://local\thost',
    `http://u:${SECRET}@localhost`,
  ),
  fc.constantFrom(
    `postgres://u:${SECRET}@localhost/d`,
    `mysql://u:${SECRET}@localhost/d`,
    `postgres://localhost/\n`,
  ),
);

const environment = fc
  .dictionary(fc.constantFrom(...Object.keys(SETTINGS.shape)), value, { maxKeys: 5 })
  .map((some) => ({ ...WHOLE, ...some }));

/** What is wrong with how an environment is read. */
function problemsWith(env: Record<string, string>): string[] {
  try {
    const { local, demo } = readTargets(env, ['local']);
    const { QA_PLAN_SEED: seed = '' } = env;
    const origins = [local, demo].flatMap((target) => (target ? [target.baseUrl] : []));
    return [
      ...origins.filter((origin) => origin !== new URL(origin).origin),
      ...(/^(-?\d+)?$/.test(seed) ? [] : ['the seed is taken for another']),
      ...(/\p{Cc}/u.test(Object.values(env).join('')) ? checkedIn(env) : []),
    ];
  } catch (error) {
    if (!(error instanceof TargetError)) return [String(error)];
    const [, ...lines] = error.message.split('\n');
    return [
      ...lines.slice(0, -1).filter((line) => !KNOWN_VARIABLES.some((name) => line.startsWith(`  ${name} `))),
      ...(/[^\P{C}\n]/u.test(error.message) ? ['not printable'] : []),
      ...(error.message.includes(SECRET) ? ['a secret is told'] : []),
    ];
  }
}

/** The variables with control characters that are used, and were accepted. */
const checkedIn = (env: Record<string, string>) =>
  ['LOCAL_URL', 'LOCAL_ADMIN_PASSWORD', 'LOCAL_DATABASE_URL', 'QA_PLAN_ALLOWED_HOSTS'].filter((name) =>
    /\p{Cc}/u.test(env[name] ?? ''),
  );

test('whatever the environment holds, it is read as meant, or every problem has a line that names its variable', () => {
  const found = fc.check(
    fc.property(environment, (env) => problemsWith(env).join() === ''),
    { numRuns: 1000 },
  );
  expect(found.counterexample).toBeNull();
});

/** A value in a line: as it is, or in quotes that it does not have. */
const settingLine = fc
  .tuple(fc.constantFrom('', "'", '"'), fc.string({ unit: 'grapheme' }))
  .filter(([quote, text]) => (quote === '' ? /^[^\s'"`]/.test(text) : !/['"\\`]/.test(text)))
  .map(([quote, text]) => ({ meant: text.trim(), line: `LOCAL_ADMIN_PASSWORD=${quote}${text}${quote}` }))
  .filter(({ meant, line }) => !/[\r\n\0�]/.test(line) && !meant.includes(' #'));

test('a value of a settings file is what is written there, or a problem', ({}, info) => {
  const file = info.outputPath('.env');
  const found = fc.check(
    fc.property(settingLine, ({ meant, line }) => {
      writeFileSync(file, line);
      const { variables, problems } = readSettingsFile(file) ?? { variables: {}, problems: ['no file'] };
      return problems.length === 1 || variables.LOCAL_ADMIN_PASSWORD?.trim() === meant;
    }),
    { numRuns: 500 },
  );
  expect(found.counterexample).toBeNull();
});

const anyLine = fc
  .tuple(
    fc.constantFrom('', ' ', 'export ', '# '),
    fc.constantFrom(...FAMILIES, 'OTHER_'),
    fc.string({ unit: fc.constantFrom('U', 'R', 'L', '=', ':', ' ', '"', "'", '#', '$', '{') }),
  )
  .map((parts) => parts.join(''));

test('no line of a settings file that begins with one of the families is passed over', ({}, info) => {
  const file = info.outputPath('.env');
  const found = fc.check(
    fc.property(fc.array(anyLine), (lines) => {
      writeFileSync(file, lines.join('\n'));
      const { variables, problems } = readSettingsFile(file) ?? { variables: {}, problems: [] };
      const named = lines.flatMap(
        (line) => /^\s*(?:export )?((?:LOCAL|DEMO|QA_PLAN)_\w*)/.exec(line)?.[1] ?? [],
      );
      const told = new Set(problems.flatMap((line) => /^\S+ {2}(\S+)/.exec(line)?.[1] ?? []));
      return named.every((name) => name in variables || told.has(name));
    }),
    { numRuns: 1000 },
  );
  expect(found.counterexample).toBeNull();
});

const FILES: [what: string, text: string | Buffer, says: RegExp][] = [
  ['no sign', 'A=1\nLOCAL_URL', /\.env:2 {2}LOCAL_URL is not set by this line; write NAME=value/],
  ['a # without quotes', 'LOCAL_ADMIN_PASSWORD=ab#cd', /has a # in its value; put the value in quotes/],
  ['an open quote', 'LOCAL_ADMIN_PASSWORD="ab', /has a quote that does not end; end it with "/],
  ['a name twice', 'LOCAL_URL=a\n\nLOCAL_URL=b', /\.env:3 {2}LOCAL_URL is set in line 1 already/],
  ['UTF-16', Buffer.from('LOCAL_URL=a', 'utf16le'), /is no text in UTF-8; save it as such/],
];

for (const [what, text, says] of FILES)
  test(`a settings file with ${what} is told so`, ({}, info) => {
    const file = info.outputPath('.env');
    writeFileSync(file, text);
    expect(readSettingsFile(file)?.problems.join('\n')).toMatch(says);
  });

test('a folder in place of a settings file is told so', ({}, info) => {
  expect(readSettingsFile(info.outputPath('.'))?.problems.join('\n')).toMatch(/can not be read \(EISDIR\)/);
});
