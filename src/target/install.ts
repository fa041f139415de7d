import type { Hearing } from './disclosure/hearing';

/** An install, and who hears its answers. */
export interface Install {
  baseUrl: string;
  /** Set while tests run; never written to the run's file. */
  hearing?: Hearing;
}

/** An install by its address alone, whose answers nobody hears, or as it is. */
export const installOf = (install: string | Install): Install =>
  typeof install === 'string' ? { baseUrl: install } : install;

/** The install did not answer, or violated the protocol; never a verdict. */
export class InstallError extends Error {}
