import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { expect, test } from '@playwright/test';
import { CODE, kept } from '../../../src/plan/kept';
import { OWN_PLAN_FOLDER } from '../../../src/plan/folder';
import { readPlan, requirePlan } from '../../../src/suite/compile';

let folder = '';

test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'qa-plan-kept-'));
});

test.afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** @returns what it got, and whether it was made for it */
function get(from: readonly string[], value: unknown = 'a value'): { got: unknown; isMade: boolean } {
  let isMade = false;
  const got = kept({ folder, most: 3 }, from, () => {
    isMade = true;
    return value;
  });
  return { got, isMade };
}

test('what was made of the same is read, of anything else made', () => {
  expect(get(['a', 'b'])).toMatchObject({ isMade: true });
  expect(get(['a', 'b'], 'another value')).toEqual({ got: 'a value', isMade: false });
  for (const other of [['a'], ['ab'], ['a', 'b', ''], ['b', 'a']])
    expect(get(other, 'another value')).toEqual({ got: 'another value', isMade: true });
});

test('what was broken is made anew, and whole again', () => {
  get(['a']);
  const [name = ''] = readdirSync(folder);
  writeFileSync(path.join(folder, name), 'no value');
  expect(get(['a'], 'anew')).toEqual({ got: 'anew', isMade: true });
  expect(get(['a'])).toEqual({ got: 'anew', isMade: false });
});

test('what can not be made is not kept', () => {
  const fail = () => {
    throw new Error('the reason');
  };
  expect(() => kept({ folder, most: 3 }, ['a'], fail)).toThrow('the reason');
  expect(readdirSync(folder)).toEqual([]);
});

test('a compiled plan is the same after it was kept', () => {
  const suite = requirePlan(OWN_PLAN_FOLDER);
  expect(deserialize(serialize(suite))).toStrictEqual(suite);
});

test('a plan is compiled anew after an edit, and on another day', () => {
  const page = path.join(folder, 'records.md');
  const today = Date;
  const sources = new Set<string>();
  try {
    for (const text of ['', 'more']) {
      writeFileSync(page, text);
      sources.add(readPlan(folder).source);
      globalThis.Date = class extends today {
        constructor() {
          super('2031-05-17');
        }
      } as DateConstructor;
      sources.add(readPlan(folder).source);
      globalThis.Date = today;
      sources.add(readPlan(folder).source);
    }
  } finally {
    globalThis.Date = today;
  }
  expect(sources.size).toBe(4);
});

test('what is made by the sources themselves is not kept', () => {
  expect(CODE).toBeUndefined();
});
