import type { Fault } from '../../../src/embedded/faults';
import type { Install } from '../../../src/embedded/install';
import { asOwnerRole, doesNothing, openGate, refusing, withoutCollaboratorCheck, wrap } from '../../../src/embedded/faults/wrappers';

/** A fault of one method; a suite with power sees each of them in the cells of that method's rules. */
export interface MethodFault extends Fault {
  method: string;
}

/**
 * One fault of every kind that a method can have: an administrators' method opened, a collaborator check skipped, an
 * answer without a deed, an allowed role refused. Roles ignored (`as owner`) only where some caller's own privileges
 * would refuse.
 */
export function faultsOfEveryMethod(install: Install): MethodFault[] {
  return [...install.methods].flatMap(([method, { gate, collaborator }]): MethodFault[] => {
    const fault = (kind: string, what: string, wrapper: Parameters<typeof wrap>[2]): MethodFault => ({
      name: `${kind}:${method}`,
      what,
      method,
      apply: (target) => wrap(target, method, wrapper),
    });
    return [
      ...(gate === 'admin' ? [fault('open', 'open to every user', openGate)] : []),
      ...(collaborator ? [fault('stranger', 'collaborator check skipped', withoutCollaboratorCheck)] : []),
      ...(collaborator ? [fault('as-owner', 'runs as the owner’s role', asOwnerRole)] : []),
      fault('no-op', 'answers OK and does nothing', doesNothing),
      fault('refuse', 'refuses administrators', refusing('_admin')),
    ];
  });
}
