import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type TestInfo } from '@playwright/test';
import { expectedOf, fillPlaceholders, readCases } from '../case-files';

const TITLE = '# Title\n\nAbout all.\n';
const BASE = '\n```plan base=row\na\n${CASE}\nz\n=>\nbegin\n${CASE}\nend\n```\n';
const oneCase = (name: string, input = 'input', expected = 'seen', options = '') =>
  `\n## ${name}: What it is\n\n\`\`\`plan${options}\n${input}\n=>\n${expected}\n\`\`\`\n`;
const ONE = TITLE + oneCase('one');
const WHOLE =
  TITLE + BASE + oneCase('first', '## no case\n\n~~~~\n~~~~') + oneCase('second', 'b', '2', ' in=row');

/** Writes case files into a folder of the test. */
function writeCases(files: Record<string, string>): string {
  const folder = test.info().outputPath('cases');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

test('reads every case with its input and what is expected, file by file', () => {
  const folder = writeCases({ 'b.md': TITLE + oneCase('third'), 'a.md': WHOLE });
  expect(readCases(folder, 'plan')).toMatchObject([
    {
      name: 'first',
      inputs: [{ text: '## no case\n\n~~~~\n~~~~\n' }],
      expected: 'seen',
      place: { from: 22 },
    },
    { name: 'second', inputs: [{ text: 'a\nb\nz\n' }], expected: 'begin\n2\nend' },
    { name: 'third', inputs: [{ file: undefined, text: 'input\n' }], expected: 'seen' },
  ]);
});

test('reads the same from a checkout with Windows line ends', () => {
  const unix = readCases(writeCases({ 'a.md': WHOLE }), 'plan');
  expect(readCases(writeCases({ 'a.md': WHOLE.replaceAll('\n', '\r\n') }), 'plan')).toEqual(unix);
});

for (const [options, input, read] of [
  ['', 'a\\r', { file: undefined, text: 'a\\r\n' }],
  [' windows', 'a\n\nb', { file: undefined, text: '\uFEFFa\r\n\r\nb\r\n' }],
  [' windows in=row', 'b', { file: undefined, text: '\uFEFFa\r\nb\r\nz\r\n' }],
  [' file=a/b.md', 'a\n', { file: 'a/b.md', text: 'a\n\n' }],
  [' missing', '', { file: undefined, text: undefined }],
] as const) {
  test(`reads an input exactly: plan${options}`, () => {
    const folder = writeCases({ 'a.md': TITLE + BASE + oneCase('one', input, 'seen', options) });
    expect(readCases(folder, 'plan')[0]?.inputs).toEqual([read]);
  });
}

test('reads a case of two files, with what is expected in the last block', () => {
  const first = oneCase('one').replace('\n=>\nseen', '');
  const second = oneCase('').replace(/^\n.*\n/, '');
  const [found] = readCases(writeCases({ 'a.md': TITLE + first + second }), 'plan');
  expect(found).toMatchObject({ inputs: [{ text: 'input\n' }, { text: 'input\n' }], expected: 'seen' });
});

const UNSEEN = ':7  a character of the block cannot be seen';
for (const [slip, file, said] of [
  ['no case', TITLE, ':1  there is no case'],
  ['no title', oneCase('one'), ':1  begins with a case; wanted are a title'],
  ['no sentence below the title', '# Title\n' + oneCase('one'), ':1  begins with title; wanted'],
  ['a name of words', TITLE + oneCase('one case'), ':5  "one case: What it is" is no name and sentence'],
  ['no sentence', ONE.replace(': What it is', ''), ':5  "one" is no name and sentence'],
  ['a name used twice', ONE + oneCase('one'), ':17  one is there twice'],
  ['a lower heading', ONE + oneCase('two').replace('## ', '### '), ':5  one is block, a lower heading'],
  ['no heading', ONE + oneCase('two').replace('## ', ''), ':5  one is block, sentence, block; wanted'],
  ['no block', TITLE + '\n## one: What it is\n', ':5  one is empty; wanted are "plan" blocks'],
  ['nothing expected', ONE.replace('\n=>\nseen', ''), ':7  nothing is expected'],
  ['an empty expectation', ONE.replace('\nseen', ''), ':7  nothing is expected'],
  ['two expectations', ONE.replace('seen', 'seen\n=>\nmore'), ':7  the block has more than one line =>'],
  ['an expectation too early', ONE + ONE.slice(ONE.indexOf('```')), ':7  only the last block of a case says'],
  ['another language', ONE.replace('`plan', '`plam'), ':5  one is a block "plam"; wanted'],
  ['a case that swallows the next', WHOLE.replace('seen\n```', 'seen'), ':17  the block has more than one'],
  ['a block open to the end', WHOLE.slice(0, -4), ':26  second is a block without its closing fence'],
  ['an indented block', ONE.replace('```plan', ' ```plan'), ':5  one is a block without its closing'],
  ['a list', ONE + '\n- more\n', ':5  one is block, list'],
  ['an unknown option', TITLE + oneCase('one', 'a', 'b', ' window'), ':7  unknown option "window"'],
  ['an unknown base', TITLE + oneCase('one', 'a', 'b', ' in=row'), ':7  there is no base "row"'],
  ['a base below a case', ONE + BASE, ':5  one is block, base; wanted'],
  [
    'a base without a place',
    WHOLE.replace('${CASE}', ''),
    ':5  a base has ${CASE} once in its input, and once',
  ],
  [
    'a base with two places',
    WHOLE.replace('end', '${CASE}'),
    ':5  a base has ${CASE} once in its input, and',
  ],
  [
    'content that is missing',
    TITLE + oneCase('one', 'a', 'b', ' missing'),
    ':7  a file that is missing has no',
  ],
  ['a tab', TITLE + oneCase('one', 'a\tb'), UNSEEN],
  ['a trailing space', TITLE + oneCase('one', 'a', 'b '), UNSEEN],
  ['a byte order mark', TITLE + oneCase('one', '\uFEFFa'), UNSEEN],
] as const) {
  test(`a broken case file is an error: ${slip}`, () => {
    expect(() => readCases(writeCases({ 'a.md': file }), 'plan')).toThrow(said);
  });
}

test('an error names all slips of all files', () => {
  const folder = writeCases({ 'a.md': TITLE, 'b.md': WHOLE, 'c.md': oneCase('first'), 'd.txt': WHOLE });
  let message = '';
  try {
    readCases(folder, 'plan');
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.split('\n').map((line) => line.replace(/^.*[\\/]/, ''))).toEqual([
    'a.md:1  there is no case',
    'c.md:1  begins with a case; wanted are a title, a sentence and any bases',
    'd.txt:1  is no case file: its name does not end in .md',
    'c.md:6  first is there twice',
    'd.txt:22  first is there twice',
    'd.txt:30  second is there twice',
  ]);
});

test('a folder without case files is an error', () => {
  expect(() => readCases(writeCases({}), 'plan')).toThrow('there is no case file');
});

test('a placeholder without a value is an error', () => {
  expect(fillPlaceholders('${A} and $B', { A: 'a$&' })).toBe('a$& and $B');
  expect(() => fillPlaceholders('${A}', {})).toThrow('no value for ${A}');
});

test('what a case expects is rewritten only when that is asked for, in one worker', () => {
  const folder = writeCases({ 'a.md': WHOLE });
  const cases = readCases(folder, 'plan');
  const askFor = (seen: string, updateSnapshots: string, workers: number) =>
    cases.map((one) =>
      expectedOf(one, `begin\n${one.name}${seen}`, {
        config: { updateSnapshots, workers },
      } as unknown as TestInfo),
    );
  expect(askFor('', 'missing', 1)).toEqual(['seen', 'begin\n2\nend']);
  expect(() => askFor('', 'all', 2)).toThrow('add --workers=1');
  expect(readFileSync(path.join(folder, 'a.md'), 'utf8')).toBe(WHOLE);
  const renewed = askFor(' takes\nthree\nlines\nend', 'all', 1);
  expect(readCases(folder, 'plan').map(({ expected }) => expected)).toEqual(renewed);
  expect(renewed[1]).toBe('begin\nsecond takes\nthree\nlines\nend');
  expect(() => askFor(' does not fit', 'all', 1)).toThrow('second does not fit its base');
});
