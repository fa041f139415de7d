const BEGIN = /^CREATE OR REPLACE (?:FUNCTION|AGGREGATE)\s+(?:msar|__msar|mathesar_types)\.(\w+)/gim;

/** The functions that a script makes, by name, overloaded ones together; and all that is outside of them. */
function functionsIn(text: string): { functions: Map<string, string>; rest: string } {
  const found = [...text.matchAll(BEGIN)];
  const functions = new Map<string, string>();
  let rest = text.slice(0, found[0]?.index ?? text.length);
  for (const [index, { 1: name = '', index: start }] of found.entries()) {
    const part = text.slice(start, found[index + 1]?.index ?? text.length);
    // The body ends with what quotes it.
    const [, quote = ''] = /\bAS\s+(\$\w*\$)/i.exec(part) ?? [];
    const body = quote === '' ? -1 : part.lastIndexOf(quote);
    const end = part.indexOf(';', body < 0 ? 0 : body + quote.length) + 1;
    functions.set(name, (functions.get(name) ?? '') + part.slice(0, end));
    rest += part.slice(end);
  }
  return { functions, rest };
}

/**
 * The names of the functions of a script that a change touches, and of all that use them, by their names.
 * @param all the scripts after the change
 * @returns undefined where more than functions changed
 */
export function touchedFunctions(
  before: string,
  after: string,
  all: readonly string[],
): ReadonlySet<string> | undefined {
  const [old, young] = [functionsIn(before), functionsIn(after)];
  if (withoutComments(old.rest) !== withoutComments(young.rest)) return undefined;
  const names = new Set([...old.functions.keys(), ...young.functions.keys()]);
  const touched = new Set([...names].filter((name) => old.functions.get(name) !== young.functions.get(name)));
  const bodies = all.flatMap((text) => [...functionsIn(text).functions]);
  for (const name of touched) {
    const isUsed = new RegExp(String.raw`\b${name}\b`);
    for (const [user, body] of bodies) if (isUsed.test(body)) touched.add(user);
  }
  return touched;
}

const withoutComments = (text: string) =>
  text
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
