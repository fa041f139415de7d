import { type Stats } from 'node:fs';
import { lstat, readFile, realpath } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';

/** The user that PostgreSQL runs as when that is not the user of this process. */
export interface Owner {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root hands it to `nobody`; every other user runs it as themselves.
 *
 * @returns the user to change to, or undefined when this process's own user is fine (always on Windows)
 * @throws Error when the user of this process has no name, which initdb insists on
 */
export async function postgresOwner(): Promise<Owner | undefined> {
  const uid = process.geteuid?.();
  if (uid === undefined) return undefined;
  if (uid === 0) return nobody();
  try {
    userInfo();
  } catch {
    throw new Error(
      `PostgreSQL can not be set up by user id ${String(uid)}: it has no entry in the system's user list\n` +
        '  run as a user that has one (a container started with a bare number as user has none), or as root',
    );
  }
  return undefined;
}

async function nobody(): Promise<Owner> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = users
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
    ?.split(':');
  const uid = Number(fields?.[2] ?? 65534);
  const gid = Number(fields?.[3] ?? 65534);
  // macOS writes nobody as -2; as an unsigned number it suits chown.
  return { uid: uid >>> 0, gid: gid >>> 0 };
}

/**
 * The options of `spawn` that make a process run as the owner.
 *
 * @returns empty when no change of user is wanted
 */
export function asOwner(owner: Owner | undefined): { uid?: number; gid?: number } {
  // spawn wants signed numbers, chown unsigned ones.
  return owner === undefined ? {} : { uid: owner.uid | 0, gid: owner.gid | 0 };
}

/**
 * What keeps a user away from a file or folder, judged by mode bits from the root down.
 *
 * @param path an existing file or folder
 * @returns the first folder that the user can not enter, or the path itself when the user can not read it (and
 *   execute it, where its owner may), or undefined when nothing is in the way
 * @throws the file system's error when the path does not exist
 */
export async function obstacle(path: string, owner: Owner): Promise<string | undefined> {
  const target = await realpath(path);
  for (const folder of foldersAbove(target)) {
    if (!permits(await lstat(folder), owner, 0o1)) return folder;
  }
  const stats = await lstat(target);
  const executable = (stats.mode & 0o100) !== 0;
  return permits(stats, owner, executable ? 0o5 : 0o4) ? undefined : target;
}

/**
 * The first folder above a path that a user can not enter.
 *
 * @param path an existing file or folder, itself not judged
 */
export async function obstacleAbove(path: string, owner: Owner): Promise<string | undefined> {
  for (const folder of foldersAbove(await realpath(path))) {
    if (!permits(await lstat(folder), owner, 0o1)) return folder;
  }
  return undefined;
}

function foldersAbove(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [...foldersAbove(parent), parent];
}

function permits(stats: Stats, owner: Owner, wanted: number): boolean {
  const shift = stats.uid === owner.uid ? 6 : stats.gid === owner.gid ? 3 : 0;
  return ((stats.mode >> shift) & wanted) === wanted;
}
