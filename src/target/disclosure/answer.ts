/** Where the JSON-RPC endpoint is. */
const RPC = '/api/rpc/v0/';
const DATA_FILES = '/api/db/v0/data_files/';
/** The data that a page embeds. */
const PAGE_DATA = /<script[^>]* id="common-data"[^>]*>(.*?)<\/script>/s;

/** A part of an answer whose fields are known by a name: the result of a method, or the data in a page. */
export interface Part {
  /** The method, or what else the fields are known by. */
  name: string;
  /** As of the whole answer; of a batch, the one method. */
  asked: string;
  /** Of a call. */
  params: unknown;
  value: unknown;
  /** Where in the answer, as a JSON pointer, with words before it where the answer is no JSON. */
  at: string;
}

/** An answer, taken to pieces. */
export interface Pieces {
  /** What was asked: methods, or the verb and the address. */
  asked: string;
  /** The whole, if it is JSON. */
  body: unknown;
  parts: Part[];
  /** Fields of the envelope of JSON-RPC that do not belong there. */
  strange: string[];
}

/**
 * Takes an answer to pieces.
 * @param asked verb and address
 * @param sent the body of the request; empty without one
 */
export function takeApart(asked: string, sent: string, text: string): Pieces {
  const body = parsed(text);
  const [, path = ''] = asked.split(' ');
  if (path.startsWith(RPC)) return { body, ...rpcParts(asked, parsed(sent), body) };
  const pieces: Pieces = { asked, body, parts: [], strange: [] };
  const data = PAGE_DATA.exec(text)?.[1];
  if (data !== undefined)
    pieces.parts.push({ name: 'page data', asked, params: undefined, value: parsed(data), at: 'page data ' });
  else if (path.startsWith(DATA_FILES) && isObject(body) && !('errors' in body))
    pieces.parts.push({ name: DATA_FILES, asked, params: undefined, value: body, at: '' });
  return pieces;
}

function rpcParts(asked: string, sent: unknown, body: unknown): Omit<Pieces, 'body'> {
  const calls = asList(sent).filter((call) => isObject(call) && typeof call.method === 'string') as {
    id: unknown;
    method: string;
    params?: unknown;
  }[];
  const parts: Part[] = [];
  const strange: string[] = [];
  for (const [index, answer] of asList(body).entries()) {
    if (!isObject(answer)) continue;
    const at = Array.isArray(body) ? `/${String(index)}` : '';
    const call = calls.find(({ id }) => id === answer.id) ?? calls[index];
    for (const name of Object.keys(answer)) if (!ENVELOPE.includes(name)) strange.push(`${at}/${name}`);
    if (isObject(answer.error))
      for (const name of Object.keys(answer.error))
        if (!ERROR.includes(name)) strange.push(`${at}/error/${name}`);
    if (call && 'result' in answer)
      parts.push({
        name: call.method,
        asked: call.method,
        params: call.params,
        value: answer.result,
        at: `${at}/result`,
      });
  }
  return { asked: calls.map(({ method }) => method).join(', ') || asked, parts, strange };
}

/** Fields of an answer and of an error, by JSON-RPC 2.0. */
const ENVELOPE = ['jsonrpc', 'id', 'result', 'error'];
const ERROR = ['code', 'message'];

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON, or undefined for what is none. */
function parsed(text: string): unknown {
  // Pages and downloads are no JSON, and can be long.
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON pointers (RFC 6901) to the values, and to the names, that are wanted. */
export function pointersTo(value: unknown, isWanted: (value: string) => boolean, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return isWanted(String(value)) ? [at] : [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const inside = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return [...(isWanted(name) ? [inside] : []), ...pointersTo(inner, isWanted, inside)];
  });
}

/** Where a value stands in an answer: JSON pointers, of the answer or of the data in a page; else the kind of text. */
export function placesIn(
  { body, parts }: Pieces,
  text: string,
  isWanted: (value: string) => boolean,
): string[] {
  if (body !== undefined) return pointersTo(body, isWanted);
  const inParts = parts.flatMap(({ value, at }) => pointersTo(value, isWanted, at));
  if (inParts.length > 0) return inParts;
  return [text.includes('<html') ? 'page HTML' : 'text'];
}
