import { Checkout } from './checkout';
import { PythonImports, type Sources } from './python';
import { touchedFunctions } from './sql';

/** What a change of Mathesar touches, as far as its files tell. */
export interface Touched {
  /** RPC methods and endpoints, as actions name them. */
  methods: ReadonlySet<string>;
  /** The pages of controls. */
  pages: ReadonlySet<string>;
  /** Data that every page is given. */
  everyPage: boolean;
  /** A changed file of which nobody can say whom it concerns, so that it is the whole plan. */
  everywhere: string | undefined;
}

/** Files that no user of Mathesar meets. */
const HARMLESS =
  /(^|\/)(tests?|docs|api_tests|\.github|\.tx|__mocks__)\/|\.(md|test\.ts|spec\.ts)$|^(LICENSE|\.flake8|\.gitignore|\.dockerignore|lint\.sh|conftest\.py)/;

const METHOD = /mathesar_rpc_method\(\s*name\s*=\s*["']([\w.]+)["']/g;
const ROUTE = /path\(\s*["'](api\/(?:db|export)\/[^"']*|bulk_insert\/)["']\s*,\s*views\.(\w+)\./g;
const HTTP = ['GET', 'POST', 'PATCH'];

/** What makes every page. */
const EVERY_PAGE = 'mathesar/views/__init__.py';

/** Where pages are in the user interface, and the pages of controls that they are. */
const PAGES: Readonly<Record<string, readonly RegExp[]>> = {
  'admin-settings': [/^administration settings$/],
  'admin-update': [/^update page$/],
  'admin-users': [/^(new )?users? page$/],
  'data-explorer': [/^data explorer$/, /^exploration page$/],
  'data-forms': [/\bform\b/],
  home: [/^home page/],
  import: [/^import page$/],
  record: [/^record page$/],
};

/**
 * Finds what changed between two commits of Mathesar, and whom it concerns: a method's module and all that it imports, an
 * SQL function by its name, the folder of a page. In doubt it is everything.
 * @param folder a checkout, or a repository without one
 * @param base a branch, tag or commit of it
 * @param pageNames the pages of all controls
 * @throws GitError where Git does not know the base
 */
export function touchedInMathesar(folder: string, base: string, pageNames: readonly string[]): Touched {
  const checkout = new Checkout(folder, base);
  const changed = checkout.changed().filter((file) => !HARMLESS.test(file));
  const methods = new Set<string>();
  const pages = new Set<string>();
  let everyPage = false;
  const unclear = (file: string): Touched => ({ methods, pages, everyPage, everywhere: file });
  if (changed.length === 0) return { methods, pages, everyPage, everywhere: undefined };

  const code = (at: 'before' | 'after') =>
    checkout.files(at, (file) => /^(mathesar|db|config)\/.*\.py$/.test(file) && !HARMLESS.test(file));
  const both = [code('before'), code('after')].map((sources) => new Entries(sources));
  for (const file of changed) {
    const parts =
      file.startsWith('db/sql/') && file.endsWith('.sql') ? databaseFilesOf(checkout, file) : [file];
    if (!parts || parts.length === 0) return unclear(file);
    for (const part of parts) {
      const [page] = /^mathesar_ui\/src\/pages\/([\w-]+)\//.exec(part)?.slice(1) ?? [];
      if (page !== undefined) {
        const named = PAGES[page] ?? [];
        const found = pageNames.filter((name) => named.some((pattern) => pattern.test(name)));
        if (found.length === 0 || isUsedElsewhere(checkout, page)) return unclear(file);
        for (const name of found) pages.add(name);
        continue;
      }
      const uses = both.map((entries) => entries.using(part));
      if (uses.some((use) => use.isElsewhere) || uses.every((use) => use.methods.length === 0))
        return unclear(file);
      for (const use of uses) {
        for (const method of use.methods) methods.add(method);
        everyPage ||= use.everyPage;
      }
    }
  }
  return { methods, pages, everyPage, everywhere: undefined };
}

/** The modules by which methods and endpoints are entered, and what they import. */
class Entries {
  private readonly imports: PythonImports;
  private readonly methods = new Map<string, readonly string[]>();

  constructor(private readonly sources: Sources) {
    this.imports = new PythonImports(sources);
    for (const [file, text] of sources) {
      const named = [...text.matchAll(METHOD)].flatMap(([, name]) => name ?? []);
      if (named.length > 0) this.methods.set(file, named);
    }
    for (const [, address = '', module = ''] of (sources.get('mathesar/urls.py') ?? '').matchAll(ROUTE)) {
      const file = `mathesar/views/${module}.py`;
      const endpoints = HTTP.map((verb) => `${verb} /${address.replaceAll(/<[^>]*>/g, '<id>')}`);
      this.methods.set(file, [...(this.methods.get(file) ?? []), ...endpoints]);
    }
  }

  /** What a file is used by. */
  using(file: string): { methods: string[]; everyPage: boolean; isElsewhere: boolean } {
    if (!this.sources.has(file)) return { methods: [], everyPage: false, isElsewhere: false };
    const methods = [...this.methods].flatMap(([entry, named]) =>
      this.imports.of(entry, viaEveryPage).has(file) ? named : [],
    );
    const others = [...this.sources.keys()].filter(
      (each) => !isMapped(each) && each !== EVERY_PAGE && !ADDRESSES.test(each),
    );
    return {
      methods,
      everyPage: this.imports.of(EVERY_PAGE, otherViews).has(file),
      isElsewhere: !isMapped(file) || others.some((other) => this.imports.of(other, viaEveryPage).has(file)),
    };
  }
}

/** Other views are entered by addresses of their own. */
const otherViews = (_from: string, to: string) => to.startsWith('mathesar/views/');
/** The package of all views: who imports one of them does not use the others. */
const viaEveryPage = (_from: string, to: string) => to === EVERY_PAGE;
const ADDRESSES = /(^|\/)urls\.py$/;

/** Whether a file's users are the methods and endpoints that import it; what every call goes through is not. */
const isMapped = (file: string): boolean =>
  /^(mathesar\/(rpc|utils|imports)\/|mathesar\/views\/(data_files|export|bulk_insert)\.py$|db\/\w+\.py$)/.test(
    file,
  ) &&
  !/^(mathesar\/rpc\/(__init__\.py|decorators\.py|utils\.py|exceptions\/)|db\/(__init__|connection)\.py)/.test(
    file,
  );

/** The Python files of `db/` that call what a script's change touches; undefined where more than functions changed. */
function databaseFilesOf(checkout: Checkout, file: string): string[] | undefined {
  const scripts = checkout.files('after', (each) => /^db\/sql\/.*\.sql$/.test(each) && !HARMLESS.test(each));
  const names = touchedFunctions(checkout.text('before', file), checkout.text('after', file), [
    ...scripts.values(),
  ]);
  if (!names) return undefined;
  const callers = [
    ...checkout.files('after', (each) => /^(db|mathesar)\/.*\.py$/.test(each) && !HARMLESS.test(each)),
  ];
  const found = callers.filter(([, text]) =>
    [...text.matchAll(/["'](\w+)["']/g)].some(([, name = '']) => names.has(name)),
  );
  return found.map(([name]) => name);
}

/** Whether anything but a page's own folder, and the routes to it, imports from it. */
function isUsedElsewhere(checkout: Checkout, page: string): boolean {
  const own = `mathesar_ui/src/pages/${page}/`;
  const users = checkout.files(
    'after',
    (file) =>
      /^mathesar_ui\/src\/.*\.(svelte|ts)$/.test(file) && !file.startsWith(own) && !HARMLESS.test(file),
  );
  return [...users].some(
    ([file, text]) => !file.startsWith('mathesar_ui/src/routes/') && new RegExp(`pages/${page}/`).test(text),
  );
}
