import { z } from 'zod';
import { formatProblems } from './format';
import { areaOf } from './front-matter';
import { Problems } from './problems';
import { SourceText, type Span } from './source-text';
import { listItems, trimSpan } from './source-text';
import { nearest, unknownName } from './suggest';
import type { ActionCall, ActionInfo, Vocabulary } from './types';

/** The actions that a cell may name. */
export type KnownActions = Pick<Vocabulary, 'actions' | 'actionFile'>;

/** What an Action cell names. */
export interface ReadAction {
  /** Undefined where something is wrong with it, which has been reported then. */
  call: ActionCall | undefined;
  /** The action, or the one probably meant: its methods count as covered, so that one slip is one problem. */
  info: ActionInfo | undefined;
}

interface Argument {
  name: Span;
  value: Span;
}

const CALL = /^([\w.-]+)\s*(?:\((.*)\))?$/s;
const ARGUMENT = /^(\w[\w-]*)\s*:\s*(.+)$/s;
const WORDS = /^[\w.-]+( [\w.-]+)*$/;
const FORM_HINT =
  'write `area.verb` or `area.verb(name: value, …)`; a value is true, false, a number or a word';

/**
 * Reads an Action cell: `` `users.add(superuser: true)` ``, with or without the code span.
 * @param cell the cell's source
 * @param known all known actions, and where more are added
 */
export function readAction(
  cell: Span,
  { actions, actionFile }: KnownActions,
  source: SourceText,
  problems: Problems,
): ReadAction {
  const span = withoutCodeSpan(cell);
  const [, name, list] = CALL.exec(span.text) ?? [];
  if (name === undefined) {
    problems.error(source.at(span.offset), `"${span.text}" is no action`, [FORM_HINT]);
    return { call: undefined, info: undefined };
  }
  const info = actions.get(name);
  if (info === undefined) {
    problems.error(
      source.at(span.offset),
      unknownName('action', name, actions.keys()),
      hintsFor(name, actions, actionFile(areaOf(source.file))),
    );
    const meant = nearest(name, actions.keys());
    return { call: undefined, info: meant === undefined ? undefined : actions.get(meant) };
  }
  if (list === undefined) return { call: check(info, span, [], source, problems), info };
  const written = readArguments(
    { text: list, offset: span.offset + span.text.indexOf('(') + 1 },
    source,
    problems,
  );
  return { call: written && check(info, span, written, source, problems), info };
}

function withoutCodeSpan(cell: Span): Span {
  const [, ticks = '', content] = /^(`+)(.*?)\1$/s.exec(cell.text) ?? [];
  if (content === undefined) return cell;
  return trimSpan({ text: content, offset: cell.offset + ticks.length });
}

function hintsFor(name: string, actions: ReadonlyMap<string, ActionInfo>, file: string): string[] {
  const subjectOf = (action: string) => action.split('.', 1)[0] ?? action;
  const subject = subjectOf(name);
  const verbs = [...actions.keys()].filter((action) => subjectOf(action) === subject && action !== subject);
  if (verbs.length > 0) {
    return [
      `known for ${subject}: ${verbs.map((verb) => verb.slice(subject.length + 1)).join(', ')}`,
      `add it to ${file}, or correct the cell`,
    ];
  }
  const subjects = new Set([...actions.keys()].map(subjectOf));
  return [`actions begin with: ${[...subjects].join(', ')}`, `add it to ${file}, or correct the cell`];
}

function readArguments(list: Span, source: SourceText, problems: Problems): Argument[] | undefined {
  const before = problems.count;
  const written: Argument[] = [];
  for (const item of listItems(list)) {
    const [, name, value] = ARGUMENT.exec(item.text) ?? [];
    if (name === undefined || value === undefined) {
      problems.error(source.at(item.offset), `"${item.text}" is no argument`, [FORM_HINT]);
    } else if (written.some((other) => other.name.text === name)) {
      problems.error(source.at(item.offset), `argument ${name} is given twice`);
    } else {
      const valueOffset = item.offset + item.text.length - value.length;
      if (!WORDS.test(value)) {
        problems.error(source.at(valueOffset), `"${value}" is no value for ${name}`, [FORM_HINT]);
      }
      written.push({
        name: { text: name, offset: item.offset },
        value: { text: value, offset: valueOffset },
      });
    }
  }
  return problems.unchangedSince(before) ? written : undefined;
}

function check(
  info: ActionInfo,
  span: Span,
  written: readonly Argument[],
  source: SourceText,
  problems: Problems,
): ActionCall | undefined {
  const given = written.map(({ name, value }) => [name.text, toValue(value.text)] as const);
  const result = info.args.safeParse(Object.fromEntries(given));
  if (result.success) {
    const list = given.map(([name, value]) => `${name}: ${String(value)}`).join(', ');
    return { name: info.name, args: result.data, text: list === '' ? info.name : `${info.name}(${list})` };
  }
  for (const issue of result.error.issues) {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
    for (const { name } of written.filter((argument) => unknown.includes(argument.name.text))) {
      const known = argumentForms(info);
      const list = [...known].map(([argument, form]) => `${argument} (${form})`).join(', ');
      problems.error(source.at(name.offset), unknownName('argument', name.text, known.keys()), [
        list === '' ? `${info.name} takes no arguments` : `arguments of ${info.name}: ${list}`,
      ]);
    }
    if (unknown.length === 0) reportIssue(info, issue, span, written, source, problems);
  }
  return undefined;
}

function reportIssue(
  info: ActionInfo,
  issue: z.core.$ZodIssue,
  span: Span,
  written: readonly Argument[],
  source: SourceText,
  problems: Problems,
): void {
  const argument = written.find(({ name }) => name.text === issue.path[0]);
  if (argument !== undefined) {
    const { name, value } = argument;
    const form = argumentForms(info).get(name.text) ?? 'another value';
    problems.error(
      source.at(value.offset),
      `argument ${name.text} of ${info.name} must be ${form}, not "${value.text}"`,
    );
  } else {
    const about = issue.path.length === 0 ? info.name : `argument ${issue.path.join('.')} of ${info.name}`;
    problems.error(source.at(span.offset), `${about}: ${issue.message}`);
  }
}

function toValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

interface JsonSchema {
  type?: string;
  enum?: (string | number | boolean)[];
  const?: string | number | boolean;
  anyOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  properties?: Record<string, JsonSchema>;
}

/** The arguments of an action, each with what it may be, in words. */
function argumentForms(info: ActionInfo): Map<string, string> {
  const schema = z.toJSONSchema(info.args, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return new Map(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [name, describe(property)]),
  );
}

function describe(schema: JsonSchema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(describe).join(' or ');
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(String).join(' or ');
  if (schema.type === 'boolean') return 'true or false';
  if (schema.type === 'integer' || schema.type === 'number') return `a whole number${range(schema)}`;
  return 'a word';
}

function range({ minimum, maximum }: JsonSchema): string {
  const from = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? ` from ${String(minimum)}` : '';
  const to = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? ` to ${String(maximum)}` : '';
  return from + to;
}

/**
 * A call outside a plan, written as in one.
 * @throws Error where it is none
 */
export function parseCall(text: string, actions: ReadonlyMap<string, ActionInfo>): ActionCall {
  const problems = new Problems();
  const actionFile = () => 'a file below src/actions/';
  const { call } = readAction(
    { text, offset: 0 },
    { actions, actionFile },
    new SourceText(text, text),
    problems,
  );
  if (!call) throw new Error(formatProblems(problems.sorted()));
  return call;
}
