import { ACTIONS } from '../../../src/actions/index';
import type { Fault } from '../../../stand-in/src/faults/index';
import {
  asOwnerRole,
  doesNothing,
  openGate,
  refusing,
  withoutCollaboratorCheck,
  wrap,
  type Wrapper,
} from '../../../stand-in/src/faults/wrappers';
import type { Install } from '../../../stand-in/src/install';
import { RPC_METHODS } from '../../../src/target/methods';
import type { Rule } from '../../../src/plan/types';

/** A fault of one method, and the rules that try the method. */
export interface MethodFault extends Fault {
  rules: readonly Rule[];
}

/** What is sent to the makers leaves the install: no witness can see it. */
const UNSEEN_EFFECT = new Set(['analytics.upload_feedback']);

/**
 * One fault of every kind that each method can have: an administrators' method opened, a collaborator check skipped,
 * the caller's role ignored (where a rule says that somebody's privileges do not suffice), an answer without a deed,
 * an allowed role refused. A suite with power sees each of them in the cells of the method's rules.
 */
export function faultsOfEveryMethod(install: Install, plan: readonly Rule[]): MethodFault[] {
  // The protocol's own methods (system.*) are open to all and guard nothing.
  const methods = [...install.methods].filter(([method]) => RPC_METHODS.includes(method));
  return methods.flatMap(([method, { gate, collaborator }]): MethodFault[] => {
    const rules = plan.filter(({ action }) => ACTIONS.get(action.name)?.info.methods.includes(method));
    const expected = new Set(
      rules.flatMap(({ cells }) => cells.map(({ expectation }) => reasonOf(expectation))),
    );
    const fault = (kind: string, what: string, wrapper: Wrapper): MethodFault => ({
      name: `${kind}:${method}`,
      what,
      rules,
      apply: (target) => {
        wrap(target, method, wrapper);
      },
    });
    return [
      ...(gate === 'admin' ? [fault('open', 'open to every user', openGate)] : []),
      ...(collaborator ? [fault('stranger', 'collaborator check skipped', withoutCollaboratorCheck)] : []),
      ...(collaborator && expected.has('privilege')
        ? [fault('as-owner', 'runs as the owner’s role', asOwnerRole)]
        : []),
      ...(UNSEEN_EFFECT.has(method) ? [] : [fault('no-op', 'answers OK and does nothing', doesNothing)]),
      fault(
        'refuse',
        'refuses administrators',
        refusing(({ is_superuser }) => is_superuser),
      ),
    ];
  });
}

const reasonOf = (expectation: Rule['cells'][number]['expectation']) =>
  expectation.kind === 'deny' ? expectation.reason : undefined;
