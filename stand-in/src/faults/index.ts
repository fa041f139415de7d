import type { Install } from '../install';
import type { AnyMethod } from '../method';
import {
  type Fault,
  type Kind,
  asOwnerRole,
  doesNothing,
  openGate,
  refusing,
  withoutCollaboratorCheck,
  wrap,
  type Wrapper,
} from './fault';
import { DISCLOSING } from './disclosure';
import { FINE_PRIVILEGES } from './fine-privileges';
import { HAND_MADE } from './hand-made';
import { PAGE_FAULTS } from './pages';
import { REMEMBERED } from './remembered';
import { SIDE_EFFECTS } from './side-effects';

interface Generator {
  kind: Kind;
  what: string;
  fits: (method: AnyMethod) => boolean;
  wrapper: Wrapper;
}

const GENERATORS: readonly Generator[] = [
  { kind: 'open', what: 'open to every user', fits: ({ gate }) => gate === 'admin', wrapper: openGate },
  {
    kind: 'stranger',
    what: 'collaborator check skipped',
    fits: ({ collaborator }) => collaborator,
    wrapper: withoutCollaboratorCheck,
  },
  {
    kind: 'as-owner',
    what: 'runs as the owner’s role',
    fits: ({ collaborator }) => collaborator,
    wrapper: asOwnerRole,
  },
  { kind: 'no-op', what: 'answers OK and does nothing', fits: () => true, wrapper: doesNothing },
  {
    kind: 'refuse',
    what: 'refuses administrators',
    fits: () => true,
    wrapper: refusing(({ is_superuser }) => is_superuser),
  },
];

/** The protocol's own methods are open to all and guard nothing. */
const GUARDS_NOTHING = 'system.';

/** All that are made by hand. */
const BY_HAND = [
  ...HAND_MADE,
  ...SIDE_EFFECTS,
  ...FINE_PRIVILEGES,
  ...DISCLOSING,
  ...REMEMBERED,
  ...PAGE_FAULTS,
];

/** All faults that an unbroken install can have: those made by hand, then method by method the generated ones. */
function faultsOf({ methods }: Install): Fault[] {
  const generated = [...methods]
    .filter(([name]) => !name.startsWith(GUARDS_NOTHING))
    .flatMap(([name, method]) =>
      GENERATORS.filter(({ fits }) => fits(method)).map(({ kind, what, wrapper }): Fault => ({
        ...{ name: `${kind}:${name}`, what, kind, method: name },
        apply: (install) => wrap(install, name, wrapper),
      })),
    );
  return [...BY_HAND.map((fault): Fault => ({ ...fault, kind: 'hand-made' })), ...generated];
}

/** Breaks an install in one way at a time. */
export class FaultSwitch {
  readonly faults: readonly Fault[];
  private readonly whole: ReadonlyMap<string, AnyMethod>;
  private applied: Fault | undefined;

  /** @param install unbroken */
  constructor(private readonly install: Install) {
    this.faults = faultsOf(install);
    this.whole = new Map(install.methods);
  }

  /**
   * Mends what is broken, and then breaks the install by a fault.
   * @param name of the fault; null just mends
   * @throws Error naming the known faults when there is none of that name; nothing is changed then
   */
  async set(name: string | null): Promise<void> {
    const next = name === null ? undefined : this.faultNamed(name);
    await this.mend();
    this.applied = next;
    await next?.apply(this.install);
  }

  private faultNamed(name: string): Fault {
    const fault = this.faults.find((candidate) => candidate.name === name);
    if (fault) return fault;
    const known = BY_HAND.map((one) => one.name);
    const kinds = GENERATORS.map(({ kind }) => `${kind}:METHOD`);
    throw new Error(`unknown fault "${name}"\n  known: ${[...known, ...kinds].join(', ')}`);
  }

  private async mend(): Promise<void> {
    const { install, applied } = this;
    this.applied = undefined;
    await applied?.mend?.(install);
    for (const [name, method] of this.whole) install.methods.set(name, method);
  }
}
