import { expect, test } from '@playwright/test';
import { ProgressLine, writeTime } from '../../../src/report/terminal/progress';
import { wrapLines } from '../../../src/text/terminal';

/** A terminal that keeps what is written, and the line that a person would see. */
function terminal(columns = 80) {
  const written: string[] = [];
  const line = () =>
    written
      .join('')
      .split('\r')
      .reduce((shown, text) => text + shown.slice(text.length), '')
      .trimEnd();
  return { written, line, columns, write: (text: string) => written.push(text) > 0 };
}

test('one line tells how many of all tests are done, the findings, and the time that is left', () => {
  const out = terminal();
  const progress = new ProgressLine(out, true);
  progress.update({ done: 0, total: 40, findings: 0 });
  expect(out.line()).toBe('0 of 40, no findings');
  progress.update({ done: 10, total: 40, findings: 1 });
  expect(out.line()).toMatch(/^10 of 40, 1 finding, about \d+ s left$/);
  progress.update({ done: 40, total: 40, findings: 2 });
  expect(out.line()).toBe('40 of 40, 2 findings');
  progress.clear();
  expect(out.line()).toBe('');
  expect(out.written.join('')).not.toMatch(/[\n\u001b]/);
});

test('the line never wraps, whatever the terminal’s width', () => {
  const out = terminal(20);
  new ProgressLine(out, true).update({ done: 1000, total: 10_000, findings: 100 });
  expect(out.line()).toBe('1000 of 10000, 100');
  expect(out.line().length).toBeLessThan(20);
});

test('where no line can be written over, there is none', () => {
  const out = terminal();
  const progress = new ProgressLine(out, false);
  progress.update({ done: 1, total: 2, findings: 0 });
  progress.clear();
  expect(out.written).toEqual([]);
});

test('time is told in seconds, and from two minutes on in minutes', () => {
  expect([0, 100, 119_000, 119_001, 600_000].map(writeTime)).toEqual([
    '0 s',
    '1 s',
    '119 s',
    '2 min',
    '10 min',
  ]);
});

test('a long line is wrapped with its indentation; a short one, and a word without blanks, are left alone', () => {
  const word = 'x'.repeat(90);
  const long = `  seen      ${'denied '.repeat(14)}at last`;
  const lines = wrapLines(`  rule      T-1\n${long}\n${word}`).split('\n');
  expect(lines).toEqual([
    '  rule      T-1',
    `  seen      ${'denied '.repeat(9).trim()}`,
    `    ${'denied '.repeat(5)}at last`,
    word,
  ]);
});
