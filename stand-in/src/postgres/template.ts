import { createHash } from 'node:crypto';
import { chownSync, copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Owner } from './owner';

/**
 * Where a cluster is kept as initdb made it, for this user alone: to copy it takes a fifth of the time. It lies where tools
 * keep what can be made again, and goes with the packages. Nobody knows the password in it.
 *
 * @param native the `native` folder of the PostgreSQL that makes it
 * @param options all else that it depends on
 * @throws the file system's error when the package is not whole
 */
export function templateFolder(native: string, options: readonly string[]): string {
  const described = readFileSync(join(native, '..', 'package.json'), 'utf8');
  const name = createHash('sha256')
    .update(JSON.stringify([described, options]))
    .digest('hex');
  return join(native, '..', '..', '..', '.cache', 'qa-plan', 'clusters', name);
}

/**
 * Copies a kept cluster, if there is one.
 * @param dataDir empty or missing
 * @returns whether it is there as a whole
 */
export function copyTemplate(template: string, dataDir: string, owner: Owner | undefined): boolean {
  try {
    copyFolder(template, dataDir, owner);
    return true;
  } catch {
    return false;
  }
}

/** Keeps a cluster whose server never ran, in place of what was kept. Where that can not be done, nothing is kept. */
export function keepTemplate(template: string, dataDir: string): void {
  const temporary = `${template}.${String(process.pid)}`;
  try {
    mkdirSync(dirname(template), { recursive: true });
    copyFolder(dataDir, temporary, undefined);
    rmSync(template, { recursive: true, force: true });
    renameSync(temporary, template);
  } catch {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function copyFolder(from: string, to: string, owner: Owner | undefined): void {
  const entries = readdirSync(from, { withFileTypes: true });
  mkdirSync(to, { recursive: true, mode: 0o700 });
  if (owner !== undefined) chownSync(to, owner.uid, owner.gid);
  for (const entry of entries) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target, owner);
    else {
      copyFileSync(source, target);
      if (owner !== undefined) chownSync(target, owner.uid, owner.gid);
    }
  }
}
