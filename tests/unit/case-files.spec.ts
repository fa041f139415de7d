import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type TestInfo } from '@playwright/test';
import { expectedOf, fillPlaceholders, readCases } from '../case-files';

const TITLE = '# Title\n\nAbout all.\n';
const oneCase = (name: string, input = 'input', expected = 'seen', options = '') =>
  `\n## ${name}\n\nWhat it is.\n\n\`\`\`plan${options}\n${input}\n\`\`\`\n\n\`\`\`text\n${expected}\n\`\`\`\n`;
const WHOLE = TITLE + oneCase('first') + oneCase('second', '## not a case\n\n~~~~text\n~~~~', 'two\n\nlines');

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
    { name: 'first', inputs: [{ file: undefined, text: 'input\n' }], expected: 'seen', place: { from: 13 } },
    { name: 'second', inputs: [{ text: '## not a case\n\n~~~~text\n~~~~\n' }], expected: 'two\n\nlines' },
    { name: 'third' },
  ]);
});

test('reads the same from a checkout with Windows line ends', () => {
  const unix = readCases(writeCases({ 'a.md': WHOLE }), 'plan');
  expect(readCases(writeCases({ 'a.md': WHOLE.replaceAll('\n', '\r\n') }), 'plan')).toEqual(unix);
});

for (const [options, input, read] of [
  ['', 'a\\r', { file: undefined, text: 'a\\r\n' }],
  [' escapes', '\\uFEFFa\\tb\\u0020\\r\n\\\\r', { file: undefined, text: '\uFEFFa\tb \r\n\\r\n' }],
  [' escapes no-final-newline', 'a\\r', { file: undefined, text: 'a\r' }],
  [' file=a/b.md', 'a', { file: 'a/b.md', text: 'a\n' }],
  [' missing', '', { file: undefined, text: undefined }],
] as const) {
  test(`reads an input exactly: plan${options}`, () => {
    const [found] = readCases(writeCases({ 'a.md': TITLE + oneCase('one', input, 'seen', options) }), 'plan');
    expect(found?.inputs).toEqual([read]);
  });
}

const text = '```text\nseen\n```\n';
for (const [slip, file, said] of [
  ['no case', TITLE, ':1  there is no case'],
  ['no title', oneCase('one'), ':1  begins with a case; wanted are a title and a sentence'],
  ['no sentence below the title', '# Title\n' + oneCase('one'), ':1  begins with title; wanted'],
  ['a name of words', TITLE + oneCase('one case'), ':5  "one case" is no name such as row-too-long'],
  ['a name used twice', TITLE + oneCase('one') + oneCase('one'), ':25  one is there twice'],
  ['a lower heading', TITLE + oneCase('one') + oneCase('two').replace('## ', '### '), 'a lower heading'],
  [
    'no heading',
    TITLE + oneCase('one') + oneCase('two').replace('## ', ''),
    ':5  one is sentence, input, exp',
  ],
  ['no sentence', TITLE + oneCase('one').replace('What it is.', ''), ':5  one is input, expected; wanted'],
  ['no input', TITLE + `\n## one\n\nProse.\n\n${text}`, ':5  one is sentence, expected; wanted'],
  ['nothing expected', TITLE + oneCase('one').replace(text, ''), ':5  one is sentence, input; wanted'],
  ['an empty expectation', TITLE + oneCase('one', 'a', ' '), ':13  nothing is expected'],
  [
    'two expectations',
    TITLE + oneCase('one') + `\n${text}`,
    ':5  one is sentence, input, expected, expected',
  ],
  [
    'an option of what is expected',
    TITLE + oneCase('one').replace('`text', '`text escapes'),
    'has no options',
  ],
  ['another language', TITLE + oneCase('one').replace('`plan', '`plam'), 'one is sentence, a block "plam"'],
  [
    'an input that is not closed',
    TITLE + oneCase('one').replace('input\n```', 'input'),
    'one is sentence, input;',
  ],
  [
    'a case that swallows the next',
    WHOLE.replace('seen\n```', 'seen'),
    ':5  one is sentence, input, expected,',
  ],
  ['a block open to the end', WHOLE.slice(0, -4), 'a block without its closing fence'],
  ['an indented block', TITLE + oneCase('one').replace('```plan', ' ```plan'), 'a block without its closing'],
  ['a list', TITLE + oneCase('one') + '\n- more\n', ':5  one is sentence, input, expected, list'],
  ['an unknown option', TITLE + oneCase('one', 'a', 'b', ' escape'), ':9  unknown option "escape"'],
  ['an unknown escape', TITLE + oneCase('one', 'a\\x', 'b', ' escapes'), ':9  unknown escape "\\x"'],
  [
    'content that is missing',
    TITLE + oneCase('one', 'a', 'b', ' missing'),
    ':9  a file that is missing has no',
  ],
  ['a tab', TITLE + oneCase('one', 'a\tb'), ':9  a character of the block cannot be seen'],
  ['a trailing space', TITLE + oneCase('one', 'a', 'b '), ':13  a character of the block cannot be seen'],
  ['a byte order mark', TITLE + oneCase('one', '\uFEFFa'), ':9  a character of the block cannot be seen'],
] as const) {
  test(`a broken case file is an error: ${slip}`, () => {
    const folder = writeCases({ 'a.md': file.replaceAll('first', 'one') });
    expect(() => readCases(folder, 'plan')).toThrow(said);
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
    'c.md:1  begins with a case; wanted are a title and a sentence',
    'd.txt:1  is no case file: its name does not end in .md',
    'c.md:10  first is there twice',
    'd.txt:13  first is there twice',
    'd.txt:28  second is there twice',
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
      expectedOf(one, one.name + seen, { config: { updateSnapshots, workers } } as unknown as TestInfo),
    );
  expect(askFor('', 'missing', 1)).toEqual(['seen', 'two\n\nlines']);
  expect(() => askFor('', 'all', 2)).toThrow('add --workers=1');
  expect(readFileSync(path.join(folder, 'a.md'), 'utf8')).toBe(WHOLE);
  const renewed = askFor(' takes\nthree\nlines', 'all', 1);
  expect(readCases(folder, 'plan').map(({ expected }) => expected)).toEqual(renewed);
  expect(renewed[1]).toBe('second takes\nthree\nlines');
});
