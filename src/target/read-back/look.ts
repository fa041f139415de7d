import type { Client } from '../client';
import type { RunState } from '../state';
import type { Scope } from '../witness';
import { ask, type Answer, type Entry } from './ask';

/** Who reads back what. */
export interface Readers {
  /** Of the main database: a collaborator whose role owns it. */
  main: Client;
  /** The same for the other database. */
  other: Client;
  /** Of the install: an administrator. */
  install: Client;
}

/** One look at a scope, with what several parts are read by. */
export class Look {
  private tableLists: Promise<Answer[]> | undefined;

  constructor(
    readonly scope: Scope,
    readonly readers: Readers,
    readonly state: Pick<RunState, 'databases' | 'serverId'>,
  ) {}

  /** Ids of the main and of the other database, with their readers. */
  get databases(): readonly { id: number; reader: Client }[] {
    const { main, other } = this.state.databases;
    return [
      { id: main.id, reader: this.readers.main },
      { id: other.id, reader: this.readers.other },
    ];
  }

  /** Whether a name is one of the scope's. */
  isNamed(name: unknown): boolean {
    const { prefix, bystanders } = this.scope;
    return [prefix, ...(bystanders ? [bystanders.prefix] : [])].some((each) => String(name).startsWith(each));
  }

  /** OIDs of the scope's schemas. */
  get schemaOids(): number[] {
    const { schemaOids, bystanders } = this.scope;
    return [...schemaOids, ...(bystanders?.schemaOids ?? [])];
  }

  /** Whether an entry lies in one of the scope's schemas. */
  isInside({ schema_oid }: Entry): boolean {
    return this.schemaOids.includes(Number(schema_oid));
  }

  /** Whether an account is one of the scope's; a renamed one still has its address. */
  isUser({ username, email }: Entry): boolean {
    return this.isNamed(username) || this.isNamed(email);
  }

  /** The tables of each schema of the scope. */
  tables(): Promise<Answer[]> {
    const { main } = this.state.databases;
    this.tableLists ??= ask(
      this.readers.main,
      this.schemaOids.map((schema_oid) => ({
        method: 'tables.list',
        params: { database_id: main.id, schema_oid },
      })),
    );
    return this.tableLists;
  }

  /** The scope's databases among the connected ones. */
  async connected(): Promise<Answer[]> {
    const answers = await ask(this.readers.install, [{ method: 'databases.configured.list', params: {} }]);
    return only(answers, ({ name }) => this.isNamed(name));
  }
}

/** Answers without the entries that are not meant. */
export const only = (answers: readonly Answer[], meant: (entry: Entry) => boolean): Answer[] =>
  answers.map((answer) => ({ ...answer, entries: answer.entries.filter(meant) }));

/** The failed answers: a part that is read by them is not read whole. */
export const failed = (answers: readonly Answer[]): Answer[] =>
  answers.filter(({ code }) => code !== undefined);
