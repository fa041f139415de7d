import type { z } from 'zod';
import type { GapVerdict } from './verdicts';

/**
 * What a page of the plan is about: permissions of roles (when it does not say), those of the demo's visitors, the
 * privileges that a way to deploy needs, what an upgrade may change, what is asked as composed roles, who may be told
 * what, which controls pages may have, or which methods no rule tries.
 */
export const PAGE_KINDS = [
  'permissions',
  'demo',
  'deployment',
  'upgrade',
  'composed',
  'disclosure',
  'controls',
  'uncovered',
] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** Why an install refuses a call; see design words. `any` reason is written by leaving the reason out. */
export const REASONS = [
  'login',
  'admin',
  'collaborator',
  'privilege',
  'refused',
  'not-found',
  'silent',
] as const;
export type Reason = (typeof REASONS)[number];

export const SURFACES = ['api', 'ui'] as const;
export type Surface = (typeof SURFACES)[number];

export const SEVERITIES = ['blocker', 'critical', 'normal', 'minor', 'trivial'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a cell says: `allow`, `deny` (optionally for one reason), `hide`, or `none` (`–`, not applicable). */
export type Expectation =
  { kind: 'allow' } | { kind: 'deny'; reason?: Reason } | { kind: 'hide' } | { kind: 'none' };

/** A place in a plan file; line and column count from 1, column in UTF-16 units as editors show it. */
export interface Position {
  /** Path as printed, relative to the project, with `/`. */
  file: string;
  line: number;
  column: number;
}

/** What every known gap says, whatever it is a gap of: `[^id]: known gap … until 2027-06-30, mathesar#4729: why`. */
export interface GapNote {
  id: string;
  /** ISO date; the gap holds through this day (UTC). */
  until: string;
  /** Its report (`mathesar#4729`, or a URL), `to report`, or `disputed (documentation against code)`. */
  source: string;
  reason: string;
  position: Position;
}

/**
 * A cell that is known to fail with one verdict: `known gap (inconclusive) until …` for what the API answers; `known page
 * gap (breach: forms) until …` for what pages offer, `known page gap (…) of cell menu: Paste until …` for one control.
 */
export interface KnownGap extends GapNote {
  /** The verdict that it excuses; every other one is a finding. */
  verdict: GapVerdict;
  /**
   * For a breach or a side effect: all that it may show, parts of the witness, `canary` or `answer`. For a disclosure: the
   * kinds told.
   */
  effects: readonly string[];
  surface: Surface;
  /** The controls that a page gap is about; all of the rule's where it names none. */
  controls?: readonly string[];
}

/** The verb of a rule with its arguments, e.g. `users.add(superuser: true)`. */
export interface ActionCall {
  name: string;
  /** Arguments as the action's zod schema returns them (defaults filled in). */
  args: Record<string, unknown>;
  /** As written, normalised: name, and only the arguments that the plan gives. */
  text: string;
}

/** One role's expectation for one rule. */
export interface Cell {
  role: string;
  expectation: Expectation;
  /** Written `(api)`: what pages offer this role is left open. */
  apiOnly?: true;
  gaps: readonly KnownGap[];
  position: Position;
}

/** One row of the plan. */
export interface Rule {
  id: string;
  title: string;
  action: ActionCall;
  cells: Cell[];
  area: string;
  severity: Severity;
  installs: string[];
  surfaces: Surface[];
  /** Names of the controls by which pages offer the call; none where the rule is not checked on pages. */
  offers: readonly string[];
  /** The situation that it is tried in; undefined is the normal one. */
  given?: { situation: string; budgetMs: number };
  /** Document or issue the rule comes from. */
  source?: string;
  /** Whether it may run on a host that nobody allowed changes on; its action only reads then. */
  safe?: true;
  /** ID of the rule whose allowed cell is the positive control where this rule allows nobody. */
  positiveControl?: string;
  position: Position;
}

/** One Markdown file of the plan. */
export interface PlanFile {
  file: string;
  area: string;
  title: string;
  /** Method patterns the file answers for, e.g. `records.*`; comma separated in the front matter. */
  covers: string[];
  rules: Rule[];
  /** The heading. */
  position: Position;
}

export interface Plan {
  files: PlanFile[];
}

/** Something wrong with the plan: where, what, and (indented on further lines) what to do. */
export interface Problem {
  /** A warning is printed and stops nothing; without it the problem is an error, and nothing runs. */
  severity?: 'warning';
  position: Position;
  message: string;
  hints: string[];
}

/** What the compiler must know of an action to check a cell that names it. */
export interface ActionInfo {
  name: string;
  /** zod schema of the arguments (strict; every argument has a default). */
  args: z.ZodObject;
  /** RPC methods (`records.add`) and endpoints (`GET /api/export/v0/tables/`) that an attempt exercises. */
  methods: readonly string[];
  /** An attempt sends nothing but what reads, and makes nothing to read. */
  reads?: true;
}

/** All names a plan may use. Handed in, so that the compiler stays pure. */
export interface Vocabulary {
  roles: readonly string[];
  /** Those that every matrix has a column for. */
  requiredRoles: readonly string[];
  actions: ReadonlyMap<string, ActionInfo>;
  /** Where the actions of a plan area are written, as a hint names it. */
  actionFile: (area: string) => string;
  situations: readonly string[];
  /** The names of the controls by which pages offer a call; none where no page does. */
  offersOf: (call: ActionCall) => readonly string[];
  installs: readonly string[];
  /** Methods and endpoints of the install; each must be exercised by some rule. */
  methods: readonly string[];
  /** A plan that is tried out, or a part of one: methods that no rule covers are no problem. */
  partial?: boolean;
  /** Today, ISO date (UTC); gaps that end before it are expired. */
  today: string;
}
