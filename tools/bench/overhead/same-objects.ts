/**
 * Two runs of the same requests name the same objects differently: the install gives each its own ids, OIDs and sessions.
 * Learns from each pair of answers what is what, and puts it into what is sent next.
 */
export class SameObjects {
  /** Kind and recorded number → the number of this run. */
  private readonly numbers = new Map<string, number>();
  /** Recorded text → the text of this run: sessions, tokens, passwords. */
  private readonly texts = new Map<string, string>();

  /** @param texts known from the start */
  constructor(texts: Readonly<Record<string, string>> = {}) {
    for (const [recorded, now] of Object.entries(texts)) this.texts.set(recorded, now);
  }

  /** Learns from the `Set-Cookie` lines of an answer. */
  learnCookies(recorded: readonly string[], now: readonly string[]): void {
    const values = new Map(now.map(cookieOf));
    for (const [name, value] of recorded.map(cookieOf)) {
      const current = values.get(name);
      if (value !== '' && current !== undefined && current !== '') this.texts.set(value, current);
    }
  }

  /**
   * Learns from the results of the same call.
   * @param kind of what the result's `id` is, or of the result itself
   */
  learn(kind: string, recorded: unknown, now: unknown): void {
    if (typeof recorded === 'number' && typeof now === 'number') {
      this.numbers.set(`${kind} ${String(recorded)}`, now);
    } else if (typeof recorded === 'string' && typeof now === 'string') {
      if (recorded !== now && TOKEN.test(recorded)) this.texts.set(recorded, now);
    } else if (isObject(recorded) && isObject(now)) {
      for (const [key, value] of Object.entries(recorded)) this.learn(kindOf(key) ?? kind, value, now[key]);
    }
  }

  /** Parameters of a call, or a part of them, as they are in this run. */
  inParams(value: unknown, kind = ''): unknown {
    if (typeof value === 'number') return this.numbers.get(`${kind} ${String(value)}`) ?? value;
    if (Array.isArray(value)) return value.map((each) => this.inParams(each, kind));
    if (isObject(value))
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, this.inParams(each, kindOf(key) ?? '')]),
      );
    return typeof value === 'string' ? this.inText(value) : value;
  }

  /** A path, a header or a form, as it is in this run. */
  inText(text: string): string {
    return text.replaceAll(WORD, (word) => this.texts.get(word) ?? word);
  }
}

/** What a session, a token or a password consists of. */
const WORD = /[\w-]{12,}/g;
/** What an install makes by chance: a UUID, or a long run of letters and digits. */
const TOKEN = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9]{24,})$/;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const cookieOf = (line: string): [string, string] => {
  const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
  return [name, value];
};

/** Of what a field is the id; undefined for a field that holds none, or just `id`. OIDs are unique over all kinds. */
export function kindOf(key: string): string | undefined {
  if (/(?:^|_)oids?$/.test(key) || OID_KEYS.has(key)) return 'oid';
  const [, kind] = /^(\w+)_ids?$/.exec(key) ?? [];
  return kind ?? (key === 'id' ? undefined : '');
}

const OID_KEYS = new Set(['members', 'fkey_relation_id', 'associated_role_id', 'database_owner', 'owner']);

/** Of what the methods of a group return the id. */
export function kindOfMethod(method: string): string {
  const group = method.split('.').slice(0, -1).join('.');
  return METHOD_KINDS[group] ?? 'oid';
}

const METHOD_KINDS: Readonly<Record<string, string>> = {
  users: 'user',
  collaborators: 'collaborator',
  'databases.configured': 'database',
  databases: 'database',
  'databases.setup': 'database',
  'servers.configured': 'server',
  'roles.configured': 'configured_role',
  explorations: 'exploration',
  forms: 'form',
};
