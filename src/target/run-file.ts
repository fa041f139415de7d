import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunState } from './state';
import type { TargetName } from './target';

/** Names the file that the set-up of a run writes for its workers, behind the key to it, which no file holds. */
const VARIABLE = 'QA_PLAN_RUN';

/** What the workers of a run need: for each tested target, what was provisioned. */
export type RunFile = Partial<Record<TargetName, RunState>>;

const CIPHER = 'aes-256-gcm';
/** Of the key, and of the nonce and the tag that are written before and behind the text, by NIST SP 800-38D. */
const BYTES = { key: 32, nonce: 12, tag: 16 };

/**
 * Writes the file for the workers of this process, which contains the run's passwords. Only those that inherit this
 * process's environment can read it, so that it is worthless when a run that was killed could not remove it.
 * @param folder private to the run, and removed with it
 */
export function writeRunFile(folder: string, run: RunFile): void {
  const file = path.join(folder, 'run.sealed');
  const [key, nonce] = [randomBytes(BYTES.key), randomBytes(BYTES.nonce)];
  const cipher = createCipheriv(CIPHER, key, nonce);
  const sealed = [nonce, cipher.update(JSON.stringify(run)), cipher.final(), cipher.getAuthTag()];
  writeFileSync(file, Buffer.concat(sealed), { mode: 0o600 });
  process.env[VARIABLE] = key.toString('hex') + file;
}

/**
 * What the set-up of a run provisioned.
 * @param named the value of QA_PLAN_RUN in one of its workers
 * @throws Error when the file is gone or was changed
 */
export function openRunFile(named: string): RunFile {
  const [key, file] = [named.slice(0, 2 * BYTES.key), named.slice(2 * BYTES.key)];
  const sealed = readFileSync(file);
  const [nonce, tag] = [sealed.subarray(0, BYTES.nonce), sealed.subarray(-BYTES.tag)];
  const decipher = createDecipheriv(CIPHER, Buffer.from(key, 'hex'), nonce).setAuthTag(tag);
  const text = [decipher.update(sealed.subarray(BYTES.nonce, -BYTES.tag)), decipher.final()];
  return JSON.parse(Buffer.concat(text).toString()) as RunFile;
}

/** What the set-up of this run provisioned on a target. @throws Error when no set-up ran, or not for this target */
export function readRun(target: TargetName): RunState {
  const named = process.env[VARIABLE];
  if (named === undefined)
    throw new Error('the run was not set up: start it with "npx playwright test", which provisions first');
  const run = openRunFile(named);
  const state = run[target];
  if (!state) throw new Error(`the run has no ${target} target, only ${Object.keys(run).join(', ')}`);
  return state;
}
