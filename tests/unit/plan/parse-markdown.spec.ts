import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { parseMarkdown } from '../../../src/plan/parse-markdown';
import { OWN_PLAN_FOLDER } from '../../../src/plan/folder';

const page = (name: string) => readFileSync(path.join(OWN_PLAN_FOLDER, name), 'utf8');

let folder = '';

test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'qa-plan-markdown-'));
});

test.afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('what was parsed before is the same tree', () => {
  for (const name of ['records.md', 'privileges.md']) {
    const first = parseMarkdown(page(name), folder);
    expect(parseMarkdown(page(name), folder)).toEqual(first);
  }
  expect(readdirSync(folder)).toHaveLength(2);
});

test('a text with another character is parsed anew', () => {
  const text = page('records.md');
  const tree = parseMarkdown(text, folder);
  expect(parseMarkdown(text.replace('# ', '## '), folder)).not.toEqual(tree);
  expect(readdirSync(folder)).toHaveLength(2);
});

test('what is kept and broken is parsed anew', () => {
  const tree = parseMarkdown(page('records.md'), folder);
  const [name = ''] = readdirSync(folder);
  const file = path.join(folder, name);
  const whole = readFileSync(file);
  for (const broken of ['', '{"type":"root"}', 'null', whole.subarray(0, 5000), whole.subarray(0, -1)]) {
    writeFileSync(file, broken);
    expect(parseMarkdown(page('records.md'), folder)).toEqual(tree);
  }
});

test('where nothing can be kept, a text is parsed', () => {
  const file = path.join(folder, 'a file');
  writeFileSync(file, '');
  expect(parseMarkdown(page('records.md'), path.join(file, 'below')).children.length).toBeGreaterThan(0);
});

test('of many texts, the last ones are kept', () => {
  const text = 'word '.repeat(500);
  for (let count = 0; count < 205; count += 1) parseMarkdown(`${text}${String(count)}`, folder);
  expect(readdirSync(folder)).toHaveLength(200);
});
