import path from 'node:path';

/** Python files by path, relative to their repository. */
export type Sources = ReadonlyMap<string, string>;

const FROM = /^[ \t]*from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+(?:\(([^)]*)\)|([^\n#]*))/gm;
const IMPORT = /^[ \t]*import[ \t]+([^\n#]+)/gm;

/** Which Python files import which. A name that is imported from a package may be a module of it. */
export class PythonImports {
  private readonly read = new Map<string, readonly string[]>();

  constructor(private readonly sources: Sources) {}

  /**
   * A file and all that it imports, directly or not.
   * @param isLeftOut imports of one file by another that are not followed
   */
  of(file: string, isLeftOut: (from: string, to: string) => boolean = () => false): ReadonlySet<string> {
    const found = new Set([file]);
    for (const each of found)
      for (const imported of this.direct(each)) if (!isLeftOut(each, imported)) found.add(imported);
    return found;
  }

  private direct(file: string): readonly string[] {
    const known = this.read.get(file);
    if (known) return known;
    const text = this.sources.get(file) ?? '';
    const modules = [
      ...[...text.matchAll(FROM)].flatMap(([, from = '', listed, plain]) => {
        const names = (listed ?? plain ?? '').split(',').map((name) => name.trim().split(/\s/)[0] ?? '');
        const base = absolute(file, from);
        return [base, ...names.map((name) => [base, name].filter((part) => part !== '').join('.'))];
      }),
      ...[...text.matchAll(IMPORT)].flatMap(([, names = '']) =>
        names.split(',').map((name) => name.trim().split(/\s/)[0] ?? ''),
      ),
    ];
    const files = [...new Set(modules.flatMap((module) => this.filesOf(module)))];
    this.read.set(file, files);
    return files;
  }

  /** A module's file, and those of the packages that it is in. */
  private filesOf(module: string): string[] {
    const parts = module.split('.');
    return parts
      .flatMap((_, index) => {
        const place = parts.slice(0, index + 1).join('/');
        return [`${place}.py`, `${place}/__init__.py`];
      })
      .filter((file) => this.sources.has(file));
  }
}

/** The whole name of a module; one dot is the package of the file. */
function absolute(file: string, from: string): string {
  const [dots = ''] = /^\.*/.exec(from) ?? [];
  if (dots === '') return from;
  let folder = path.posix.dirname(file);
  for (let up = 1; up < dots.length; up += 1) folder = path.posix.dirname(folder);
  const rest = from.slice(dots.length);
  return [...folder.split('/'), ...(rest === '' ? [] : rest.split('.'))].join('.');
}
