import { parseArgs } from 'node:util';
import { spawnEmbedded } from '../../../../src/embedded/spawn';
import { playOrdinary } from './play';
import { readRecorded } from './recorded';

/** Plays every recorded scenario on embedded installs and prints each step that differs. */
const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const install = await spawnEmbedded();
try {
  const target = {
    install: 'local' as const,
    baseUrl: install.baseUrl,
    admin: install.admin,
    witness: install.databaseUrl,
    seed: 1,
  };
  const { compared, leftOut, failures } = await playOrdinary(target, values.only);
  for (const line of failures) console.log(line);
  const all = [...readRecorded().values()].flat().length;
  console.log(`scenarios: ${String(compared)} of ${String(all)} steps compared, ${String(leftOut)} left out`);
  process.exitCode = failures.length > 0 ? 1 : 0;
} finally {
  await install.stop();
}
