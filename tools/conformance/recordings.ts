import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the real program did and showed: tab-separated files, each with a line of column names. */
const FOLDER = path.resolve(import.meta.dirname, '../../stand-in/conformance');

/** Names of the recordings in a folder, for {@link readRecording}. */
export const recordingsIn = (folder: string): string[] =>
  readdirSync(path.join(FOLDER, folder))
    .sort()
    .map((name) => `${folder}/${name}`);

/** The column names and the lines of a recording. */
export function readRecording(name: string): { head: string[]; lines: string[][] } {
  const text = readFileSync(path.join(FOLDER, name), 'utf8').trimEnd();
  const [head = [], ...lines] = text.split('\n').map((line) => line.split('\t'));
  return { head, lines };
}
