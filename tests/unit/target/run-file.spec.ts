import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { openRunFile, readRun, writeRunFile, type RunFile } from '../../../src/target/run-file';

const RUN = { local: { baseUrl: 'http://127.0.0.1:1', setupAdmin: { password: 'päss\0word' } } } as RunFile;

test.afterEach(() => {
  delete process.env.QA_PLAN_RUN;
});

/** Writes the file as the set-up does. @returns what its workers inherit, and the file */
function written(folder: string): { named: string; file: string } {
  mkdirSync(folder, { recursive: true });
  writeRunFile(folder, RUN);
  const [name = ''] = readdirSync(folder);
  return { named: process.env.QA_PLAN_RUN ?? '', file: path.join(folder, name) };
}

test('what set-up made is told to those who inherit its environment, and to nobody by the file alone', ({}, info) => {
  const { file } = written(info.outputPath('run'));
  expect(readRun('local')).toEqual(RUN.local);
  const text = readFileSync(file, 'utf8');
  for (const part of ['127.0.0.1', 'word', 'baseUrl']) expect(text).not.toContain(part);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(() => readRun('demo')).toThrow('the run has no demo target, only local');
});

test('a file that was changed, or another’s key, opens nothing', ({}, info) => {
  const { named, file } = written(info.outputPath('one'));
  const { named: other } = written(info.outputPath('two'));
  expect(() => openRunFile(other.slice(0, 64) + file)).toThrow();
  const sealed = readFileSync(file);
  sealed[20] = (sealed[20] ?? 0) ^ 1;
  writeFileSync(file, sealed);
  expect(() => openRunFile(named)).toThrow();
});
