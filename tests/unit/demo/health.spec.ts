import { expect, test } from '@playwright/test';
import { DEFAULT_LIMITS, readLimits } from '../../../src/demo/health/limits';
import { median } from '../../../src/demo/health/probe';
import { conclude, statusOf, type Measure } from '../../../src/demo/health/verdict';
import { writeHealth, writeHealthPage } from '../../../src/demo/health/write';

const page = (medianMs: number | undefined): Measure => ({
  name: 'home page',
  kind: 'page',
  medianMs,
  problem: medianMs === undefined ? 'HTTP 502' : undefined,
});

test('a number is near from its first mark on, and over from its second', () => {
  const limit = { near: 10, over: 20 };
  expect([9, 10, 19, 20].map((value) => statusOf(value, limit))).toEqual(['ok', 'near', 'near', 'over']);
});

test('the median, not the mean: one slow answer of three is no trend', () => {
  expect(median([20, 5000, 30])).toBe(30);
});

test('the worst counts; what does not answer is over', () => {
  const status = (measures: Measure[], databases?: number) =>
    conclude('http://demo', measures, databases, DEFAULT_LIMITS).status;
  expect(status([page(20)], 3)).toBe('ok');
  expect(status([page(20), page(600)], 3)).toBe('near');
  expect(status([page(20)], 500)).toBe('near');
  expect(status([page(20)], 1000)).toBe('over');
  expect(status([page(600), page(undefined)])).toBe('over');
});

test('limits: defaults, variables before them, flags before those; every wrong one is named with an example', () => {
  expect(readLimits({})).toEqual(DEFAULT_LIMITS);
  const env = { QA_PLAN_HEALTH_PAGE_MS: '100,200', QA_PLAN_HEALTH_SAMPLES: '5' };
  expect(readLimits(env, { pageMs: '1,2' })).toMatchObject({ pageMs: { near: 1, over: 2 }, samples: 5 });
  expect(() => readLimits({ QA_PLAN_HEALTH_DATABASES: '9,3' }, { samples: '99' })).toThrow(
    'QA_PLAN_HEALTH_DATABASES is "9,3", not two rising numbers; example: 500,1000\n' +
      '--samples is "99", not a number from 1 to 20; example: 3',
  );
});

test('the page and the lines say what was measured, and that nobody counted', () => {
  const health = conclude('http://demo', [page(600), page(undefined)], undefined, DEFAULT_LIMITS);
  expect(writeHealth(health)).toContain('home page  near  600 ms  (near from 500, over from 1700)');
  expect(writeHealthPage(health)).toContain('<td>HTTP 502</td><td>over</td>');
  expect(writeHealthPage(health)).toContain('not counted: no administrator was given');
});
