import { ACTIONS } from '../actions';
import { MATHESAR_CONTROLS, PAGE_ACTIONS } from '../controls';
import { ROLES } from '../roles';
import { HTTP_ENDPOINTS, RPC_METHODS } from '../target/methods';
import { openWitness } from '../target/api-witness';
import { SITUATIONS } from '../world/situations';
import { whyNotBeyond } from './beyond-the-run';
import type { Profile } from './profile';

/** An install that the suite administers, with databases and roles that the suite made. */
export const LOCAL: Profile = {
  name: 'local',
  roles: ROLES,
  // The roles that the product is about, and the negative controls.
  requiredRoles: ['admin', 'editor', 'viewer', 'outsider', 'anonymous'],
  actions: ACTIONS,
  actionFile: (area) => `src/actions/${area}.ts`,
  pageActions: PAGE_ACTIONS,
  controls: MATHESAR_CONTROLS,
  situations: SITUATIONS,
  methods: [...RPC_METHODS, ...HTTP_ENDPOINTS],
  whyNotRun: (state, rule) => whyNotBeyond(ACTIONS, state, rule),
  openWitness,
};
