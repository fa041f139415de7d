import type { Credentials } from './client';

/** The kinds of targets. */
export type TargetName = 'local' | 'demo';

/** Which install a run is pointed at, as the environment says. */
export interface Target {
  install: 'local';
  baseUrl: string;
  admin: Credentials;
  /** The SQL witness's connection to the install's internal database; undefined: the API is read back instead. */
  witness: string | undefined;
  seed: number;
}

/** A demo install and the accounts by which it is tested. */
export interface DemoTarget {
  install: 'demo';
  baseUrl: string;
  /** Two users of the demo, whose isolation from each other is tested. */
  visitors: { visitor: Credentials; neighbour: Credentials };
  /** An administrator, for what only one can tell; undefined without one. */
  admin: Credentials | undefined;
  /** The SQL witness's connection to the install's internal database; undefined without one. */
  witness: string | undefined;
  seed: number;
  /** Whether what changes something may be sent: the host is this machine, or allowed by name. */
  mayChange: boolean;
}

/** The installs that an environment names; both undefined: stand-ins are tested. */
export interface Targets {
  local: Target | undefined;
  demo: DemoTarget | undefined;
  /** What is no mistake but should be known, one line each. */
  warnings: string[];
}
