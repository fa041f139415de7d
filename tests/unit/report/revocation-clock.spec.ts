import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { revocationIn } from '../../../src/engine/situation';
import type { Revocation } from '../../../src/record/schema';
import { clockByWay, writeClock, writeClockPage } from '../../../src/report/revocation-clock';
import { SITUATIONS } from '../../../src/world/situations';

const TAKEN = [...SITUATIONS.values()].filter(({ course }) => course === 'taken');

/** A time as the engine tells it. */
function time(name: string, view: string, ms: number | undefined): Revocation {
  const situation = TAKEN.find((one) => one.name === name);
  if (!situation) throw new Error(name);
  return revocationIn({ situation, budgetMs: 500 }, view, ms);
}

const API = 'API with the old session';
const times = [
  time('table privileges revoked', API, 30.4),
  time('table privileges revoked', API, 90),
  time('table privileges revoked', API, 40),
  time('table privileges revoked', 'open page', undefined),
  time('password just changed, old password', API, 20),
];

test('the page has the median and the worst time of each way and view', () => {
  expect(writeClockPage(times).split('\n').slice(-5)).toEqual([
    '| way to have the right | API with the old session | open page |',
    '| --- | --- | --- |',
    '| GRANT on a table | 40 / 90 | > 5500 / > 5500 |',
    '| password | 20 / 20 | – |',
    '',
  ]);
  expect(clockByWay(times)).toEqual([
    ['GRANT on a table', 'API with the old session: 40 / 90 ms; open page: > 5500 / > 5500 ms'],
    ['password', 'API with the old session: 20 / 20 ms'],
  ]);
});

test('the end of a run says the slowest, and what had not ended', () => {
  expect(writeClock(times).split('\n')).toEqual([
    'Revocation clock: 2 ways to have a right, the slowest ended after > 5500 ms',
    '  (GRANT on a table, open page)',
    '  way to have the right        open page',
    '  GRANT on a table       > 5500 / > 5500',
  ]);
  expect(writeClock([])).toBe('');
});

test('the guide names every situation, and no other', () => {
  const guide = readFileSync('docs/situations.md', 'utf8');
  const table = /\| Way to have the right[^]*?\n\n/.exec(guide)?.[0] ?? '';
  const named = [...table.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  expect(named.sort()).toEqual([...SITUATIONS.keys()].sort());
});
