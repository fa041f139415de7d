import { Client } from './client';
import { failureIn } from './read-back/ask';
import { ON_INSTALL, SHARED } from './read-back/install';
import { Look, type Readers } from './read-back/look';
import { IN_MAIN_DATABASE, type ReadBack } from './read-back/main-database';
import { snapshotOf, type Snapshot } from './snapshot';
import type { RunState } from './state';
import { SqlWitness, type Effect, type Scope, type Witness } from './witness';

const PARTS: ReadonlyMap<string, ReadBack> = new Map(
  Object.entries({ ...IN_MAIN_DATABASE, ...ON_INSTALL, ...SHARED }),
);

/**
 * The witness for installs whose database can not be reached: reads back over the API what an attempt is about. The
 * API tells everything but passwords, the time of a change, and Mathesar's own schemas inside a database.
 */
export class ApiWitness implements Witness {
  readonly kind = 'read-back';
  readonly selective = true;
  private readonly readers: Readers;

  /** @param readers who reads back; the set-up admin where none is given */
  constructor(
    private readonly state: RunState,
    readers: Partial<Readers> = {},
  ) {
    const setupAdmin = new Client(state, state.setupAdmin.session);
    this.readers = { main: setupAdmin, other: setupAdmin, install: setupAdmin, ...readers };
  }

  whyBlind({ part, onlyBySql }: Effect, before: Snapshot): string | undefined {
    const todo = `set ${this.state.target.toUpperCase()}_DATABASE_URL`;
    const unread = PARTS.has(kindOf(part))
      ? onlyBySql
      : part.replace(/^inside .*/, 'the inside of a database');
    if (unread !== undefined) return `only SQL sees a change of ${unread}: ${todo}`;
    const seen = [...(before.get(part)?.keys() ?? [])];
    const failure = seen.map(failureIn).find((each) => each !== undefined);
    if (failure === undefined) return undefined;
    return `whether "${part}" changes could not be read back (${failure}): ${todo}`;
  }

  async look({ about, ...scope }: Scope): Promise<Snapshot> {
    const look = new Look(scope, this.readers, this.state);
    const shared = Object.keys(SHARED);
    const everything = [...PARTS.keys()].filter((part) => scope.shared || !shared.includes(part));
    const parts = about ?? everything;
    const seen = await Promise.all(
      parts.map(async (part) => (await PARTS.get(kindOf(part))?.(look, part.split(':')[1])) ?? []),
    );
    return snapshotOf(seen.flat());
  }

  async close(): Promise<void> {
    // Keeps no connection.
  }
}

/** `rows:books` → `rows`. */
const kindOf = (part: string) => part.split(':')[0] ?? part;

/** SQL when the install's database can be reached, else a read-back through the API. */
export function openWitness(state: RunState): Witness {
  return state.witness === undefined ? new ApiWitness(state) : new SqlWitness(state.witness, state);
}
