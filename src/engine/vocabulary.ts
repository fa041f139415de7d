import { ACTIONS } from '../actions/index';
import { controlsFor } from '../controls/index';
import { HTTP_ENDPOINTS, RPC_METHODS } from '../target/methods';
import type { Vocabulary } from '../plan/types';
import { ROLES } from '../roles';

/** The installs that a plan may name. */
export const INSTALLS = ['local'] as const;

/** Those that the product is about, and the negative controls. */
const REQUIRED_ROLES = ['admin', 'editor', 'viewer', 'outsider', 'anonymous'];

/** All names that the plan of this project may use, as of today. */
export function vocabulary(): Vocabulary {
  return {
    roles: ROLES.map(({ name }) => name),
    requiredRoles: REQUIRED_ROLES,
    actions: new Map([...ACTIONS].map(([name, { info }]) => [name, info])),
    situations: [],
    offersOf: (call) => controlsFor(call).map(({ name }) => name),
    installs: INSTALLS,
    methods: [...RPC_METHODS, ...HTTP_ENDPOINTS],
    today: new Date().toISOString().slice(0, 10),
  };
}
