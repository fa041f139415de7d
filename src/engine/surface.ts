import type { Control } from '../controls/control';
import type { Cell, Expectation, Rule, Surface as SurfaceKind } from '../plan/types';
import type { Role } from '../roles';
import type { Revocation, WaysNote, WitnessKind } from '../record/schema';
import type { Witnessed } from '../record/witnessed';
import type { Judgement } from './verdict/judge';

/** A cell, and the control through which it is tried; without a control, over the API. */
export interface CellTest {
  rule: Rule;
  cell: Cell;
  /** The rule whose allowed cells are the positive control; the rule itself unless the plan names another. */
  controlRule: Rule;
  control?: Control;
}

/** What the report shows in addition to the verdict. */
export interface Evidence {
  /** The failure's message. */
  failure: string;
  /** The outcome in short. */
  seen: string;
  /** What the role was seen to be allowed, whatever the plan expects. */
  witnessed: Witnessed;
  /** What the cell was looked at by, beside its positive control. */
  witnesses: readonly WitnessKind[];
  /** Name and text of each part. */
  parts: readonly (readonly [string, string])[];
  /** How long rights outlived their end, for the revocation clock. */
  revocations?: readonly Revocation[];
  /** For a read that was asked in other forms too. */
  ways?: WaysNote;
}

/** Where a cell is tried: over the API, or through one control of a page. `Seen` is the type of its observations. */
export interface Surface<Seen> {
  kind: SurfaceKind;
  /** The control's name; undefined for the API. */
  control: string | undefined;
  /**
   * Tries a rule as a role.
   * @throws Inconclusive when the attempt could not be made; NotRun when the target lacks what it takes
   */
  see(rule: Rule, role: Role, expected: Expectation): Promise<Seen>;
  judge(expected: Expectation, seen: Seen, proven: boolean): Judgement;
  /** Whether the observation of an allowed role's own cell proves that the attempt works. */
  isPositiveControl(seen: Seen, judgement: Judgement): boolean;
  /** Tries a rule as an allowed role, to prove that the attempt works; throws as {@link see}. */
  provesControl(rule: Rule, role: Role): Promise<boolean>;
  evidence(test: CellTest, seen: Seen, judgement: Judgement): Evidence | Promise<Evidence>;
}

/** The cell is not run on this target; the message says why. */
export class NotRun extends Error {}

/** Nothing could be observed, so nothing is proven. The message says what could not be done. */
export class Inconclusive extends Error {
  constructor(
    message: string,
    readonly role: Role,
    override readonly cause: unknown,
  ) {
    super(message, { cause });
  }
}
