import type { Install } from '../install';

/** A named way to break an install on purpose, so that a suite that tests it can be tested itself. */
export interface Fault {
  /** `KIND:METHOD` where it is generated. */
  name: string;
  /** What is broken, for people. */
  what: string;
  kind: Kind;
  /** The method that a generated fault breaks. */
  method?: string;
  apply(install: Install): Promise<void> | void;
  /** Undoes what `apply` did to the install's tables or pages; the methods are put back by {@link FaultSwitch}. */
  mend?(install: Install): Promise<void> | void;
}

/** How a fault breaks an install; all but `hand-made` are generated, one for each method that can have it. */
export type Kind = 'hand-made' | 'open' | 'stranger' | 'as-owner' | 'no-op' | 'refuse';
