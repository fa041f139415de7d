import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OutputFile, Plugin } from 'esbuild';
import { keepNewest } from '../plan/keep-newest';
import { INSTALLED, KEPT } from '../plan/kept';
import { writeAtomically } from '../plan/write-atomically';

/**
 * The modules that a run begins with in its processes. Tests written by hand import modules as they are, with a worker of
 * their own.
 */
const OF_A_RUN = [
  'fixtures/cells',
  'fixtures/composed',
  'fixtures/configuration',
  'fixtures/global-setup',
  'fixtures/prepare',
  'src/report/allure/allure-reporter',
  'src/report/run-reporter',
  'src/report/shards/shard-reporter',
  'src/report/terminal/terminal-reporter',
] as const;

const OF_A_STAND_IN = ['stand-in/src/main', 'stand-in/src/postgres/main'] as const;

type Entry = (typeof OF_A_RUN)[number] | (typeof OF_A_STAND_IN)[number];

/** What is bundled, and where. */
interface Place {
  /** Sources are relative to it. */
  root: string;
  /** Below node_modules, so that Playwright takes what is in there as it is. */
  cache: string;
  /** Modules without `.ts`. */
  entries: readonly string[];
}

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Stands for a bundle's folder until it has a name. */
const NO_HASH = '0'.repeat(16);

function placeOf(entry: Entry): Place {
  const [name, entries] = entry.startsWith('stand-in/') ? ['stand-in', OF_A_STAND_IN] : ['run', OF_A_RUN];
  // Checkouts may have the same node_modules.
  const cache = path.join(KEPT, 'bundles', hashOf([ROOT]), name);
  return { root: ROOT, cache, entries };
}

/** How many bundles are kept: a run that goes on while sources are edited still loads from its own. */
const MOST = 20;

const LAST = 'last.json';

/** What was bundled last: when each source was changed and its size, and the folder of the bundle. */
interface Last {
  sources: Record<string, string>;
  folder: string;
}

/** Where modules are loaded from: those of a bundle, or the sources themselves. */
interface Loaded {
  folder: string;
  ending: '.mjs' | '.ts';
}

/** Loads a module of the project from its bundle. @throws as {@link bundleOf} */
export async function bundled<Module>(entry: Entry): Promise<Module> {
  return (await import(pathToFileURL(await bundleOf(entry)).href)) as Module;
}

/** By the caches: a process loads all from one bundle, whatever is edited meanwhile. */
const loaded = new Map<string, Promise<Loaded>>();

/**
 * A module with all that it imports, packages included, in a few files: to load hundreds of modules one by one takes a
 * process several times as long. They are made anew where a source or the installed packages have changed.
 *
 * @returns the file; the module's own where no bundle can be written
 * @throws Error of esbuild where a source does not compile
 */
export async function bundleOf(entry: Entry): Promise<string> {
  const place = placeOf(entry);
  const loading = loaded.get(place.cache) ?? bundleIn(place);
  loaded.set(place.cache, loading);
  const { folder, ending } = await loading;
  return path.join(folder, `${entry}${ending}`);
}

/** The bundle of any project. @throws Error of esbuild where a source does not compile */
export async function bundleIn(place: Place): Promise<Loaded> {
  const { root, cache } = place;
  const kept = readLast(place);
  if (kept) return { folder: path.join(cache, kept.folder), ending: '.mjs' };
  const { sources, files } = await build(place);
  try {
    const folder = write(files, cache);
    writeAtomically(path.join(cache, LAST), JSON.stringify({ sources, folder } satisfies Last));
    // The newest of all is the file.
    keepNewest(cache, MOST + 1);
    return { folder: path.join(cache, folder), ending: '.mjs' };
  } catch {
    return { folder: root, ending: '.ts' };
  }
}

/** The last bundle; undefined where there is none, or a source has changed. */
function readLast({ root, cache }: Place): Last | undefined {
  try {
    const last = JSON.parse(readFileSync(path.join(cache, LAST), 'utf8')) as Last;
    const isFresh = Object.entries(last.sources).every(
      ([source, state]) => stateOf(statSync(path.join(root, source))) === state,
    );
    return isFresh && existsSync(path.join(cache, last.folder)) ? last : undefined;
  } catch {
    return undefined;
  }
}

const stateOf = ({ mtimeMs, size }: Stats): string => `${String(mtimeMs)} ${String(size)}`;

const IN_PACKAGE = /(^|[/\\])node_modules[/\\]/;

/**
 * Packages of many files, with what they import. All others stay where they are: some look for files beside them, or
 * are loaded by Playwright too.
 */
const BUNDLED_PACKAGES: readonly string[] = [
  '@faker-js/faker',
  '@hono/node-server',
  'csv-parse',
  'csv-stringify',
  'hono',
  'mdast-util-from-markdown',
  'mdast-util-gfm-footnote',
  'mdast-util-gfm-table',
  'micromark-extension-gfm-footnote',
  'micromark-extension-gfm-table',
  'pg',
  'xmlbuilder2',
  'yaml',
  'zod',
];

/** Packages of the older kind of modules expect it. */
const REQUIRE =
  'import { createRequire as requireIn } from "node:module"; const require = requireIn(import.meta.filename);';

/** What no source ever is. */
const CHANGED_MEANWHILE = '';

async function build({
  root,
  cache,
  entries,
}: Place): Promise<{ sources: Record<string, string>; files: OutputFile[] }> {
  const esbuild = await import('esbuild');
  const began = Date.now();
  // Without it, nothing would tell that another release of a package was installed.
  const hasPackages = existsSync(path.join(root, INSTALLED));
  const { metafile, outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: entries.map((entry) => `${entry}.ts`),
    outbase: root,
    // As deep as where the files will be, which source maps depend on.
    outdir: path.join(cache, NO_HASH),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    // Only loaded where it is installed, and asked for.
    external: ['pg-native'],
    banner: { js: REQUIRE },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    charset: 'utf8',
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: 'silent',
    plugins: [places, packagesIn(root, hasPackages ? BUNDLED_PACKAGES : [])],
  });
  await esbuild.stop();
  const own = Object.keys(metafile.inputs).filter((name) => !IN_PACKAGE.test(name));
  // The last ones decide how the others are compiled, and what packages they get.
  const names = [...own, 'package.json', 'tsconfig.json', ...(hasPackages ? [INSTALLED] : [])];
  const sources = names.map((name) => {
    const stats = statSync(path.join(root, name));
    return [name, stats.mtimeMs <= began ? stateOf(stats) : CHANGED_MEANWHILE] as const;
  });
  return { sources: Object.fromEntries(sources), files: outputFiles };
}

/** Lets modules find the files beside them, wherever the bundle is. */
const places: Plugin = {
  name: 'places',
  setup: (build) => {
    build.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      const known = { dirname: path.dirname(file), url: pathToFileURL(file).href };
      const text = await readFile(file, 'utf8');
      const contents = text.replaceAll(/import\.meta\.(dirname|url)\b/g, (_, key: keyof typeof known) =>
        JSON.stringify(known[key]),
      );
      return { loader: 'ts', contents };
    });
  },
};

/** Leaves all packages where they are but some, and those that these import. */
const packagesIn = (root: string, some: readonly string[]): Plugin => ({
  name: 'packages',
  setup: (build) => {
    build.onResolve({ filter: /^[^./]/ }, ({ path: name, importer, kind }) => {
      const isBundled = some.some((each) => name === each || name.startsWith(`${each}/`));
      if (isBundled || kind === 'entry-point' || IN_PACKAGE.test(path.relative(root, importer)))
        return undefined;
      return { path: name, external: true };
    });
  },
});

/** Writes a bundle as a whole, because others may be doing the same. @returns its folder's name */
function write(files: readonly OutputFile[], cache: string): string {
  const name = hashOf(files.map(({ contents }) => contents));
  const temporary = path.join(cache, `${name}.${String(process.pid)}`);
  try {
    for (const { path: file, contents } of files) {
      const place = path.join(temporary, path.relative(path.join(cache, NO_HASH), file));
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, contents);
    }
    renameSync(temporary, path.join(cache, name));
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    if (!existsSync(path.join(cache, name))) throw error;
  }
  return name;
}

function hashOf(contents: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const each of contents) hash.update(each);
  return hash.digest('hex').slice(0, NO_HASH.length);
}
