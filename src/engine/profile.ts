import type { Action } from '../actions/action';
import type { ControlIndex } from '../controls';
import type { ActionInfo, Rule, Vocabulary } from '../plan/types';
import type { Role } from '../roles';
import type { RunState } from '../target/state';
import type { TargetName } from '../target/target';
import type { Witness } from '../target/witness';

/** A kind of target: all that tells a demo from a local install is data in here. */
export interface Profile {
  name: TargetName;
  roles: readonly Role[];
  /** Those that every matrix has a column for. */
  requiredRoles: readonly string[];
  actions: ReadonlyMap<string, Action>;
  /** Where the actions of a plan area are written, as a hint names it. */
  actionFile: (area: string) => string;
  /** Verbs that only pages have. */
  pageActions?: readonly ActionInfo[];
  controls: ControlIndex;
  /** Methods and endpoints that the plan must exercise; none where it may leave some out. */
  methods?: readonly string[];
  /** Why a role's cell of a rule is not tried on this target; undefined when it is. */
  whyNotRun?: (state: RunState, rule: Rule, role: string) => string | undefined;
  openWitness: (state: RunState) => Witness;
}

/** A role of a target by its name. @throws Error for an unknown one, naming the known */
export function roleIn({ name: target, roles }: Pick<Profile, 'name' | 'roles'>, name: string): Role {
  const role = roles.find((candidate) => candidate.name === name);
  if (role) return role;
  throw new Error(
    `unknown role "${name}" of a ${target} target; known: ${roles.map((known) => known.name).join(', ')}`,
  );
}

/**
 * All names that the plan of a target may use, as of today.
 * @param partial a plan that is tried out, or a part of one: it need not exercise every method
 */
export function vocabularyOf(profile: Profile, { partial = false } = {}): Vocabulary {
  const { name, roles, requiredRoles, actions, actionFile, pageActions = [], controls, methods } = profile;
  const infos = [...[...actions.values()].map(({ info }) => info), ...pageActions];
  return {
    roles: roles.map((role) => role.name),
    requiredRoles,
    actions: new Map(infos.map((info) => [info.name, info])),
    actionFile,
    situations: [],
    offersOf: (call) => controls.for(call).map((control) => control.name),
    installs: [name],
    methods: methods ?? [],
    partial: partial || methods === undefined,
    today: new Date().toISOString().slice(0, 10),
  };
}
