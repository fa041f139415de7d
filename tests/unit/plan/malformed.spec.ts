import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { PlanSource } from '../../../src/plan/compile';
import { compilePlan } from '../../../src/plan/compile';
import { formatProblems } from '../../../src/plan/format';
import { vocabulary } from './vocabulary';

// Each malformed plan is a file, or a folder where it takes several, with what must be said of it in the .txt beside it.
const folder = path.join(import.meta.dirname, 'malformed');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.replace(/\.txt$/, ''));

function readCase(name: string): PlanSource[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.md'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  return entries
    .filter((file) => file === `${name}.md` || file.startsWith(`${name}/`))
    .map((file) => ({
      file: `qa-plan/${file.replace(`${name}/`, '')}`,
      text: readFileSync(path.join(folder, file), 'utf8'),
    }));
}

/** What the text at a problem's position must match: begin with what the message quotes, if it quotes anything. */
function quotedIn(message: string): RegExp {
  const quoted = /"(.+)"/.exec(message)?.[1] ?? '';
  // A file's own area is a name, not a text of the file.
  const text = message.startsWith('area "records" is the area of') ? '' : quoted;
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}

for (const name of names) {
  test(`tells everything that is wrong with ${name}`, () => {
    const { problems } = compilePlan(readCase(name), vocabulary);
    const expected = readFileSync(path.join(folder, `${name}.txt`), 'utf8').trimEnd();
    expect(expected).not.toBe('');
    expect(formatProblems(problems)).toBe(expected);
  });

  test(`points at the text that it quotes in ${name}`, () => {
    const sources = readCase(name);
    for (const { message, position } of compilePlan(sources, vocabulary).problems) {
      const text = sources.find((source) => source.file === position.file)?.text.replace(/^\uFEFF/, '');
      const line = text?.split(/\r?\n/)[position.line - 1] ?? '';
      expect(line.slice(position.column - 1), message).toMatch(quotedIn(message));
    }
  });
}

test('has every malformed plan with its diagnostics', () => {
  const plans = readdirSync(folder)
    .filter((name) => !name.endsWith('.txt'))
    .map((name) => name.replace(/\.md$/, ''));
  // A folder without a file is not kept by git: its plan is the empty one.
  expect(new Set([...plans, 'no-files'])).toEqual(new Set(names));
  expect(names.length).toBeGreaterThanOrEqual(40);
});
