import type { EmbeddedDetails } from '../../src/embedded/start';
import type { Target } from '../../src/install/target';

/** An embedded install as a target, always with the same data. */
export const embeddedTarget = ({ baseUrl, admin, databaseUrl }: EmbeddedDetails): Target => ({
  install: 'local',
  baseUrl,
  admin,
  witness: databaseUrl,
  seed: 1,
});
