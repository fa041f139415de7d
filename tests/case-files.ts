import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestInfo } from '@playwright/test';
import type { Code, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';

// A case file is Markdown with many cases of one kind: a title and a sentence about all of them, then for each case
// `## name: a sentence` and a fenced block with the input, a line `=>` and what is expected. A case of several files
// has a block for each, and `=>` in the last one.
//
// The info string of a block names its language, which the test chooses, and may go on with:
//   file=a/b.md   the name of the file, where the case has several
//   missing       the file does not exist; the input is empty
//   windows       the input begins with a byte order mark, and its lines end with \r\n
//   in=name       the block has only what is special about the case; it takes the place of ${CASE} in a base
// A base says once what many cases share. It is a block `base=name` above the first case, with ${CASE} in its input
// and, where it has a line `=>`, in what is expected.

/** One file of a case's input. */
export interface Input {
  /** Its name, where the case gives one. */
  file: string | undefined;
  /** Its content; undefined where the file does not exist. */
  text: string | undefined;
}

/** One case of a case file. */
export interface Case {
  name: string;
  inputs: Input[];
  /** Without a newline at its end. */
  expected: string;
  /** Where it stands: the lines around what is expected, and what its base puts before and after it. */
  place: { file: string; language: string; from: number; to: number; around: readonly [string, string] };
}

const CASE = '${CASE}';
const OPTION = /^(missing|windows|(file|in|base)=.+)$/;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}| $/u;

/**
 * Reads all case files of a folder, in the order of their names.
 * @param language the word that opens the fence of a block
 * @throws all at once, with file and line, whatever is not written as a case: nothing is left out silently
 */
export function readCases(folder: string, language: string): Case[] {
  const problems: string[] = [];
  const names = readdirSync(folder).sort();
  if (names.length === 0) problems.push(`${folder}  there is no case file`);
  const cases = names.flatMap((name) => readCaseFile(path.join(folder, name), language, problems));
  const seen = new Set<string>();
  for (const { name, place } of cases) {
    if (seen.has(name))
      problems.push(`${path.relative('', place.file)}:${String(place.from)}  ${name} is there twice`);
    seen.add(name);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return cases;
}

/** For nodes without a position, which the parser never makes. */
const NOWHERE = { start: { line: 0 }, end: { line: 0 } };

/** A fenced block: its options, and what is above and below its line `=>`. */
interface Block {
  node: Code;
  options: ReadonlyMap<string, string>;
  input: string;
  expected: string | undefined;
}

type Report = (node: RootContent | undefined, message: string) => void;

function readCaseFile(file: string, language: string, problems: string[]): Case[] {
  const report: Report = (node, message) =>
    problems.push(`${path.relative('', file)}:${String(node?.position?.start.line ?? 1)}  ${message}`);
  if (!file.endsWith('.md')) report(undefined, 'is no case file: its name does not end in .md');
  const source = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const lines = source.split('\n');
  const nodes = fromMarkdown(source).children;
  const kinds = nodes.map((node) => kindOf(node, language, lines));
  const starts = kinds.flatMap((kind, index) => (kind === 'name' ? [index] : []));
  const opening = kinds.slice(0, starts[0]).join(', ');
  if (!/^title, sentence(, sentence|, base)*$/.test(opening))
    report(undefined, `begins with ${opening || 'a case'}; wanted are a title, a sentence and any bases`);
  if (starts.length === 0) report(undefined, 'there is no case');
  const bases = readBlocks(nodes.slice(0, starts[0]), report);
  for (const { node, input, expected = CASE } of bases)
    if ([input, expected].some((half) => half.split(CASE).length !== 2))
      report(node, `a base has ${CASE} once in its input, and once in what is expected`);
  return starts.flatMap((start, index) => {
    const end = starts[index + 1];
    const heading = toString(nodes[start]);
    const name = heading.replace(/:.*/, '');
    const parts = kinds.slice(start + 1, end).join(', ');
    if (!/^[a-z0-9]+(-[a-z0-9]+)*: [^]/.test(heading))
      report(nodes[start], `"${heading}" is no name and sentence, such as row-too-long: It ends too late`);
    if (!/^block(, block)*$/.test(parts)) {
      report(nodes[start], `${name} is ${parts || 'empty'}; wanted are "${language}" blocks`);
      return [];
    }
    const blocks = readBlocks(nodes.slice(start, end), report);
    for (const { node, expected } of blocks.slice(0, -1))
      if (expected !== undefined) report(node, 'only the last block of a case says what is expected');
    const read = blocks.map((block) => readBlock(block, bases, report));
    return blocks.slice(-1).map(({ node, input, expected = '' }) => {
      if (expected.trim() === '') report(node, 'nothing is expected');
      const { start: from, end: to } = node.position ?? NOWHERE;
      const arrow = from.line + (input === '' ? 0 : input.split('\n').length) + 1;
      const around = read.at(-1)?.around ?? ['', ''];
      const place = { file, language, from: arrow, to: to.line, around };
      return { name, inputs: read.map(({ given }) => given), expected: around.join(expected), place };
    });
  });
}

/** What a part of a case file is, in the words of the problems that are reported. */
function kindOf(node: RootContent, language: string, lines: readonly string[]): string {
  if (node.type === 'heading') return ['title', 'name'][node.depth - 1] ?? 'a lower heading';
  if (node.type === 'paragraph') return 'sentence';
  if (node.type !== 'code') return node.type;
  const { start, end } = node.position ?? NOWHERE;
  const fence = /^(`{3,}|~{3,})/.exec(lines[start.line - 1] ?? '')?.[1];
  const isClosed = fence !== undefined && end.line > start.line && lines[end.line - 1]?.startsWith(fence);
  if (!isClosed) return 'a block without its closing fence';
  if (node.lang !== language) return `a block "${node.lang ?? ''}"`;
  return node.meta?.startsWith('base=') ? 'base' : 'block';
}

function readBlocks(nodes: readonly RootContent[], report: Report): Block[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'code') return [];
    const words = (node.meta ?? '').split(/\s+/).filter((word) => word !== '');
    for (const word of words) if (!OPTION.test(word)) report(node, `unknown option "${word}"`);
    if (node.value.split('\n').some((line) => INVISIBLE.test(line)))
      report(node, 'a character of the block cannot be seen');
    const [input = '', expected, ...more] = node.value.split(/(?:^|\n)=>(?:\n|$)/);
    if (more.length > 0) report(node, 'the block has more than one line =>');
    const options = new Map(words.map((word) => [word.replace(/=.*/, ''), word.replace(/^\w+=/, '')]));
    return [{ node, options, input, expected }];
  });
}

/** The file that a block describes, and what its base puts around what is expected. */
function readBlock(
  { node, options, input }: Block,
  bases: readonly Block[],
  report: Report,
): { given: Input; around: readonly [string, string] } {
  const base = bases.find((one) => one.options.get('base') === options.get('in'));
  if (options.has('in') && base === undefined) report(node, `there is no base "${options.get('in') ?? ''}"`);
  const [before = '', after = ''] = base?.expected?.split(CASE) ?? [];
  const whole = base?.input.replace(CASE, () => input) ?? input;
  if (options.has('missing') && whole !== '') report(node, 'a file that is missing has no content');
  const lines = whole === '' ? '' : `${whole}\n`;
  const text = options.has('windows') ? `\uFEFF${lines.replaceAll('\n', '\r\n')}` : lines;
  return {
    given: { file: options.get('file'), text: options.has('missing') ? undefined : text },
    around: [before, after],
  };
}

/**
 * Puts values in the place of `${NAME}`.
 * @throws where a name has no value
 */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for \${${name}}`);
    return value;
  });
}

/**
 * What a case expects to be seen. With `--update-snapshots=all --workers=1` that is what was seen, which is written
 * into the case file; read the difference before you keep it.
 */
export function expectedOf({ name, expected, place }: Case, seen: string, { config }: TestInfo): string {
  if (config.updateSnapshots !== 'all') return expected;
  if (config.workers > 1) throw new Error('cases are rewritten one at a time: add --workers=1');
  const { file, language, around } = place;
  const [before, after] = around;
  if (!seen.startsWith(before) || !seen.endsWith(after))
    throw new Error(`${file}: what was seen of ${name} does not fit its base; write the case without "in="`);
  // Read anew: the case may have moved since an earlier one was rewritten.
  const current = readCaseFile(file, language, []).find((one) => one.name === name);
  if (current === undefined) throw new Error(`${file} has lost its case ${name}`);
  const { from, to } = current.place;
  const lines = readFileSync(file, 'utf8').split('\n');
  lines.splice(from, to - from - 1, ...seen.slice(before.length, seen.length - after.length).split('\n'));
  writeFileSync(file, lines.join('\n'));
  return seen;
}
