import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const beginning = (prefix: string) => `qa-plan-run-${prefix}-`;

/** Makes a folder for the files of a run; only the user who runs the suite can list it. */
export const makeRunFolder = (prefix: string): string => mkdtempSync(path.join(tmpdir(), beginning(prefix)));

/**
 * Removes the folders that runs left on this machine.
 * @returns how many folders were removed
 */
export function removeRunFolders(prefixes: readonly string[]): number {
  const folders = readdirSync(tmpdir()).filter((name) =>
    prefixes.some((prefix) => name.startsWith(beginning(prefix))),
  );
  for (const name of folders) rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
  return folders.length;
}
