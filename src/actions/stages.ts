import { buildWorld } from '../world/build';
import { worldOwnerFor, type WorldOwner } from '../world/world';
import type { RunState } from '../install/state';
import type { Witness } from '../install/witness';
import type { Role } from '../roles';
import { Stage } from './perform';

/**
 * Keeps one stage per kind of world for one worker: a world that the witness proved unchanged serves the next
 * attempt, a changed one is renewed or replaced.
 */
export class Stages {
  private readonly current = new Map<WorldOwner, Stage>();
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
    if (kept) await this.drop(owner, kept);
    this.made += 1;
    const prefix = `${this.state.prefix}_${String(this.worker)}x${String(this.made)}`;
    const world = await buildWorld(
      this.state,
      prefix,
      owner,
      this.state.seed + this.worker * 10_000 + this.made,
    );
    const stage = new Stage(world, this.witness);
    this.current.set(owner, stage);
    return stage;
  }

  /** A world in which something failed half way proves nothing more. */
  async discard(role: Role): Promise<void> {
    const owner = worldOwnerFor(role);
    const kept = this.current.get(owner);
    if (kept) await this.drop(owner, kept);
  }

  /** Removes all worlds. */
  async end(): Promise<void> {
    for (const [owner, stage] of this.current) await this.drop(owner, stage);
  }

  private async drop(owner: WorldOwner, stage: Stage): Promise<void> {
    this.current.delete(owner);
    await stage.world.end();
  }
}
