import type { Reporter } from '@playwright/test/reporter';
import { takeShard, type Unsharded } from './take-shard';

/** Lets `--list` show the tests that a shard would run. */
export default class ShardReporter implements Reporter {
  printsToStdio(): boolean {
    return false;
  }

  preprocess(unsharded: Unsharded): Promise<void> {
    takeShard(unsharded);
    return Promise.resolve();
  }
}
