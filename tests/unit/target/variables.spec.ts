import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { markdownTable } from 'markdown-table';
import { KNOWN_VARIABLES, SETTINGS, slips, STAND_IN } from '../../../src/target/environment/variables';

const PROJECT = path.resolve(import.meta.dirname, '../../..');
const CODE = ['src', 'fixtures', 'pages', 'stand-in/src', 'tools', 'tests/journeys', 'playwright.config.ts'];
const TEXTS = ['docs', 'README.md', '.env.example', '.ci', '.github', 'package.json'];

/** Read, and nobody's of this project: the system's, the CI's and Playwright's. */
const OTHERS = [
  'PLAYWRIGHT_NO_COPY_PROMPT',
  'CI',
  'TMPDIR',
  'PATH',
  'TEST_WORKER_INDEX',
  'TEST_PARALLEL_INDEX',
  'PWDEBUG',
  'PW_TEST_REPORTER',
  'NO_COLOR',
];

/** A variable by its family, in quotes, as it is read, or as a key; and any other that is read from the environment. */
const IN_CODE =
  /\bQA_PLAN_[A-Z_]*[A-Z]\b|(?<=['"`])(?:LOCAL|DEMO)_[A-Z_]*[A-Z](?=['"`])|(?<=\benv\.)[A-Z][A-Z_]*[A-Z]\b/g;
const IN_TEXT = /\b(?:QA_PLAN|LOCAL|DEMO)_[A-Z_]*[A-Z]\b/g;

const DECLARED = path.join('src', 'target', 'environment', 'variables.ts');

function namesIn(places: readonly string[], pattern: RegExp): Set<string> {
  const files = places.flatMap((place) => {
    const whole = path.join(PROJECT, place);
    if (/\.\w+$/.test(path.basename(place)) && !['.ci', '.github'].includes(place)) return [whole];
    return readdirSync(whole, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
  });
  const texts = files.filter((file) => !file.endsWith(DECLARED)).map((file) => readFileSync(file, 'utf8'));
  return new Set(texts.flatMap((text) => text.match(pattern) ?? []));
}

/** Two variables of one account are also named by what they begin with. */
const accountOf = (name: string) => name.replace(/_(USERNAME|PASSWORD)$/, '');
const accounts = KNOWN_VARIABLES.map(accountOf);

test('every variable that is read or written of is declared', () => {
  const named = [...namesIn(CODE, IN_CODE), ...namesIn(TEXTS, IN_TEXT)];
  expect(named.length).toBeGreaterThan(40);
  const unknown = named.filter(
    (name) => !KNOWN_VARIABLES.includes(name) && !accounts.includes(name) && !OTHERS.includes(name),
  );
  expect(unknown).toEqual([]);
});

test('every variable that is declared is read somewhere', () => {
  const named = namesIn(CODE, IN_CODE);
  const unread = KNOWN_VARIABLES.filter((name) => !named.has(name) && !named.has(accountOf(name)));
  expect(unread).toEqual([]);
});

for (const [what, schema] of [
  ['settings', SETTINGS],
  ['variables of the stand-in', STAND_IN],
] as const) {
  test(`docs/settings.md has the table of the ${what} as they are declared`, () => {
    const rows = Object.entries(schema.shape).map(([name, { description = '' }]) => {
      expect(description, `${name} has no description`).not.toBe('');
      return [`\`${name}\``, description];
    });
    const table = markdownTable([['Variable', 'What'], ...rows]);
    expect(readFileSync(path.join(PROJECT, 'docs/settings.md'), 'utf8')).toContain(table);
  });
}

test('a slip is told with what was probably meant, and the variable of somebody else is left alone', () => {
  expect(slips(KNOWN_VARIABLES)).toEqual([]);
  expect(slips(['LOCAL_ULR', 'DEMO_VISITR_USERNAME', 'QA_PLAN_SEEDS'])).toEqual([
    'LOCAL_ULR is unknown; did you mean LOCAL_URL?',
    'DEMO_VISITR_USERNAME is unknown; did you mean DEMO_VISITOR_USERNAME?',
    'QA_PLAN_SEEDS is unknown; did you mean QA_PLAN_SEED?',
  ]);
  expect(slips(['LOCAL_RANK', 'PATH', 'DEMO_MODE_SECRET_KEY'])).toEqual([]);
});
