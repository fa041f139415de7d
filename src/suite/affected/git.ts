import { execFileSync } from 'node:child_process';

/** Git does not know what was asked for, or is not there. */
export class GitError extends Error {}

/** Runs Git in a folder. @throws Error with what Git said */
export const gitIn =
  (folder: string) =>
  (...args: string[]): string =>
    execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 26,
    });

const git = gitIn('.');

/**
 * The commit at which this branch left another one.
 * @param base a branch, tag or commit
 * @param folder of the repository; the project without one
 * @throws GitError where it is unknown, or shares no history, and where there is no Git
 */
export function commonCommit(base: string, folder = '.'): string {
  const git = gitIn(folder);
  const here = folder === '.' ? 'here' : `in ${folder}`;
  let commit: string;
  try {
    commit = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`).trim();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      throw new GitError('Git is not installed here, and tells what differs; install it first', { cause });
    throw new GitError(
      `Git knows no commit "${base}" ${here}; name a branch, tag or commit, or fetch it first, e.g. git fetch origin ${base}`,
      { cause },
    );
  }
  try {
    return git('merge-base', commit, 'HEAD').trim();
  } catch (cause) {
    throw new GitError(
      `"${base}" and HEAD share no history ${here}; fetch all of it, e.g. git fetch --unshallow, or fetch-depth: 0 in a workflow`,
      { cause },
    );
  }
}

/** The files that differ between a commit and the working tree, new and removed ones too; relative, with `/`. */
export function changedSince(commit: string): string[] {
  const changed = git('diff', '--name-only', '--no-renames', '--relative', '-z', commit);
  const untracked = git('ls-files', '--others', '--exclude-standard', '-z');
  return (changed + untracked).split('\0').filter((file) => file !== '');
}

/** The files that a folder had at a commit, without subfolders; none where there was no such folder. */
export function filesAt(commit: string, folder: string): { name: string; text: string }[] {
  const entries = git('ls-tree', '-z', commit, '--', `${folder}/`).split('\0');
  return entries.flatMap((entry) => {
    const [, hash, file] = /^100\d+ blob (\S+)\t(.*)$/.exec(entry) ?? [];
    if (hash === undefined || file === undefined) return [];
    return { name: file.slice(file.lastIndexOf('/') + 1), text: git('cat-file', 'blob', hash) };
  });
}
