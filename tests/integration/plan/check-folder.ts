import { runCheck } from '../../../src/cli/check';
import { vocabulary } from '../../unit/plan/vocabulary';

// `qa-plan check` with the vocabulary of these tests, as a process of its own.
process.exitCode = runCheck({
  folder: process.argv[2] ?? '',
  names: { local: vocabulary, demo: vocabulary },
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
});
