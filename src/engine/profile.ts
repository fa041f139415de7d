import type { Action } from '../actions/action';
import type { ControlIndex } from '../controls';
import type { Control } from '../controls/control';
import type { ActionInfo, Rule, Vocabulary } from '../plan/types';
import type { Role } from '../roles';
import { isOlder } from '../target/releases';
import type { RunState } from '../target/state';
import type { TargetName } from '../target/target';
import type { Witness } from '../target/witness';
import type { Situation } from '../world/situations/situation';

/** A kind of target: all differences between a demo and a local install are data in here. */
export interface Profile {
  name: TargetName;
  roles: readonly Role[];
  /** Roles for which every matrix must have a column. */
  requiredRoles: readonly string[];
  actions: ReadonlyMap<string, Action>;
  /** The file with the actions of a plan area, as a hint names it. */
  actionFile: (area: string) => string;
  /** Verbs that exist on pages only. */
  pageActions?: readonly ActionInfo[];
  controls: ControlIndex;
  /** The situations that rules may be tried in. */
  situations?: ReadonlyMap<string, Situation>;
  /** Methods and endpoints that the plan must exercise; undefined when it may leave some out. */
  methods?: readonly string[];
  /** The target's policy: why it does not run the cell of a rule and a role; undefined when it does. */
  whyNotRun?: (state: RunState, rule: Rule, role: string) => string | undefined;
  openWitness: (state: RunState) => Witness;
}

/** Finds a role of a target by name. @throws Error for an unknown role, with the known ones */
export function roleIn({ name: target, roles }: Pick<Profile, 'name' | 'roles'>, name: string): Role {
  const role = roles.find((candidate) => candidate.name === name);
  if (role) return role;
  throw new Error(
    `unknown role "${name}" of a ${target} target; known: ${roles.map((known) => known.name).join(', ')}`,
  );
}

/**
 * Why a cell is not run: the release does not have a method that it needs, or not the control, or the target's policy.
 * @param control at which a page offers it; over the API without
 * @returns undefined for a cell that is run
 */
export function whyNotRun(
  profile: Profile,
  state: RunState,
  rule: Rule,
  role: string,
  control?: Pick<Control, 'name' | 'since'>,
): string | undefined {
  if (control?.since !== undefined && state.release !== undefined && isOlder(state.release, control.since))
    return `the pages of release ${state.release} do not show "${control.name}"`;
  const methods = profile.actions.get(rule.action.name)?.info.methods ?? [];
  const lacking = methods.find((method) => state.lackedMethods?.includes(method));
  if (lacking !== undefined) return `release ${String(state.release)} has no method ${lacking}`;
  if (rule.given && profile.situations?.get(rule.given.situation)?.way.bySql && state.witness === undefined)
    return `only SQL can bring "${rule.given.situation}" about: set LOCAL_DATABASE_URL`;
  return profile.whyNotRun?.(state, rule, role);
}

/**
 * All names that the plan of a target may currently use.
 * @param partial the plan is experimental or incomplete: it need not exercise every method
 */
export function vocabularyOf(profile: Profile, { partial = false } = {}): Vocabulary {
  const { name, roles, requiredRoles, actions, actionFile, pageActions = [], controls, methods } = profile;
  const infos = [...[...actions.values()].map(({ info }) => info), ...pageActions];
  return {
    roles: roles.map((role) => role.name),
    requiredRoles,
    actions: new Map(infos.map((info) => [info.name, info])),
    actionFile,
    situations: [...(profile.situations?.keys() ?? [])],
    offersOf: (call) => controls.for(call).map((control) => control.name),
    installs: [name],
    methods: methods ?? [],
    partial: partial || methods === undefined,
    today: new Date().toISOString().slice(0, 10),
  };
}
