import type { RunAccount, RunState } from '../target/state';

/** All that the workers of a run must know of the demo. */
export interface DemoState {
  /**
   * The demo as an install: the visitor provisions, in the own database (`main`); `other` is the neighbour's. The
   * accounts are those of the demo's roles; the admin's is left out where none is given.
   */
  run: RunState;
  /** Whether what changes something may be sent. */
  mayChange: boolean;
  /** What the summary calls the host, e.g. `demo.example.org`. */
  host: string;
}

/** The account of one of the two visitors. @throws Error when the set-up left none */
export function visitorAccount({ run }: DemoState, who: 'visitor' | 'neighbour'): RunAccount {
  const account = run.accounts[who];
  if (!account) throw new Error(`the demo has no account for "${who}"`);
  return account;
}
