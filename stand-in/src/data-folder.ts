import { chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isOlder, type Release } from './releases';

/** What an install must know to be opened again; secret, so its file is for this user only. */
export interface KeptInstall {
  /** The release that opened the data last. */
  release: Release;
  /** Of PostgreSQL's superuser. */
  password: string;
  admin: { username: string; password: string };
  /** Where PostgreSQL and the install listened; taken again where they are free. */
  postgresPort: number;
  webPort: number;
}

/** A folder whose data outlive the install that made them. */
export interface DataFolder {
  /** Where PostgreSQL's data are. */
  cluster: string;
  /** Undefined where no install has been made in it yet. */
  kept: KeptInstall | undefined;
  /** Notes how to open it again. */
  keep(install: KeptInstall): Promise<void>;
}

const NOTE = 'install.json';
const CLUSTER = 'postgres';

/**
 * Opens a data folder, or makes it.
 * @throws Error when something else is in it, when an install in it was never finished, or when a newer release had it
 */
export async function openDataFolder(folder: string, release: Release): Promise<DataFolder> {
  const whole = path.resolve(folder);
  await mkdir(whole, { recursive: true, mode: 0o700 });
  const note = path.join(whole, NOTE);
  const names = await readdir(whole);
  const kept = names.includes(NOTE) ? (JSON.parse(await readFile(note, 'utf8')) as KeptInstall) : undefined;
  if (!kept && names.includes(CLUSTER)) {
    throw new Error(
      `${whole} holds an install that was never finished\n  remove the folder, or give QA_PLAN_DATA another one`,
    );
  }
  if (!kept && names.length > 0) {
    throw new Error(
      `${whole} is no data folder of a stand-in: ${names.slice(0, 3).join(', ')} are in it\n` +
        '  give QA_PLAN_DATA a new or an empty folder',
    );
  }
  if (kept && isOlder(release, kept.release)) {
    throw new Error(
      `the data in ${whole} were opened by release ${kept.release}, and ${release} is older\n` +
        `  put back a copy from before that, or start ${kept.release}`,
    );
  }
  return {
    cluster: path.join(whole, CLUSTER),
    kept,
    keep: async (install) => {
      // Renamed into place, so that it is whole or not there.
      const half = `${note}.new`;
      await writeFile(half, JSON.stringify(install, null, 2), { mode: 0o600 });
      await chmod(half, 0o600);
      await rename(half, note);
    },
  };
}
