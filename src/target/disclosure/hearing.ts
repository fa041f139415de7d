import type { Disclosure, DisclosureKind } from '../../plan/disclosure/kinds';
import type { RunAccount, RunState } from '../state';
import { addressOf, nameCanaryOf } from '../personal-data';
import { placesIn, pointersTo, takeApart, type Part } from './answer';
import { isHash, tokensIn } from './tokens';
import { KnownFields } from './unknown-fields';

/** By what an answer's reader is known: the session key, or a user name; by neither if anonymous. */
export interface By {
  sessionId?: string | undefined;
  username?: string | undefined;
}

/** One answer: to whom, to what, and all of it. */
export interface Heard {
  by: By;
  /** The verb and the address. */
  asked: string;
  /** The body of the request; whoever sent something knows it. */
  sent?: string | undefined;
  /** What else was sent, such as headers. */
  besides?: string | undefined;
  text: string;
  headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Who is told something. */
export interface Reader {
  /** The account; undefined for anonymous. */
  username: string | undefined;
  /** The column of the plan. */
  role: string;
  /** Names of the databases in which the reader collaborates. */
  databases: ReadonlySet<string>;
}

/** A reader was told what the plan says that the role may never know. The value itself is not for reports. */
export interface Disclosed {
  kind: DisclosureKind;
  reader: Reader;
  /** What was asked. */
  asked: string;
  /** Where in the answer. */
  place: string;
  value: string;
}

/** The kind of a planted value for a reader; undefined where it is the reader's own. */
type KindFor = (reader: Reader) => DisclosureKind | undefined;

/** Kinds whose values are secrets, which no report may show. */
const SECRETS: readonly DisclosureKind[] = [
  'password hash',
  'account password',
  'stored password',
  'session key',
  'form token',
];

/** Hears every answer of one worker, and holds each against who may know what. */
export class Hearing {
  private readonly planted = new Map<string, KindFor>();
  private readonly secrets = new Set<string>();
  private readonly closed = new Map<number, number>();
  private readonly fields = new KnownFields();
  private readonly sessions = new Map<string, string>();
  private readonly readers = new Map<string, Reader>();
  private readonly pending = new Set<Promise<void>>();
  private heard: Disclosed[] = [];
  private excused: (string | RegExp)[] = [];
  private readonly outside = new Map<string, Disclosed>();

  constructor(
    private readonly state: RunState,
    private readonly disclosure: Disclosure,
  ) {}

  /** Remembers a value of a kind. @param owner the account whose own it is, if any */
  plant(kind: DisclosureKind, value: string | undefined, owner?: string): void {
    if (value === undefined || value === '') return;
    this.plantFor(value, (reader) => (reader.username === owner && owner !== undefined ? undefined : kind));
    if (SECRETS.includes(kind)) this.secrets.add(value);
  }

  /** Remembers what the collaborators of a database know. */
  plantIn(database: string, value: string, kind: DisclosureKind): void {
    this.plantFor(value, (reader) => (reader.databases.has(database) ? undefined : kind));
  }

  /** Remembers a value whose kind depends on who reads it. */
  private plantFor(value: string, kindFor: KindFor): void {
    this.planted.set(value, kindFor);
  }

  /** Remembers an account: who it is in the plan, and what of it others may know. */
  meet(
    { username, password, session }: Pick<RunAccount, 'username'> & Partial<RunAccount>,
    role: string,
    databases: readonly string[],
  ): void {
    this.readers.set(username, { username, role, databases: new Set(databases) });
    this.plant('account password', password, username);
    this.plantAddress(username, addressOf(username));
    this.plantName(username, nameCanaryOf(username));
    if (session) this.signedIn(session.sessionId, username);
  }

  /** Remembers an e-mail address of an account. */
  plantAddress(username: string, address: string): void {
    this.plantAbout(username, address, ['address of a collaborator', 'address of another account']);
  }

  /** Remembers a name of an account. */
  plantName(username: string, name: string): void {
    this.plantAbout(username, name, ['name of a collaborator', 'name of another account']);
  }

  /** Remembers what is of an account; of which kind, depends on whether it collaborates where the reader does. */
  private plantAbout(
    username: string,
    value: string,
    [fellow, other]: [DisclosureKind, DisclosureKind],
  ): void {
    this.plantFor(value, (reader) => {
      if (reader.username === username) return undefined;
      const { databases = new Set<string>() } = this.readers.get(username) ?? {};
      return [...databases].some((name) => reader.databases.has(name)) ? fellow : other;
    });
  }

  /** Remembers that a session is an account's. */
  signedIn(sessionId: string, username: string): void {
    this.sessions.set(sessionId, username);
    this.plant('session key', sessionId, username);
  }

  /** Searches an answer. */
  hear({ by, asked: address, sent = '', besides = '', text, headers = {} }: Heard): void {
    const reader = this.readerOf(by);
    const pieces = takeApart(address, sent, text);
    const { asked, parts, strange } = pieces;
    const known = `${address} ${sent} ${besides}`;
    for (const [token, kind] of this.toldIn(text, reader, known))
      for (const place of placesIn(pieces, text, (value) => value.includes(token)))
        this.heard.push({ kind, reader, asked, place, value: token });
    for (const [name, value] of Object.entries(headers))
      for (const [token, kind] of this.toldIn(String(value ?? ''), reader, known))
        this.heard.push({ kind, reader, asked, place: `header ${name}`, value: token });
    const more = (kind: DisclosureKind, places: readonly string[], of = asked) => {
      if (this.mayKnow(kind, reader)) return;
      for (const place of places) this.heard.push({ kind, reader, asked: of, place, value: '' });
    };
    more('unknown field', strange);
    for (const part of parts) {
      more(
        'unknown field',
        this.fields.unknownIn(part.name, part.value).map((at) => part.at + at),
        part.asked,
      );
      more('row count of a closed table', this.countsIn(part), part.asked);
    }
  }

  /** Hears an answer that is still being read. @throws nothing: an answer that can not be read tells nobody anything */
  hearLater(answer: Promise<Heard | undefined>): void {
    const done = answer
      .then(
        (heard) => {
          if (heard) this.hear(heard);
        },
        () => undefined,
      )
      .finally(() => this.pending.delete(done));
    this.pending.add(done);
  }

  /** Remembers a table whose rows only its owner may read, and how many it has. */
  close(oid: number, rows: number): void {
    this.closed.set(oid, rows);
  }

  /** What an attempt is about, its cell judges: being told it is no disclosure beside it. */
  excuse(canary: string | RegExp | undefined): void {
    if (canary !== undefined) this.excused.push(canary);
  }

  /** Whether a value is a secret that was planted. */
  isSecret(value: string): boolean {
    return this.secrets.has(value) || isHash(value);
  }

  /** Begins a cell: what was heard before belongs to none. */
  async begin(): Promise<void> {
    await this.settle();
    this.keepOutside(this.heard);
    this.heard = [];
    this.excused = [];
  }

  /** Ends a cell. @returns what was disclosed to all but the set-up admin, who also acts for what comes next */
  async end(): Promise<Disclosed[]> {
    await this.settle();
    const [heard, excused] = [this.heard, this.excused];
    this.heard = [];
    this.excused = [];
    const isBehind = ({ reader }: Disclosed) => reader.username === this.state.setupAdmin.username;
    this.keepOutside(heard.filter(isBehind));
    return heard.filter((each) => !isBehind(each) && !excused.some((canary) => isAbout(canary, each.value)));
  }

  /** What was disclosed outside of all cells, one line each. */
  async rest(): Promise<string[]> {
    await this.begin();
    return [...this.outside.values()].map(writeDisclosed);
  }

  private async settle(): Promise<void> {
    while (this.pending.size > 0) await Promise.all(this.pending);
  }

  private keepOutside(disclosed: readonly Disclosed[]): void {
    for (const each of alike(disclosed)) this.outside.set(keyOf(each), each);
  }

  /** What of a text the plan says that its reader may never know: values, with their kinds. */
  private *toldIn(text: string, reader: Reader, known: string): Iterable<[string, DisclosureKind]> {
    for (const token of tokensIn(text)) {
      const kind = isHash(token) ? 'password hash' : this.planted.get(token)?.(reader);
      if (kind !== undefined && !this.mayKnow(kind, reader) && !known.includes(token)) yield [token, kind];
    }
  }

  /** Where the answer to a call about a closed table counts its rows. */
  private countsIn({ params, value, at }: Part): string[] {
    const asked = pointed(params);
    const counts = [...this.closed].flatMap(([oid, rows]) => (asked.has(oid) ? [String(rows)] : []));
    if (counts.length === 0) return [];
    return pointersTo(value, (text) => counts.includes(text), at).filter((place) => COUNT.test(place));
  }

  private mayKnow(kind: DisclosureKind, { role }: Reader): boolean {
    return this.disclosure.get(kind)?.has(role) !== false;
  }

  private readerOf({ sessionId, username }: By): Reader {
    const { accounts, setupAdmin } = this.state;
    const own = [...Object.values(accounts), setupAdmin].find(
      ({ session }) => session.sessionId === sessionId,
    );
    const name = username ?? own?.username ?? this.sessions.get(sessionId ?? '');
    return this.readers.get(name ?? '') ?? { username: name, role: 'anonymous', databases: new Set() };
  }
}

/** Names of fields that count rows. */
const COUNT = /(count|total|rows|estimate|size)\w*$/i;

/** All numbers among the parameters of a call; digits inside of a token, such as that of a form, are none. */
const pointed = (params: unknown): Set<number> =>
  new Set((JSON.stringify(params ?? null).match(/(?<![\w-])\d+(?![\w-])/g) ?? []).map(Number));

/** Whether a value is what an attempt is about. */
const isAbout = (canary: string | RegExp, value: string): boolean =>
  value !== '' &&
  (typeof canary === 'string' ? canary.includes(value) || value.includes(canary) : canary.test(value));

/** The entries of a list tell the same. */
const keyOf = (disclosed: Disclosed): string => writeDisclosed(disclosed).replaceAll(/\/\d+/g, '/*');

/** One of those that differ only in the entry of a list. */
export const alike = (disclosed: readonly Disclosed[]): Disclosed[] => [
  ...new Map(disclosed.toReversed().map((each) => [keyOf(each), each])).values(),
];

/** One line, without the value: `password hash to viewer in /result/0/password of users.list`. */
export const writeDisclosed = ({ kind, reader, asked, place }: Disclosed): string =>
  `${kind} to ${reader.role} in ${place} of ${asked}`;
