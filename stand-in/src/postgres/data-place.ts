import { chown, mkdtemp, statfs, chmod, lchown, mkdir, readdir, stat } from 'node:fs/promises';
import { freemem } from 'node:os';
import { join, dirname } from 'node:path';
import { type Owner, obstacleAbove } from './owner';

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

/** A data folder that outlives its server. */
export interface KeptData {
  /** Made where it is missing; never removed. Its parent is the install's, and for nobody else. */
  folder: string;
  /** The superuser's password and the server's last port; undefined where there is no cluster yet. */
  known?: { password: string; port: number } | undefined;
}

/**
 * Makes a kept data folder ready for the user that runs the server: a copy that root put back is root's.
 *
 * @throws Error when that user can not get to it
 */
export async function prepareKeptData({ folder }: KeptData, owner: Owner | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (owner === undefined) return;
  // To be entered by the server's group, not to be listed.
  const parent = dirname(folder);
  await chown(parent, -1, owner.gid);
  await chmod(parent, ((await stat(parent)).mode & 0o700) | 0o010);
  const blocked = await obstacleAbove(folder, owner);
  if (blocked !== undefined) {
    throw new Error(
      `PostgreSQL can not run as root, and user id ${String(owner.uid)} can not enter ${blocked}\n` +
        '  put the data where every user can enter the folders above, or run as another user than root',
    );
  }
  await give(folder, owner);
}

/** Gives a folder to the user that runs the server, with all that is in it. @throws the file system's error */
export async function give(folder: string, owner: Owner): Promise<void> {
  await chown(folder, owner.uid, owner.gid);
  const entries = await readdir(folder, { withFileTypes: true });
  await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? give(path, owner) : lchown(path, owner.uid, owner.gid);
    }),
  );
}
