import { spawnSync } from 'node:child_process';

/**
 * The libraries that the system's loader (glibc) does not find for a program, which is not run.
 * @returns such as `libnss3.so`; empty for a script, and where there is no such loader
 */
export function missingLibraries(program: string, env: NodeJS.ProcessEnv = process.env): string[] {
  if (process.platform !== 'linux') return [];
  const { stdout } = spawnSync(program, { env: { ...env, LD_TRACE_LOADED_OBJECTS: '1' }, encoding: 'utf8' });
  // Null when the program can not be started at all.
  const listed = (stdout as string | null) ?? '';
  return [...listed.matchAll(/^\s*(\S+) => not found/gm)].flatMap(([, name]) => name ?? []);
}
