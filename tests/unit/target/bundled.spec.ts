import { expect, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bundleIn } from '../../../src/target/bundled';

/** A project of two modules, and its bundle of the first. */
function project(root: string) {
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  write('package.json', '{ "type": "module" }');
  write('tsconfig.json', '{}');
  write(
    'src/main.ts',
    `import { it } from './it';\nexport const said: string = it;\nexport const here = import.meta.dirname;\n`,
  );
  write('src/it.ts', `export const it: string = 'old';\n`);
  const cache = path.join(root, 'cache');
  const bundle = async () => {
    const { folder, ending } = await bundleIn({ root, cache, entries: ['src/main'] });
    return path.join(folder, `src/main${ending}`);
  };
  return { write, cache, bundle };
}

const load = async (file: string) =>
  (await import(pathToFileURL(file).href)) as { said: string; here: string };

test('a bundle is kept until a source changes, and modules find what is beside them', async () => {
  const root = test.info().outputPath('project');
  const { write, cache, bundle } = project(root);
  const first = await bundle();
  expect({ ...(await load(first)) }).toEqual({ said: 'old', here: path.join(root, 'src') });
  const made = statSync(first).mtimeMs;
  expect(await bundle()).toBe(first);
  expect(statSync(first).mtimeMs).toBe(made);
  write('src/it.ts', `export const it: string = 'new';\n`);
  const second = await bundle();
  expect(second).not.toBe(first);
  expect((await load(second)).said).toBe('new');
  // A run that began before the change loads on from its own.
  expect(existsSync(first)).toBe(true);
  rmSync(path.dirname(path.dirname(second)), { recursive: true });
  expect(await bundle()).toBe(second);
  writeFileSync(path.join(cache, 'last.json'), '{ "sources": 3');
  expect((await load(await bundle())).said).toBe('new');
});

test('packages of many files are bundled until others are installed; all others stay where they are', async () => {
  const { write, bundle } = project(test.info().outputPath('project'));
  const install = (said: string) => {
    for (const name of ['zod', 'another']) {
      write(`node_modules/${name}/package.json`, `{ "main": "index.js" }`);
      write(`node_modules/${name}/index.js`, `exports.it = ${JSON.stringify(`${name} ${said}`)};`);
    }
    write('node_modules/.package-lock.json', JSON.stringify({ said }));
  };
  write(
    'src/it.ts',
    `import zod from 'zod';\nimport another from 'another';\nexport const it = zod.it + another.it;\n`,
  );
  install('1');
  const first = readFileSync(await bundle(), 'utf8');
  expect(first).toContain('zod 1');
  expect(first).toContain('from "another"');
  expect(first).not.toContain('another 1');
  install('2');
  expect(readFileSync(await bundle(), 'utf8')).toContain('zod 2');
});

test('of many bundles the last ones are kept', async () => {
  const { write, cache, bundle } = project(test.info().outputPath('project'));
  for (let index = 0; index < 25; index++) {
    write('src/it.ts', `export const it: string = 'it ${String(index)} ${'.'.repeat(index)}';\n`);
    await bundle();
  }
  expect((await load(await bundle())).said).toContain('it 24');
  expect(readdirSync(cache)).toHaveLength(21);
});

test('where it can not be written, the modules themselves are loaded', async () => {
  const root = test.info().outputPath('project');
  const { cache, bundle } = project(root);
  writeFileSync(cache, 'no folder');
  expect(await bundle()).toBe(path.join(root, 'src/main.ts'));
});

test('what does not compile is told', async () => {
  const { write, bundle } = project(test.info().outputPath('project'));
  write('src/it.ts', `export const it = ;\n`);
  await expect(bundle()).rejects.toThrow(/src\/it\.ts:1:18: ERROR: Unexpected ";"/);
});

test('processes that bundle at the same time leave one whole bundle', async () => {
  const root = test.info().outputPath('project');
  const { cache } = project(root);
  const module = pathToFileURL(path.resolve('src/target/bundled.ts')).href;
  const code =
    `import { bundleIn } from ${JSON.stringify(module)};\n` +
    `console.log((await bundleIn(${JSON.stringify({ root, cache, entries: ['src/main'] })})).folder);\n`;
  const one = () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code]);
  const printed = await Promise.all([one(), one(), one(), one()]);
  const [folder = '', ...others] = new Set(printed.map(({ stdout }) => stdout.trim()));
  expect(others).toEqual([]);
  expect((await load(path.join(folder, 'src/main.mjs'))).said).toBe('old');
  expect(readdirSync(cache)).toHaveLength(2);
});
