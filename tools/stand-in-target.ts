import type { EmbeddedDetails } from '../stand-in/src/start';
import type { Target } from '../src/target/target';

/** An embedded install as a target, always with the same data. */
export const embeddedTarget = ({ baseUrl, admin, databaseUrl }: EmbeddedDetails): Target => ({
  install: 'local',
  baseUrl,
  admin,
  witness: databaseUrl,
  seed: 1,
});

/** An embedded demo as a target that may be changed, always with the same data; its visitors are still to be made. */
export const embeddedDemoTarget = ({ baseUrl, admin, databaseUrl }: EmbeddedDetails) => ({
  install: 'demo' as const,
  baseUrl,
  admin,
  witness: databaseUrl,
  seed: 1,
  mayChange: true,
});
