import { isAlias, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import { z } from 'zod';
import type { Problems } from './problems';
import type { SourceText, Span } from './source-text';
import { listItems } from './source-text';
import { unknownName } from './suggest';
import { PAGE_KINDS, SURFACES } from './types';
import type { Severity, Surface, Vocabulary } from './types';
import { describeIssue, wordSchemas } from './words';

/** What a plan file says of itself, and what its rows say where they say nothing. */
export interface FrontMatter {
  covers: Span[];
  severity: Severity;
  installs: string[];
  surfaces: Surface[];
  given: string | undefined;
  budget: string | undefined;
  source: string | undefined;
}

/** Blank lines and comments. */
const ABOVE = /^(?:\s|<!--(?:(?!-->)[^])*-->)*/;
const KIND = /^kind[ \t]*:[ \t]*(["']?)([^\s"'#]+)/m;
const OPENING = /^---[ \t]*(?:\r\n|\n)/;
const CLOSING = /^---[ \t]*$/m;
const LISTS: readonly string[] = ['covers', 'installs', 'surfaces'];

/** zod schema of a file's front matter; lists are split already. */
export function frontMatterSchema(vocabulary: Vocabulary) {
  const words = wordSchemas(vocabulary);
  return z.strictObject({
    area: z.string().min(1),
    kind: z.enum(PAGE_KINDS).optional(),
    covers: z.array(z.string().min(1)).default([]),
    severity: words.severity.default('normal'),
    installs: words.installs.default([...vocabulary.installs]),
    surfaces: words.surfaces.default([...SURFACES]),
    given: words.given.optional(),
    budget: words.budget.optional(),
    source: words.source.optional(),
  });
}
type Schema = ReturnType<typeof frontMatterSchema>;

/** The name a plan file gives its area: `qa-plan/records.md` → `records`. */
export function areaOf(file: string): string {
  return file.replace(/^.*\//s, '').replace(/\.md$/i, '');
}

/**
 * Reads the front matter of a plan file and reports what is wrong with it.
 * @returns what it says, with defaults for all that is missing or wrong, and the Markdown below it: the whole text, in
 *   which the front matter is blanked out so that offsets stay
 */
export function readFrontMatter(
  source: SourceText,
  schema: Schema,
  problems: Problems,
): { frontMatter: FrontMatter; markdown: string } {
  const { text } = source;
  const found = findFrontMatter(text);
  if (found === undefined) {
    problems.error(source.at(0), 'no front matter, and so no area', [
      `begin the file with the lines --- / area: ${areaOf(source.file)} / ---`,
    ]);
    return { frontMatter: validate([], source, schema, problems), markdown: text };
  }
  if (found.opening > 0) {
    problems.error(source.at(found.opening), 'the front matter is not at the top of the file', [
      'remove what is above it, or put that below',
    ]);
  }
  const { start, end, after } = found;
  if (end === undefined) {
    problems.error(source.at(found.opening), 'the front matter has no end', ['end it with a line ---']);
    return { frontMatter: validate([], source, schema, problems), markdown: text };
  }
  const entries = readEntries({ text: text.slice(start, end), offset: start }, source, problems);
  const markdown = text.slice(0, after).replace(/[^\r\n]/g, ' ') + text.slice(after);
  return { frontMatter: validate(entries, source, schema, problems), markdown };
}

/**
 * Where a text has its front matter, be it below blank lines and comments, where it must not be.
 * @returns offsets of its first line, of what is between its lines ---, and of what follows; of the latter two none
 *   where it does not end
 */
function findFrontMatter(text: string) {
  const opening = ABOVE.exec(text)?.[0].length ?? 0;
  const first = OPENING.exec(text.slice(opening))?.[0].length;
  if (first === undefined) return undefined;
  const start = opening + first;
  const closing = CLOSING.exec(text.slice(start));
  if (closing === null) return { opening, start };
  const end = start + closing.index;
  return { opening, start, end, after: end + closing[0].length };
}

/** The kind that a page's front matter names, with its offset; undefined where it names none. */
export function kindOf(text: string): Span | undefined {
  const { start, end } = findFrontMatter(text) ?? {};
  const found = KIND.exec(text.slice(start ?? 0, start === undefined ? 0 : end));
  const [line, , kind] = found ?? [];
  if (start === undefined || found === null || line === undefined || kind === undefined) return undefined;
  return { text: kind, offset: start + found.index + line.length - kind.length };
}

interface Entry {
  key: Span;
  value: unknown;
  /** Where the value stands; of a list, where each item stands. */
  spans: Span[];
}

function readEntries(yaml: Span, source: SourceText, problems: Problems): Entry[] | undefined {
  const document: Document.Parsed = parseDocument(yaml.text, { prettyErrors: false });
  for (const { message, pos } of document.errors) {
    problems.error(source.at(yaml.offset + pos[0]), `the front matter is no YAML: ${message}`, [
      'put a value with special characters between quotes',
    ]);
  }
  if (document.errors.length > 0) return undefined;
  const { contents } = document;
  if (contents === null) return [];
  if (!('items' in contents) || isSeq(contents)) {
    problems.error(source.at(yaml.offset), 'the front matter is no list of keys and values', [
      'write a line such as area: records',
    ]);
    return undefined;
  }
  return contents.items.map((pair) => {
    const key = spanOf(pair.key, yaml);
    const name = isScalar(pair.key) ? String(pair.key.value) : key.text;
    return { key: { text: name, offset: key.offset }, ...readValue(name, pair.value, yaml, key) };
  });
}

function readValue(name: string, node: Node | null, yaml: Span, key: Span): Pick<Entry, 'value' | 'spans'> {
  const whole = node === null ? key : spanOf(node, yaml);
  if (LISTS.includes(name)) {
    if (isSeq(node)) {
      const spans = node.items.map((item) => spanOf(item as Node, yaml));
      return { value: node.toJSON(), spans };
    }
    // An unquoted `*.add` is an alias to YAML, which has no other use here.
    if (isAlias(node) || (isScalar(node) && typeof node.value === 'string')) {
      const quote = /^["']/.test(whole.text) ? 1 : 0;
      const inner = {
        text: whole.text.slice(quote, whole.text.length - quote),
        offset: whole.offset + quote,
      };
      const spans = listItems(inner);
      return { value: spans.map((span) => span.text), spans };
    }
    if (isScalar(node) && node.value === null) return { value: [], spans: [key] };
  }
  return { value: node?.toJSON() ?? '', spans: [whole] };
}

function spanOf(node: Node | null, yaml: Span): Span {
  const [start, end] = node?.range ?? [0, 0];
  return { text: yaml.text.slice(start, end), offset: yaml.offset + start };
}

function validate(
  entries: Entry[] | undefined,
  source: SourceText,
  schema: Schema,
  problems: Problems,
): FrontMatter {
  const area = areaOf(source.file);
  const bad = new Set<string>();
  const values = Object.fromEntries((entries ?? []).map(({ key, value }) => [key.text, value]));
  const first = schema.safeParse(values);
  for (const issue of first.error?.issues ?? []) {
    const field = String(issue.path[0] ?? '');
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [field];
    for (const name of keys) {
      bad.add(name);
      const entry = entries?.find(({ key }) => key.text === name);
      if (entry !== undefined) reportEntry(entry, issue, source, schema, problems);
      else if (entries !== undefined && entries.length > 0) {
        problems.error(source.at(0), `the front matter has no ${name}`, [`add a line area: ${area}`]);
      }
    }
  }
  const written = entries?.find(({ key }) => key.text === 'area');
  if (written !== undefined && !bad.has('area') && written.value !== area) {
    problems.error(
      source.at(written.spans[0]?.offset ?? 0),
      `area "${String(written.value)}" is not the file's name; did you mean ${area}?`,
      ['the file and its area have the same name; correct the line, or rename the file'],
    );
  }
  // What is right is kept: a slip in one key must not make the rows' problems disappear or add to them.
  const kept = Object.entries(values).filter(([name]) => !bad.has(name));
  const data = schema.parse({ ...Object.fromEntries(kept), area });
  const covers = bad.has('covers') ? [] : (entries?.find(({ key }) => key.text === 'covers')?.spans ?? []);
  const { severity, installs, surfaces, given, budget, source: document } = data;
  const patterns = data.covers.map((text, index) => ({ text, offset: covers[index]?.offset ?? 0 }));
  return {
    covers: patterns,
    severity,
    installs: [...new Set(installs)],
    surfaces: [...new Set(surfaces)],
    given,
    budget,
    source: document,
  };
}

function reportEntry(
  entry: Entry,
  issue: z.core.$ZodIssue,
  source: SourceText,
  schema: Schema,
  problems: Problems,
): void {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(schema.shape);
    problems.error(source.at(entry.key.offset), unknownName('key', entry.key.text, known), [
      `keys of the front matter: ${known.join(', ')}`,
    ]);
    return;
  }
  const index = issue.path[1];
  const span = (typeof index === 'number' ? entry.spans[index] : undefined) ?? entry.spans[0] ?? entry.key;
  const list: unknown[] | undefined = Array.isArray(entry.value) ? entry.value : undefined;
  const value = typeof index === 'number' && list !== undefined ? list[index] : entry.value;
  const empty = value === '' || (Array.isArray(value) && value.length === 0);
  const { message, hints } = describeIssue(entry.key.text, issue, empty ? '' : span.text);
  problems.error(source.at(span.offset), message, hints);
}
