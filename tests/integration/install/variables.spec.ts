import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { KNOWN_VARIABLES, slips } from '../../../src/target/environment/variables';

const PROJECT = path.resolve(import.meta.dirname, '../../..');

test('every variable that the suite reads is known, so that none is taken for a slip of another', () => {
  const files = ['src', 'fixtures', 'playwright.config.ts', '.env.example', 'docs'].flatMap((place) => {
    const whole = path.join(PROJECT, place);
    if (/\.\w+$/.test(place)) return [whole];
    return readdirSync(whole, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
  });
  const named = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(?:QA_PLAN|LOCAL|DEMO)_[A-Z][A-Z_]*[A-Z]\b/g)].map(
      ([name]) => name,
    ),
  );
  expect(new Set(named).size).toBeGreaterThan(15);
  // Two variables of one account are named by what they begin with.
  const whole = named.filter((name) => !KNOWN_VARIABLES.includes(`${name}_USERNAME`));
  expect([...new Set(whole)].filter((name) => slips([name]).length > 0)).toEqual([]);
  expect(slips(KNOWN_VARIABLES)).toEqual([]);
});

test('a slip is told with what was probably meant, and the variable of somebody else is left alone', () => {
  expect(slips(['LOCAL_ULR', 'DEMO_VISITR_USERNAME', 'QA_PLAN_SEEDS'])).toEqual([
    'LOCAL_ULR is unknown; did you mean LOCAL_URL?',
    'DEMO_VISITR_USERNAME is unknown; did you mean DEMO_VISITOR_USERNAME?',
    'QA_PLAN_SEEDS is unknown; did you mean QA_PLAN_SEED?',
  ]);
  expect(slips(['LOCAL_RANK', 'PATH', 'DEMO_MODE_SECRET_KEY'])).toEqual([]);
});
