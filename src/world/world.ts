import type { Faker } from '@faker-js/faker';
import { faker as english } from '@faker-js/faker/locale/en';
import { ROLES, type Role } from '../roles';
import { Client } from '../target/client';
import type { RunState, RunPostgresRole } from '../target/state';
import type { Entry } from '../target/snapshot';
import type { Scope } from '../target/witness';

/** A table of a world. Columns have the attribute numbers of {@link COLUMNS}. */
export interface WorldTable {
  oid: number;
  name: string;
}

/** Attribute numbers of the world's columns; tables are always made in this order. */
export const COLUMNS = {
  authors: { id: 1, name: 2 },
  books: { id: 1, title: 2, pages: 3, author: 4, vault: 5 },
  secrets: { id: 1, note: 2 },
  /** Closed like the secrets, and never asked for itself: only the books refer to it. */
  vault: { id: 1, code: 2 },
} as const;

/** The tables that attempts are about. */
export type TableName = Exclude<keyof typeof COLUMNS, 'vault'>;

/** Number of rows in every new table of a world; their keys are 1 and 2. */
export const ROWS_PER_TABLE = 2;

/**
 * Makes a separate generator. The package's single-locale entry loads in a tenth of the time of the full one
 * but exports only a ready-made instance.
 */
export function fakerOf(seed: number): Faker {
  const Generator = english.constructor as new (options: { locale: object; seed: number }) => Faker;
  return new Generator({ locale: english.rawDefinitions, seed });
}

/** The two kinds of worlds, by the PostgreSQL role that owns the schema and the readable tables. */
export type WorldOwner = 'owner' | 'manager';

/**
 * The objects that one attempt acts on: a schema with tables, made through Mathesar's own API, and what
 * an action needs in addition (a user, a form, …), made on first use by {@link once}. All names begin with
 * the world's prefix. A world that the witness proved unchanged is reused.
 */
export class World {
  private readonly objects = new Map<string, Promise<unknown>>();
  private readonly scratchDatabases: string[] = [];
  private readonly schemaOids: number[] = [];
  private readonly cleanups: (() => Promise<unknown>)[] = [];
  private readonly baseCleanups: (() => Promise<unknown>)[] = [];
  private baseSchemas = 0;
  private counter = 0;
  private renewals = 0;
  readonly faker: Faker;
  /** Acts as the set-up admin of the run, who may do everything. */
  readonly setupAdmin: Client;
  schema!: { oid: number; name: string };
  tables!: Record<TableName, WorldTable>;
  /** What its base grants to the roles of the plan and to PUBLIC; without fields where that is nothing. */
  readonly granted: Entry[] = [];
  vault!: WorldTable;
  /** Planted in every row of the readable tables; seeing it proves reading them. */
  readonly canary: string;
  /** Planted in every row of the secrets table. */
  readonly secretCanary: string;
  /** Planted in every row of the vault, which only a link or a join leads to. */
  readonly linkedCanary: string;

  constructor(
    readonly state: RunState,
    readonly prefix: string,
    readonly owner: WorldOwner,
    seed: number,
    /** The roles that act in it. */
    readonly roles: readonly Role[],
  ) {
    this.faker = fakerOf(seed);
    this.setupAdmin = new Client(state, state.setupAdmin.session);
    this.canary = `canary-${this.faker.string.alphanumeric(10)}`;
    this.secretCanary = `secret-${this.faker.string.alphanumeric(10)}`;
    this.linkedCanary = `secret-${this.faker.string.alphanumeric(10)}`;
    state.hearing?.plant('row of a closed table', this.secretCanary);
    state.hearing?.plant('value behind a link', this.linkedCanary);
  }

  /** Id of the main database, in which the world lives. */
  get databaseId(): number {
    return this.state.databases.main.id;
  }

  /** A unique name with the world's prefix; at most 63 characters, PostgreSQL's limit. */
  name(kind: string): string {
    this.counter += 1;
    return `${this.prefix}_${kind}${String(this.counter)}`;
  }

  /** A title that no book has, which the database would not take twice. */
  newTitle(): string {
    return `${this.faker.book.title()} ${this.faker.string.alphanumeric(8)}`;
  }

  /**
   * An object that is made on first use and then shared by the attempts of this world.
   * @param key identifies the object in the world, including its options, e.g. `form private`
   */
  once<T>(key: string, make: () => Promise<T>): Promise<T> {
    let made = this.objects.get(key) as Promise<T> | undefined;
    if (!made) {
      made = make();
      this.objects.set(key, made);
    }
    return made;
  }

  /** Changes when objects of the world are replaced: pages that show them must be reloaded. */
  get edition(): string {
    return `${this.prefix} ${String(this.renewals)}`;
  }

  /** How many objects were made so far; when it grows, older snapshots are outdated. */
  get size(): number {
    return this.objects.size;
  }

  /**
   * Registers the removal of an object; removals run in reverse order when the world ends.
   * @param last runs after all others: for PostgreSQL roles, which can not be dropped while they own something
   */
  onEnd(cleanup: () => Promise<unknown>, { last = false } = {}): void {
    if (last) this.cleanups.unshift(cleanup);
    else this.cleanups.push(cleanup);
  }

  /** Adds a schema, or the inside of a throw-away database, to what the witness reads. */
  watchSchema(oid: number): void {
    this.schemaOids.push(oid);
  }
  watchDatabase(name: string): void {
    this.scratchDatabases.push(name);
  }

  /** The scope of the witness's snapshots. */
  scope(shared: boolean): Scope {
    return {
      prefix: `${this.prefix}_`,
      schemaOids: this.schemaOids,
      scratchDatabases: this.scratchDatabases,
      shared,
    };
  }

  /** The PostgreSQL role of a plan role. @throws Error for a role that has none */
  postgresRole(role: string): RunPostgresRole {
    const found = this.state.postgresRoles[role];
    if (!found) throw new Error(`role "${role}" has no PostgreSQL role`);
    return found;
  }

  /** Marks the base (the schema and its tables) as complete: objects made from now on can be renewed. */
  seal(): void {
    this.baseCleanups.push(...this.cleanups.splice(0));
    this.baseSchemas = this.schemaOids.length;
  }

  /** Removes what was made on top of the base, so that the next attempt makes it again. Never throws. */
  async renew(): Promise<void> {
    this.renewals += 1;
    await runAll(this.cleanups.splice(0));
    this.objects.clear();
    this.schemaOids.splice(this.baseSchemas);
    this.scratchDatabases.splice(0);
  }

  /** Removes the whole world. Never throws: the run's check for orphans finds what remains. */
  async end(): Promise<void> {
    await this.renew();
    await runAll(this.baseCleanups.splice(0));
  }
}

/** Runs removals in reverse order; a failure must not stop the others. */
async function runAll(cleanups: (() => Promise<unknown>)[]): Promise<void> {
  for (const cleanup of cleanups.reverse()) await cleanup().catch(() => undefined);
}

/** The kind of world in which a role acts. */
export function worldOwnerFor(role: Role): WorldOwner {
  return role.ownsWorld ? 'manager' : 'owner';
}

/** Finds a role by name. @throws Error for an unknown role, with the known ones */
export function roleNamed(name: string): Role {
  const role = ROLES.find((candidate) => candidate.name === name);
  if (!role) throw new Error(`unknown role "${name}"; known: ${ROLES.map((known) => known.name).join(', ')}`);
  return role;
}
