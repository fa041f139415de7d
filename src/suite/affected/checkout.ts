import { execFileSync } from 'node:child_process';
import { commonCommit, gitIn } from './git';

/** Another repository at two commits: where its branch left a base, and as it is. */
export class Checkout {
  private readonly commits: { before: string; after: string };
  private readonly git: (...args: string[]) => string;

  /** @throws GitError where Git does not know the folder or the base */
  constructor(
    private readonly folder: string,
    base: string,
  ) {
    this.git = gitIn(folder);
    this.commits = { before: commonCommit(base, folder), after: 'HEAD' };
  }

  /** The files that differ between the two commits; what is not committed does not count. */
  changed(): string[] {
    const { before, after } = this.commits;
    return this.git('diff', '--name-only', '--no-renames', '-z', before, after).split('\0').filter(Boolean);
  }

  /** Files with their texts. */
  files(at: 'before' | 'after', isWanted: (file: string) => boolean): Map<string, string> {
    const listed = this.git('ls-tree', '-r', '-z', this.commits[at]).split('\0');
    const wanted = listed.flatMap((entry) => {
      const [, hash, file] = /^100\d+ blob (\S+)\t(.*)$/.exec(entry) ?? [];
      return hash !== undefined && file !== undefined && isWanted(file) ? [{ hash, file }] : [];
    });
    const texts = this.blobs(wanted.map(({ hash }) => hash));
    return new Map(wanted.map(({ file }, index) => [file, texts[index] ?? '']));
  }

  /** The text of a file; empty where there is none. */
  text(at: 'before' | 'after', file: string): string {
    return this.files(at, (each) => each === file).get(file) ?? '';
  }

  /** The contents of some objects, in one call: there may be hundreds. */
  private blobs(hashes: readonly string[]): string[] {
    if (hashes.length === 0) return [];
    const all = execFileSync('git', ['-C', this.folder, 'cat-file', '--batch'], {
      input: `${hashes.join('\n')}\n`,
      maxBuffer: 2 ** 28,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let at = 0;
    return hashes.map(() => {
      const end = all.indexOf('\n', at);
      const size = Number(all.toString('utf8', at, end).split(' ')[2]);
      const start = end + 1;
      // A shallow copy may list what it does not have.
      if (!Number.isInteger(size)) {
        at = start;
        return '';
      }
      at = start + size + 1;
      return all.toString('utf8', start, start + size);
    });
  }
}
