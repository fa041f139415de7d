import type { Install } from '../install';
import type { AnyMethod } from '../method';
import { type Fault, KINDS } from './fault';
import { DISCLOSING } from './disclosure';
import { FINE_PRIVILEGES } from './fine-privileges';
import { HAND_MADE } from './hand-made';
import { accessFaults } from './kinds/access';
import { controlFaults } from './kinds/controls';
import { extraFieldFaults } from './kinds/extra-fields';
import { privilegeFaults } from './kinds/privileges';
import { readFormFaults } from './kinds/read-forms';
import { routeFaults } from './kinds/routes';
import { sideEffectFaults } from './kinds/side-effects';
import { staleFaults } from './kinds/stale';
import { wrongObjectFaults } from './kinds/wrong-object';
import { PAGE_FAULTS } from './pages';
import { REMEMBERED } from './remembered';
import { SIDE_EFFECTS } from './side-effects';

/** All that are made by hand. */
const BY_HAND = [
  ...HAND_MADE,
  ...SIDE_EFFECTS,
  ...FINE_PRIVILEGES,
  ...DISCLOSING,
  ...REMEMBERED,
  ...PAGE_FAULTS,
];

/** All faults that an unbroken install can have: those made by hand, then kind by kind the generated ones. */
function faultsOf(install: Install): Fault[] {
  return [
    ...BY_HAND.map((fault): Fault => ({ ...fault, kind: 'hand-made' })),
    ...accessFaults(install),
    ...wrongObjectFaults(install),
    ...sideEffectFaults(install),
    ...extraFieldFaults(install),
    ...readFormFaults(install),
    ...routeFaults(),
    ...staleFaults(install),
    ...privilegeFaults(install),
    ...controlFaults(),
  ];
}

/** Breaks an install, and mends it. */
export class FaultSwitch {
  readonly faults: readonly Fault[];
  private readonly whole: ReadonlyMap<string, AnyMethod>;
  private readonly hooks: Pick<Install, 'tellPage' | 'beforeRoutes' | 'pageScript'>;
  private applied: readonly Fault[] = [];

  /** @param install unbroken */
  constructor(private readonly install: Install) {
    this.faults = faultsOf(install);
    this.whole = new Map(install.methods);
    const { tellPage, beforeRoutes, pageScript } = install;
    this.hooks = { tellPage, beforeRoutes, pageScript };
  }

  /**
   * Mends what is broken, and then breaks the install by faults.
   * @param names of the faults, one after the other; null, or none, just mends
   * @throws Error naming the known faults when there is none of a name; nothing is changed then
   */
  async set(...names: readonly (string | null)[]): Promise<void> {
    const next = names.flatMap((name) => (name === null ? [] : this.faultNamed(name)));
    await this.mend();
    this.applied = next;
    for (const fault of next) await fault.apply(this.install);
  }

  private faultNamed(name: string): Fault {
    const fault = this.faults.find((candidate) => candidate.name === name);
    if (fault) return fault;
    const known = BY_HAND.map((one) => one.name);
    const kinds = KINDS.filter((kind) => kind !== 'hand-made').map((kind) => `${kind}:METHOD`);
    throw new Error(`unknown fault "${name}"\n  known: ${[...known, ...kinds].join(', ')}`);
  }

  private async mend(): Promise<void> {
    const { install, applied } = this;
    this.applied = [];
    for (const fault of applied.toReversed()) await fault.mend?.(install);
    for (const [name, method] of this.whole) install.methods.set(name, method);
    Object.assign(install, this.hooks);
  }
}
