import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';

/** The script and the style sheet of the pages, as a browser asks for them. */
export interface Bundle {
  script: string;
  style: string;
}

const file = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

async function build(): Promise<Bundle> {
  // Loaded here and not above, for most runs of an install ask for no page.
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    entryPoints: [file('client/main.tsx')],
    tsconfig: file('client/tsconfig.json'),
    outdir: file('client'),
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  const ending = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { script: ending('.js'), style: ending('.css') };
}

/** The pages' script and style sheet, made when first asked for and kept in memory. */
export class Pages {
  /** In the addresses of both, so that a browser may keep them as long as the install lives. */
  readonly version = randomBytes(6).toString('hex');
  private built: Promise<Bundle> | undefined;

  /** @throws Error when the client does not compile */
  bundle(): Promise<Bundle> {
    this.built ??= build();
    return this.built;
  }
}
