import { expect, test } from '@playwright/test';
import { beginOf, newRunPrefix, runOf } from '../../../src/target/run-name';

test('a prefix tells when its run began, and runs of one second apart', () => {
  const now = new Date('2026-11-25T12:00:00Z');
  const prefixes = new Set(Array.from({ length: 20 }, () => newRunPrefix(now)));
  expect(prefixes.size).toBeGreaterThan(15);
  for (const prefix of prefixes) {
    expect(beginOf(prefix)).toEqual(now);
    expect(runOf(`${prefix}_0x1_role3`)).toBe(prefix);
    // PostgreSQL cuts names after 63 characters.
    expect(`${prefix}_rights_manager_unconnected99`.length).toBeLessThan(63);
  }
  expect(runOf('qaplan0a1b2c_main')).toBe('qaplan0a1b2c');
  expect(beginOf('qaplan0a1b2c')).toBeUndefined();
  for (const name of [
    'qaplan',
    'qaplan_x',
    'qaplan12345_x',
    'qaplan1234567_x',
    'QAPLAN123456_x',
    'my_qaplan123456_x',
  ]) {
    expect(runOf(name)).toBeUndefined();
  }
});
