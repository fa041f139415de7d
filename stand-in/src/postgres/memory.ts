import { chown, mkdtemp, statfs } from 'node:fs/promises';
import { freemem } from 'node:os';
import { join } from 'node:path';
import type { Owner } from './owner';

/** Where Linux keeps files in memory, and how `statfs` names such a file system (magic number of tmpfs). */
const PLACE = '/dev/shm';
const TMPFS = 0x01021994;

/** Bytes that have to be free, many times what a run needs (about 200 MB). Containers give the place 64 MB. */
const ROOM = 2 * 1024 ** 3;

/**
 * A new private folder in memory for data that live as long as one run: a database is some 300 small files, and disks
 * take ten times as long to make and remove them.
 *
 * @param owner to whom it is given; undefined for the user of this process
 * @returns undefined where there is no such place, or too little room in it
 */
export async function memoryFolder(owner: Owner | undefined): Promise<string | undefined> {
  if (process.platform !== 'linux' || freemem() < ROOM) return undefined;
  const place = await statfs(PLACE).catch(() => undefined);
  if (place?.type !== TMPFS || place.bavail * place.bsize < ROOM) return undefined;
  const folder = await mkdtemp(join(PLACE, 'qa-plan-postgres-')).catch(() => undefined);
  if (folder !== undefined && owner !== undefined) await chown(folder, owner.uid, owner.gid);
  return folder;
}
