import type { Role } from '../roles';
import { phase } from '../target/phases';
import { again } from '../target/again';
import { nameInWorker } from '../target/run-name';
import { asSetUp } from '../target/install-locks';
import type { RunState } from '../target/state';
import type { Witness } from '../target/witness';
import { buildWorld } from '../world/build';
import { seedBystanders } from '../world/bystanders';
import { World, worldOwnerFor, type WorldOwner } from '../world/world';
import { AsSeeded } from './as-seeded';
import { Exclusive } from './exclusive';
import { WitnessedWorld, type Bystanders } from './witnessed-world';

/** Identifies the worlds of one worker. */
export interface PoolOptions {
  state: RunState;
  witness: Witness;
  /** Distinguishes this worker's worlds from others; unique in the run, failed workers included. */
  worker: number | string;
  /** The roles that act in them; each gets its grants. */
  roles: readonly Role[];
  /** Serializes attempts on what all worlds share; pools that work at the same time need the same one. */
  exclusive?: Exclusive;
  /** Changes every new world before an attempt is made in it. */
  adjust?: (world: World) => Promise<unknown>;
}

/**
 * Keeps one world of each kind for one worker: a world that the witness proved unchanged is reused, a changed
 * one is renewed, put back or replaced. Worlds are built and removed in parallel with attempts: their names distinguish
 * them from the one in use.
 */
export class WorldPool {
  readonly exclusive: Exclusive;
  private readonly current = new Map<WorldOwner, WitnessedWorld>();
  private readonly spare = new Map<WorldOwner, Promise<World>>();
  private readonly ending = new Set<Promise<void>>();
  private seeded: Promise<Bystanders> | undefined;
  private reading: WitnessedWorld | undefined;
  private made = 0;

  constructor(private readonly options: PoolOptions) {
    this.exclusive = options.exclusive ?? new Exclusive(options.state);
  }

  /** The world in which the role acts. Throws as {@link buildWorld}. */
  async for(role: Role): Promise<WitnessedWorld> {
    const owner = worldOwnerFor(role);
    const kept = this.current.get(owner);
    if (kept && !kept.spent) {
      await kept.renew();
      return kept;
    }
    // Whatever is in the way of it, a new world shows.
    if (kept && (await kept.putBack().catch(() => false))) return kept;
    if (kept) this.drop(owner, kept);
    // One that could not be built is built again: what was in its way may be gone.
    const begun = this.spare.get(owner)?.catch(() => undefined);
    const spare = begun && (await phase('worlds awaited', () => begun));
    this.spare.delete(owner);
    // Nothing happens twice: the next one has another name.
    const next = spare ?? (await phase('worlds awaited', () => again(() => this.build(owner))));
    const bystanders = await this.bystanders();
    const world = new WitnessedWorld(next, this.options.witness, this.exclusive, bystanders);
    this.current.set(owner, world);
    this.spare.set(owner, this.build(owner));
    await world.begin();
    return world;
  }

  /** A world for attempts that only read existing data: nothing is made in it, so nothing is witnessed. */
  forReading(): WitnessedWorld {
    const { state, roles } = this.options;
    this.reading ??= new WitnessedWorld(
      new World(state, state.prefix, 'owner', state.seed, roles),
      undefined,
      this.exclusive,
    );
    return this.reading;
  }

  /** See {@link WitnessedWorld.outdate}. */
  outdate(): void {
    for (const world of this.current.values()) world.outdate();
  }

  /** Drops a world after an error: its state is unknown. */
  discard(role: Role): void {
    const owner = worldOwnerFor(role);
    const kept = this.current.get(owner);
    if (kept) this.drop(owner, kept);
    this.reading = undefined;
  }

  /** Removes all worlds. */
  async end(): Promise<void> {
    for (const [owner, world] of this.current) this.drop(owner, world);
    for (const built of await Promise.allSettled(this.spare.values())) {
      if (built.status === 'fulfilled') await built.value.end();
    }
    this.spare.clear();
    await (await this.seeded?.catch(() => undefined))?.world.end();
    await Promise.all(this.ending);
  }

  /** Made once for all worlds; on a demo nothing but an attempt's own objects is made. */
  private bystanders(): Promise<Bystanders | undefined> {
    if (this.options.state.target !== 'local') return Promise.resolve(undefined);
    this.seeded ??= phase('bystanders made', () => this.seed());
    // One that could not be made is tried again.
    this.seeded.catch(() => (this.seeded = undefined));
    return this.seeded;
  }

  private async seed(): Promise<Bystanders> {
    const { state, worker, roles, witness } = this.options;
    const world = await seedBystanders(
      state,
      nameInWorker(state.prefix, worker, 'bystanders'),
      state.seed,
      roles,
    );
    return { world, asSeeded: await AsSeeded.look(witness, world) };
  }

  private build(owner: WorldOwner): Promise<World> {
    const { state, worker, roles, adjust } = this.options;
    this.made += 1;
    const prefix = nameInWorker(state.prefix, worker, `x${String(this.made)}`);
    const seed = state.seed + (Number(worker) || 0) * 10_000 + this.made;
    const world = asSetUp(state, () =>
      phase('worlds built (beside the cells)', () => buildWorld(state, prefix, owner, seed, roles, adjust)),
    );
    // The attempt that needs the world reports the error.
    world.catch(() => undefined);
    return world;
  }

  private drop(owner: WorldOwner, world: WitnessedWorld): void {
    this.current.delete(owner);
    const end = asSetUp(this.options.state, () =>
      phase('worlds removed (beside the cells)', () => world.world.end()),
    ).finally(() => this.ending.delete(end));
    this.ending.add(end);
  }
}
