import type { Attempt } from '../actions/action';
import type { Observation } from '../engine/attempt';
import type { Disclosed } from '../target/disclosure/hearing';
import type { World } from '../world/world';
import type { Traced } from './trace';

/** What was seen and sent when a cell was tried. */
export interface Take {
  world: World;
  seen: Observation;
  /** Of the set-up admin's, before the first look. */
  setUp: Traced[];
  before: Traced[];
  after: Traced[];
  /** Who sent the attempt, if not the role's account. */
  sender: string | undefined;
  told: readonly Disclosed[];
  canary: Attempt['canary'];
}
