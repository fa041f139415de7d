import type { Control } from '../controls/control';
import type { Cell, Expectation, Rule, Surface as SurfaceKind } from '../plan/types';
import type { Role } from '../roles';
import type { Judgement } from './verdict/judge';

/** A cell, and the control at which it is tried on a page; over the API without one. */
export interface CellTest {
  rule: Rule;
  cell: Cell;
  /** The rule whose allowed cells are the positive control; the rule itself where the plan names no other. */
  controlRule: Rule;
  control?: Control;
}

/** What a reader of the report is given beside the verdict. */
export interface Evidence {
  /** The failure's message. */
  failure: string;
  /** What each part is called, and its text. */
  parts: readonly (readonly [string, string])[];
}

/** Where a cell is tried: over the API, or at one control of a page. `Seen` is what a look at it yields. */
export interface Surface<Seen> {
  kind: SurfaceKind;
  /** The control's name; undefined for the API. */
  control: string | undefined;
  /**
   * Tries a rule as a role.
   * @throws Inconclusive when the attempt could not be made; NotWitnessed when its effect could not be seen
   */
  see(rule: Rule, role: Role, expected: Expectation): Promise<Seen>;
  judge(expected: Expectation, seen: Seen, proven: boolean): Judgement;
  /** Whether what an allowed role's own cell showed proves that the attempt works. */
  isPositiveControl(seen: Seen, judgement: Judgement): boolean;
  /** Tries a rule as an allowed role, to prove that the attempt works; throws as {@link see}. */
  provesControl(rule: Rule, role: Role): Promise<boolean>;
  evidence(test: CellTest, seen: Seen, judgement: Judgement): Evidence | Promise<Evidence>;
}

/** Nothing could be seen, so nothing is proven. The message says what could not be done. */
export class Inconclusive extends Error {
  constructor(
    message: string,
    readonly role: Role,
    override readonly cause: unknown,
  ) {
    super(message, { cause });
  }
}
