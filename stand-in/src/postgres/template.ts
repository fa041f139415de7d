import { createHash } from 'node:crypto';
import { cpSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { give } from './data-place';
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

/** Keeps a cluster whose server never ran, in place of what was kept. Where that can not be done, nothing is kept. */
export function keepTemplate(template: string, dataDir: string): void {
  const temporary = `${template}.${String(process.pid)}`;
  try {
    cpSync(realpathSync(dataDir), temporary, { recursive: true });
    rmSync(template, { recursive: true, force: true });
    renameSync(temporary, template);
  } catch {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * Begins a cluster with a copy of what is kept.
 * @param dataDir an empty folder, a link to one, or missing
 * @throws the file system's error when nothing is kept, or it can not be copied
 */
export async function copyTemplate(
  template: string,
  dataDir: string,
  owner: Owner | undefined,
): Promise<void> {
  const target = await realpath(dataDir).catch(() => dataDir);
  cpSync(template, target, { recursive: true });
  if (owner !== undefined) await give(target, owner);
}
