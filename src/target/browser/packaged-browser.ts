import { existsSync, lstatSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { messageOf } from '../message';
import { missingLibraries } from './missing-libraries';
import { NoBrowser, WAYS_OUT } from './no-browser';

/** A browser with what it needs from its environment beside what is there. */
export interface PackagedBrowser {
  executablePath: string;
  /** Variables for the browser's own process. */
  env: Record<string, string>;
}

/** Makes the package unpack its libraries too, as it does where it knows that the system has none. */
const WITH_LIBRARIES = { AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };

/**
 * The package's fonts beside those of the system. A machine without fonts shows text without a size, which no control is
 * found by. Fontconfig takes a relative path of fonts as beside this file, but one of its cache as in the current folder.
 * @param folder in which it will lie
 */
const fontsIn = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir>${path.join(folder, 'fonts-cache').replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
`;

/**
 * The browser of the package `@sparticuz/chromium`, which is for Linux on x64 only. It is unpacked once per user, into
 * the temporary folder (200 MB).
 *
 * The package's libraries are for the browser alone, and only where the system lacks one that it needs: all of them or
 * none, because libraries of two systems do not fit each other.
 *
 * @returns undefined where it can not run
 * @throws NoBrowser when it can not be unpacked, or its folder belongs to another user
 */
export async function packagedBrowser(): Promise<PackagedBrowser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const uid = process.getuid?.();
  const folder = path.join(tmpdir(), `qa-plan-chromium-${String(uid)}`);
  const executablePath = path.join(folder, 'chromium');
  if (!existsSync(executablePath)) {
    await unpackTo(folder).catch((error: unknown) => {
      throw new NoBrowser(`The browser can not be unpacked into ${folder}: ${messageOf(error)}\n${WAYS_OUT}`);
    });
  }
  // The temporary folder is writable by all, so the name does not prove who created the folder.
  if (lstatSync(folder).uid !== uid)
    throw new NoBrowser(`${folder} belongs to another user; remove it, or set TMPDIR.\n${WAYS_OUT}`);
  const { FONTCONFIG_FILE = path.join(folder, 'fonts.conf'), LD_LIBRARY_PATH } = process.env;
  const libraries = [path.join(folder, 'al2023/lib'), ...(LD_LIBRARY_PATH ? [LD_LIBRARY_PATH] : [])];
  return {
    executablePath,
    env: {
      FONTCONFIG_FILE,
      ...(missingLibraries(executablePath).length > 0 && { LD_LIBRARY_PATH: libraries.join(':') }),
    },
  };
}

/** The package unpacks into the system's temporary folder; this makes the result appear completely or not at all. */
async function unpackTo(folder: string): Promise<void> {
  const { default: chromium } = await import('@sparticuz/chromium');
  const own = mkdtempSync(`${folder}-`);
  try {
    await withEnvironment({ TMPDIR: own, ...WITH_LIBRARIES }, () => chromium.executablePath());
    writeFileSync(path.join(own, 'fonts.conf'), fontsIn(folder));
    renameSync(own, folder);
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    // Another process of this user was faster.
    if (!existsSync(path.join(folder, 'chromium'))) throw error;
  }
}

async function withEnvironment(changes: Record<string, string>, work: () => Promise<unknown>): Promise<void> {
  const before = Object.keys(changes).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, changes);
  try {
    await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}
