import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { validate } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { checkRules } from './rules';

const WORKFLOWS = '.github/workflows';

/** All files of the project that GitHub runs, relative to the project. */
export const workflowFiles = (): string[] => [
  'action.yml',
  ...readdirSync(WORKFLOWS).map((name) => `${WORKFLOWS}/${name}`),
];

/**
 * Checks files by GitHub's own language service, which reads workflows and actions as the editor does, and by the rules of
 * this project.
 * @returns one problem each, as `file:line:column  text`
 */
export async function lintFiles(files: readonly string[]): Promise<string[]> {
  const found = await Promise.all(files.map(lintFile));
  return found.flat();
}

async function lintFile(file: string): Promise<string[]> {
  const text = readFileSync(file, 'utf8');
  const document = TextDocument.create(`file:///${path.posix.basename(file)}`, 'yaml', 1, text);
  const diagnostics = await validate(document, {
    fileProvider: {
      getFileContent: ({ path: name }: { path: string }) =>
        Promise.resolve({ name, content: readFileSync(name, 'utf8') }),
    },
  });
  return [
    ...diagnostics.map(({ range: { start }, message }) => ({ ...start, message })),
    ...checkRules(text, document),
  ].map(({ line, character, message }) => `${file}:${String(line + 1)}:${String(character + 1)}  ${message}`);
}
