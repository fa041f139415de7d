import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const file = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The script and the style sheet of the page, without any import. @throws Error when they do not compile */
export function bundlePage(): { script: string; style: string } {
  const { outputFiles } = buildSync({
    entryPoints: [file('client/main.tsx')],
    tsconfig: file('client/tsconfig.json'),
    outdir: file('client'),
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
  });
  const ending = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { script: ending('.js'), style: ending('.css') };
}
