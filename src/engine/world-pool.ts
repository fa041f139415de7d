import { buildWorld } from '../world/build';
import { worldOwnerFor, type World, type WorldOwner } from '../world/world';
import type { RunState } from '../target/state';
import type { Witness } from '../target/witness';
import type { Role } from '../roles';
import { Stage } from './attempt';

/**
 * Keeps one stage per kind of world for one worker: a world that the witness proved unchanged serves the next
 * attempt, a changed one is renewed or replaced. The next world is built, and the last removed, beside the attempts:
 * their names tell them from the one in use.
 */
export class Stages {
  private readonly current = new Map<WorldOwner, Stage>();
  private readonly spare = new Map<WorldOwner, Promise<World>>();
  private readonly ending = new Set<Promise<void>>();
  private made = 0;

  /** @param worker tells this worker's worlds from those of others; unique in the run, workers that failed included */
  constructor(
    private readonly state: RunState,
    private readonly witness: Witness,
    private readonly worker: number,
  ) {}

  /** A stage in the kind of world in which the role acts. Throws as {@link buildWorld}. */
  async for(role: Role): Promise<Stage> {
    const owner = worldOwnerFor(role);
    const kept = this.current.get(owner);
    if (kept && !kept.spent) {
      await kept.renew();
      return kept;
    }
    if (kept) this.drop(owner, kept);
    const next = this.spare.get(owner) ?? this.build(owner);
    this.spare.delete(owner);
    const stage = new Stage(await next, this.witness);
    this.current.set(owner, stage);
    this.spare.set(owner, this.build(owner));
    return stage;
  }

  /** A world in which something failed half way proves nothing more. */
  discard(role: Role): void {
    const owner = worldOwnerFor(role);
    const kept = this.current.get(owner);
    if (kept) this.drop(owner, kept);
  }

  /** Removes all worlds. */
  async end(): Promise<void> {
    for (const [owner, stage] of this.current) this.drop(owner, stage);
    for (const built of await Promise.allSettled(this.spare.values())) {
      if (built.status === 'fulfilled') await built.value.end();
    }
    this.spare.clear();
    await Promise.all(this.ending);
  }

  private build(owner: WorldOwner): Promise<World> {
    this.made += 1;
    const prefix = `${this.state.prefix}_${String(this.worker)}x${String(this.made)}`;
    const seed = this.state.seed + this.worker * 10_000 + this.made;
    const world = buildWorld(this.state, prefix, owner, seed);
    // What went wrong is told to the attempt that wants the world.
    world.catch(() => undefined);
    return world;
  }

  private drop(owner: WorldOwner, stage: Stage): void {
    this.current.delete(owner);
    const end = stage.world.end().finally(() => this.ending.delete(end));
    this.ending.add(end);
  }
}
