import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Which files of the project import which; relative to the project, with `/`. */
export class Imports {
  private readonly read = new Map<string, readonly string[]>();

  /**
   * A file and all that it imports, directly or not.
   * @param isLeftOut files that are not followed, nor part of the result
   */
  of(file: string, isLeftOut: (file: string) => boolean = () => false): ReadonlySet<string> {
    const found = new Set([file]);
    for (const each of found)
      for (const imported of this.direct(each)) if (!isLeftOut(imported)) found.add(imported);
    return found;
  }

  private direct(file: string): readonly string[] {
    const known = this.read.get(file);
    if (known) return known;
    const { importedFiles } = ts.preProcessFile(existsSync(file) ? readFileSync(file, 'utf8') : '');
    const imported = importedFiles.flatMap(({ fileName }) => {
      if (!fileName.startsWith('.')) return [];
      const target = path.posix.join(path.posix.dirname(file), fileName);
      return (
        [target, `${target}.ts`, `${target}/index.ts`].find(
          (each) => /\.\w+$/.test(each) && existsSync(each),
        ) ?? []
      );
    });
    this.read.set(file, imported);
    return imported;
  }
}
