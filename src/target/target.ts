import type { Credentials } from './client';
import type { Effect, Prevented } from './effects';

/** The kinds of targets. */
export type TargetName = 'local' | 'demo';

/** The install under test, from the environment. */
export interface Target {
  install: 'local';
  /** It is the suite's own stand-in, of which more can be started. */
  standIn?: true;
  baseUrl: string;
  admin: Credentials;
  /** The SQL witness's connection to the install's internal database; undefined: the API is read back instead. */
  witness: string | undefined;
  seed: number;
  /** What attempts may do beyond the objects of the run. */
  allowedEffects: readonly Effect[];
  /** Effects that the install can not have, as preflight found out, with the reason. */
  prevented?: Prevented;
}

/** A demo install and the accounts for testing it. */
export interface DemoTarget {
  install: 'demo';
  baseUrl: string;
  /** Two users of the demo, whose isolation from each other is tested. */
  visitors: { visitor: Credentials; neighbour: Credentials };
  /** An administrator, for what only an administrator can see; undefined without one. */
  admin: Credentials | undefined;
  /** The SQL witness's connection to the install's internal database; undefined without one. */
  witness: string | undefined;
  seed: number;
  /** Whether changes may be sent: the host is this machine, or allowed by name. */
  mayChange: boolean;
  /** What attempts may do beyond the objects of the run. */
  allowedEffects: readonly Effect[];
}

/** The installs that an environment names; if both are undefined, stand-ins are tested. */
export interface Targets {
  local: Target | undefined;
  demo: DemoTarget | undefined;
  /** Warnings, one line each. */
  warnings: string[];
}
