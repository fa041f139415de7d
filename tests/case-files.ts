import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestInfo } from '@playwright/test';
import type { Code, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';

// A case file is Markdown with many cases of one kind: a title and a sentence about all of them, then for each case a
// `## name`, a sentence, one or more fenced blocks with the input, and one `text` block with what is expected.
//
// The info string of an input names its language, which the test chooses, and may go on with:
//   file=a/b.md        the name of the file, where the case has several
//   escapes            \r, \t, \\ and \uFEFF in the block are those characters; without this word, \ is itself
//   no-final-newline   the input ends with the last character of the block
//   missing            the file does not exist; the block is empty
// Whatever cannot be seen in an editor, trailing spaces too, must be written as an escape.

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
  /** Where it stands, with the lines of the fences around `expected`. */
  place: { file: string; language: string; from: number; to: number };
}

const EXPECTED = 'text';
const FLAGS = ['escapes', 'no-final-newline', 'missing'];
const ESCAPES: Record<string, string> = { r: '\r', t: '\t', '\\': '\\' };
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}| $/u;

/**
 * Reads all case files of a folder, in the order of their names.
 * @param language the word that opens the fence of an input
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
  if (!/^title(, sentence)+$/.test(opening))
    report(undefined, `begins with ${opening || 'a case'}; wanted are a title and a sentence`);
  if (starts.length === 0) report(undefined, 'there is no case');
  return starts.flatMap((start, index) => {
    const end = starts[index + 1];
    const name = toString(nodes[start]);
    const parts = kinds.slice(start + 1, end).join(', ');
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
      report(nodes[start], `"${name}" is no name such as row-too-long`);
    if (!/^(sentence, )+(input, )+expected$/.test(parts)) {
      report(
        nodes[start],
        `${name} is ${parts || 'empty'}; wanted are a sentence, "${language}" blocks, "text"`,
      );
      return [];
    }
    const blocks = nodes.slice(start, end).filter((node) => node.type === 'code');
    const inputs = blocks.slice(0, -1).map((block) => readInput(block, report));
    return blocks.slice(-1).map((block) => {
      const { start: from, end: to } = block.position ?? NOWHERE;
      const place = { file, language, from: from.line, to: to.line };
      return { name, inputs, expected: readExpected(block, report), place };
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
  if (node.lang === language) return 'input';
  return node.lang === EXPECTED ? 'expected' : `a block "${node.lang ?? ''}"`;
}

function reportInvisible(block: Code, report: Report): void {
  if (block.value.split('\n').some((line) => INVISIBLE.test(line)))
    report(block, 'a character of the block cannot be seen; write it as an escape');
}

function readExpected(block: Code, report: Report): string {
  reportInvisible(block, report);
  if (block.value.trim() === '') report(block, 'nothing is expected');
  if (block.meta) report(block, `what is expected has no options such as "${block.meta}"`);
  return block.value;
}

function readInput(block: Code, report: Report): Input {
  reportInvisible(block, report);
  const options = (block.meta ?? '').split(/\s+/).filter((word) => word !== '');
  const file = options.find((word) => word.startsWith('file='))?.slice('file='.length);
  for (const word of options)
    if (!FLAGS.includes(word) && !/^file=./.test(word)) report(block, `unknown option "${word}"`);
  if (options.includes('missing')) {
    if (block.value !== '') report(block, 'a file that is missing has no content');
    return { file, text: undefined };
  }
  const text = block.value + (block.value === '' || options.includes('no-final-newline') ? '' : '\n');
  if (!options.includes('escapes')) return { file, text };
  const unescaped = text.replace(/\\(u[0-9A-Fa-f]{4}|[^])/g, (whole, escape: string) => {
    if (escape.length > 1) return String.fromCharCode(parseInt(escape.slice(1), 16));
    const character = ESCAPES[escape];
    if (character === undefined) report(block, `unknown escape "${whole}"`);
    return character ?? whole;
  });
  return { file, text: unescaped };
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
  // Read anew: the case may have moved since an earlier one was rewritten.
  const { file, language } = place;
  const current = readCaseFile(file, language, []).find((one) => one.name === name);
  if (current === undefined) throw new Error(`${file} has lost its case ${name}`);
  const { from, to } = current.place;
  const lines = readFileSync(file, 'utf8').split('\n');
  lines.splice(from, to - from - 1, ...seen.split('\n'));
  writeFileSync(file, lines.join('\n'));
  return seen;
}
