import { readFileSync } from 'node:fs';
import dotenv from 'dotenv';
import { printable } from '../../record/problems';
import { FAMILIES } from './variables';

/** A line that sets one of the suite's variables, or means to. */
const LINE = new RegExp(String.raw`^\s*(?:export\s+)?((?:${FAMILIES.join('|')})\w*)\s*[=:]?(.*)$`);

/**
 * Reads a settings file.
 * @returns its variables; undefined where there is no such file
 * @returns problems, one line each: what the library that reads such files would take for something else, and say nothing
 */
export function readSettingsFile(
  file: string,
): { variables: Record<string, string>; problems: string[] } | undefined {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    return { variables: {}, problems: [`${file} can not be read (${code}); it has to be a file of text`] };
  }
  const text = content.toString();
  if (text.includes('\0') || text.includes('�'))
    return { variables: {}, problems: [`${file} is no text in UTF-8; save it as such`] };
  const variables = dotenv.parse(text);
  const seen = new Map<string, number>();
  const problems = text.split(/\r\n?|\n/).flatMap((line, index) => {
    const [, name, rest = ''] = LINE.exec(line) ?? [];
    if (name === undefined) return [];
    const before = seen.get(name);
    seen.set(name, index + 1);
    const problem =
      before === undefined ? problemOf(rest, variables[name]) : `is set in line ${String(before)} already`;
    return problem === undefined ? [] : [`${file}:${String(index + 1)}  ${printable(name)} ${problem}`];
  });
  return { variables, problems };
}

/** @param rest of the line, behind the sign @param value as the library has it */
function problemOf(rest: string, value: string | undefined): string | undefined {
  if (value === undefined) return 'is not set by this line; write NAME=value';
  const quote = /^\s*(['"`])/.exec(rest)?.[1];
  if (quote !== undefined && value.startsWith(quote))
    return `has a quote that does not end; end it with ${quote}, or put the whole value in other quotes`;
  // The rest is taken for a comment.
  if (quote === undefined && /(^|\S)#/.test(rest)) return 'has a # in its value; put the value in quotes';
  return undefined;
}
