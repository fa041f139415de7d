import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { RPC_METHODS } from '../../../src/target/methods';
import { shapesOfAnswers } from '../../../tools/fields/shapes';

const shapes = shapesOfAnswers();

test('the fields of answers are those of the types in wire/', () => {
  const written: unknown = JSON.parse(readFileSync('src/target/disclosure/fields.json', 'utf8'));
  expect(written, 'run "npm run fields" after a change in wire/').toEqual(shapes);
});

test('the fields of every method are known', () => {
  expect(Object.keys(shapes)).toEqual(expect.arrayContaining([...RPC_METHODS]));
});

test('of no method anything goes', () => {
  expect(Object.entries(shapes).filter(([, shape]) => shape === '*')).toEqual([]);
});
