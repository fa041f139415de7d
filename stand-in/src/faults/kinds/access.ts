import type { Install } from '../../install';
import { CODES, RpcError, noConnection } from '../../errors';
import type { AnyMethod } from '../../method';
import {
  type Fault,
  type Kind,
  type Wrapper,
  asOwnerRole,
  crashingOnRefusal,
  doesNothing,
  guarded,
  onRefusal,
  openGate,
  refusing,
  spared,
  whole,
  withoutCollaboratorCheck,
  wrapped,
} from '../fault';

interface Generator {
  kind: Kind;
  what: string;
  fits: (method: AnyMethod) => boolean;
  wrapper: Wrapper;
}

/** The refusals of a whole method, told otherwise. */
const refusingOtherwise =
  (wrapper: Wrapper): Wrapper =>
  (method) => {
    const asIs = whole(method);
    const broken = wrapper(asIs);
    return { ...broken, run: (call, given) => (spared(call) ? asIs : broken).run(call, given) };
  };

/** Why a call is refused, told as another reason. */
const otherReason = onRefusal((call, _params, error) => {
  const login = error instanceof RpcError && error.code === CODES.authentication;
  return Promise.reject(
    login
      ? noConnection()
      : new RpcError(CODES.authentication, `Authentication failed when calling "${call.method}"`),
  );
});

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
  {
    kind: 'wrong-reason',
    what: 'refuses for another reason than there is',
    fits: () => true,
    wrapper: refusingOtherwise(otherReason),
  },
  {
    kind: 'crash',
    what: 'a refusal is reported as a crash',
    fits: () => true,
    wrapper: refusingOtherwise(crashingOnRefusal),
  },
  {
    kind: 'silent',
    what: 'what is refused answers OK',
    fits: () => true,
    wrapper: refusingOtherwise(onRefusal(() => Promise.resolve(null))),
  },
];

/** Who may call a method, and what a refusal says: one fault of each kind that fits a method. */
export const accessFaults = (install: Install): Fault[] =>
  guarded(install).flatMap(([name, method]) =>
    GENERATORS.filter(({ fits }) => fits(method)).map(({ kind, what, wrapper }) =>
      wrapped(kind, name, what, wrapper),
    ),
  );
