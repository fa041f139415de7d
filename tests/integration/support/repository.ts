import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A repository of Git's, on the branch `main`. */
export class Repository {
  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.git('init', '--quiet', '--initial-branch=main');
  }

  git(...args: string[]): string {
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
    return execFileSync('git', ['-C', this.folder, ...who, ...args], { encoding: 'utf8' }).trim();
  }

  /** Writes files and commits them. @returns the commit @throws Error where nothing differs */
  commit(files: Record<string, string>): string {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.join(this.folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(this.folder, file), text);
    }
    // Others may lie there: a run leaves its results beside a plan.
    this.git('add', '--', ...Object.keys(files));
    this.git('commit', '--quiet', '--message=one');
    return this.git('rev-parse', 'HEAD');
  }
}
