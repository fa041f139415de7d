import { DEMO } from '../demo/profile';
import { LOCAL } from '../engine/local-profile';
import { vocabularyOf, type Profile } from '../engine/profile';
import type { Vocabulary } from '../plan/types';
import type { TargetName } from '../target/target';

/** Every kind of target. */
export const PROFILES: Record<TargetName, Profile> = { local: LOCAL, demo: DEMO };

/** The names that the plans of all targets may currently use; parameters as {@link vocabularyOf}. */
export const vocabularies = (options?: { partial: boolean }): Record<TargetName, Vocabulary> => ({
  local: vocabularyOf(LOCAL, options),
  demo: vocabularyOf(DEMO, options),
});
