import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { loadPlan } from '../../../src/plan/load';
import { coveringFile, matrix, planText, row } from './plans';

const TEXT = planText('notes', matrix([row('NOT-01')]));

/** A folder with a page and, beside it, what a test makes. */
async function folderWith(make: (file: string) => Promise<void> | void): Promise<string> {
  const folder = test.info().outputPath('plan');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'covering.md'), coveringFile().text);
  await make(path.join(folder, 'notes.md'));
  return folder;
}

const UNREADABLE: [name: string, told: string, make: (file: string) => Promise<void> | void][] = [
  ['a link loop', 'the link leads back to itself', (file) => symlink('notes.md', file)],
  ['a dangling link', 'the link leads nowhere', (file) => symlink('nowhere.md', file)],
  ['a named pipe', 'is no ordinary file', (file) => void execFileSync('mkfifo', [file])],
  ['UTF-16', 'the file is written in UTF-16', (file) => writeFile(file, `\uFEFF${TEXT}`, 'utf16le')],
  ['UTF-16 without a mark', 'the file is written in UTF-16', (file) => writeFile(file, TEXT, 'utf16le')],
  ['Latin-1', 'perhaps in Latin-1', (file) => writeFile(file, `${TEXT}\n\xDCber`, 'latin1')],
  ['CR-only', 'lines end with CR alone', (file) => writeFile(file, TEXT.replaceAll('\n', '\r'))],
];

for (const [name, told, make] of UNREADABLE) {
  test(`${name} is one error with its file and a way out`, async () => {
    test.skip(process.platform === 'win32', 'Windows has no named pipes, and links by permission only');
    const folder = await folderWith(make);
    expect(() => loadPlan(folder)).toThrow(new RegExp(`^\\S+/notes\\.md:1:1  .*${told}.*\\n  \\S.*$`));
  });
}

test('all files that can not be read are told at once', async () => {
  const folder = await folderWith((file) => symlink('notes.md', file));
  await writeFile(path.join(folder, 'other.md'), TEXT, 'utf16le');
  expect(() => loadPlan(folder)).toThrow(/notes\.md:1:1.*other\.md:1:1/s);
});

test('a file in place of the folder is one error', async () => {
  const folder = await folderWith((file) => writeFile(file, TEXT));
  expect(() => loadPlan(path.join(folder, 'notes.md'))).toThrow(/is no folder that can be read/);
});

const KINDS = [
  '\uFEFF---\nkind: demo',
  '\n\n---\narea: notes\nkind: "demo"',
  '<!-- a\n-->\n---\nkind: demo # live',
];

for (const [index, head] of KINDS.entries()) {
  test(`finds the kind of a page whatever is above its front matter · ${String(index)}`, async () => {
    const folder = await folderWith((file) => writeFile(file, `${head}\n---\n`));
    expect(loadPlan(folder, 'demo').map(({ file }) => path.basename(file))).toEqual(['notes.md']);
  });
}

test('an unknown kind is told where it stands', async () => {
  const folder = await folderWith((file) => writeFile(file, '---\narea: notes\nkind: dmo\n---\n'));
  expect(() => loadPlan(folder)).toThrow(/notes\.md:3:7 {2}unknown kind "dmo"; did you mean demo\?/);
});
