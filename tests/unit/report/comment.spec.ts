import { expect, test } from '@playwright/test';
import { lockOf } from '../../../src/lock/lock';
import type { RecordedCell, RunRecord } from '../../../src/record/schema';
import type { Witnessed } from '../../../src/record/witnessed';
import { code, linked } from '../../../src/report/comment/escape';
import { isQuiet, storyOf } from '../../../src/report/comment/story';
import { MARKER, writeComment } from '../../../src/report/comment/write-comment';
import { evidenceOf, recordedCell, recordOf } from './records';

const DENIED: Witnessed = { answer: 'denied', reason: 'privilege', gave: [] };
const ALLOWED: Witnessed = { answer: 'allowed', gave: [] };
const cell = (witnessed: Witnessed, given: Partial<RecordedCell> = {}) =>
  recordedCell({ evidence: evidenceOf({ witnessed }), ...given });
const RED = { verdict: 'breach', status: 'failed' } as const;

function commentOn(
  before: RecordedCell[] | undefined,
  after: RecordedCell[],
  run: Partial<RunRecord['run']> = {},
) {
  const record = recordOf(after, run);
  const lock = lockOf(record);
  const base = before && lockOf(recordOf(before));
  const story = storyOf(base, lock, { uncovered: record.run.uncovered });
  const web = { server: 'https://github.com', repository: 'owner/name' };
  return {
    text: writeComment(story, { after: lock, web, commit: record.run.commit }),
    quiet: isQuiet(story),
  };
}

const HARMLESS: [string, string][] = [
  ['a <b>bold</b> title', '`a <b>bold</b> title`'],
  ['ask @somebody about #12 and owner/name#3', '`ask @somebody about #12 and owner/name#3`'],
  ['a `tick` and ``two``', '``` a `tick` and ``two`` ```'],
  ['one\nline\r\n\r\n# no heading', '`one line # no heading`'],
  ['turned \u202e and hidden \u200b text', '`turned and hidden text`'],
  ['`', '`` ` ``'],
  ['', '` `'],
  ['x'.repeat(200), `\`${'x'.repeat(119)}…\``],
];

for (const [text, written] of HARMLESS)
  test(`in a comment a text from outside is code: ${JSON.stringify(text).slice(0, 40)}`, () => {
    expect(code(text)).toBe(written);
  });

test('links lead to the repository of whoever comments, and to nowhere else', () => {
  const web = { server: 'https://github.com', repository: 'owner/name' };
  const sha = 'a'.repeat(40);
  const place = { file: 'qa-plan/a b)[x.md', line: 3 };
  expect(linked('t', place, web, `${sha}-dirty`)).toBe(
    `[\`t\`](https://github.com/owner/name/blob/${sha}/qa-plan/a%20b%29%5Bx.md?plain=1#L3)`,
  );
  for (const file of ['../x.md', 'a/../../x.md', '/etc/passwd', ''])
    expect(linked('t', { file }, web, sha)).toBe('`t`');
  expect(linked('t', place, web, 'evil')).toBe('`t`');
});

const STORIES: [string, RecordedCell[] | undefined, RecordedCell[], string[]][] = [
  [
    'loosened, and newly red',
    [cell(DENIED)],
    [cell(ALLOWED, RED)],
    [
      '1 loosened',
      '`denied: privilege` → `allowed`, **newly red**, `breach`, the plan says `deny: privilege`',
    ],
  ],
  ['tightened', [cell(ALLOWED)], [cell(DENIED)], ['1 tightened']],
  ['newly red alone', [cell(DENIED)], [cell(DENIED, RED)], ['1 newly red']],
  ['newly green', [cell(DENIED, RED)], [cell(DENIED)], ['1 newly green']],
  [
    'a gap is closed',
    [cell(DENIED, { verdict: 'known gap' })],
    [cell(DENIED, { verdict: 'closed gap', status: 'failed' })],
    ['1 gap closed', 'the known gap can go'],
  ],
  ['a gap is worse', [cell(DENIED, { verdict: 'known gap' })], [cell(DENIED, RED)], ['1 gap worse']],
  ['the plan changed', [cell(DENIED)], [cell(DENIED, { expected: 'deny' })], ['`deny: privilege` → `deny`']],
  ['a new rule', [cell(DENIED)], [cell(DENIED), cell(ALLOWED, { rule: 'REC-9' })], ['1 new in the plan']],
  [
    'a rule is gone',
    [cell(DENIED), cell(DENIED, { rule: 'REC-9' })],
    [cell(DENIED)],
    ['1 gone from the plan'],
  ],
  [
    'nothing was proven',
    [cell(DENIED)],
    [recordedCell({ verdict: 'inconclusive', status: 'failed' })],
    ['could not be seen'],
  ],
  [
    'no baseline',
    undefined,
    [cell(ALLOWED, RED), cell(DENIED, { role: 'x' })],
    ['1 newly red', 'No baseline'],
  ],
];

for (const [what, before, after, told] of STORIES)
  test(`a comment tells: ${what}`, () => {
    const { text, quiet } = commentOn(before, after);
    expect(quiet).toBe(false);
    expect(text.startsWith(MARKER)).toBe(true);
    for (const each of told) expect(text).toContain(each);
  });

test('there is nothing to tell of what is as before', () => {
  const { text, quiet } = commentOn([cell(DENIED)], [cell(DENIED, { ruleTitle: 'Another title', ms: 5 })]);
  expect(quiet).toBe(true);
  expect(text).toContain('no differences any more');
});

test('methods and controls without a rule are told', () => {
  const uncovered = { methods: ['records.purge'], controls: ['button "Purge <all>"'] };
  const { text } = commentOn([cell(DENIED)], [cell(DENIED)], { uncovered });
  expect(text).toContain('1 methods without a rule');
  expect(text).toContain('- `records.purge`');
  expect(text).toContain('- `button "Purge <all>"`');
});

test('a comment of thousands of differences is cut below what GitHub takes, and says so', () => {
  const many = (witnessed: Witnessed) =>
    Array.from({ length: 4000 }, (_, n) =>
      cell(witnessed, { rule: `REC-${String(n)}`, ruleTitle: '<@x> '.repeat(40) }),
    );
  const { text } = commentOn(many(DENIED), many(ALLOWED));
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain('4000 loosened');
  expect(text).toMatch(/_Cut: \d+ more lines are left out/);
  expect(text.match(/<details>/g)).toHaveLength((text.match(/<\/details>/g) ?? []).length);
});
