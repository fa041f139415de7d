import type { Role } from '../roles';

/** The rights that are probed to check that a role is what its name says. */
export type Right =
  | 'list the users'
  | 'open the main database'
  | 'open the other database'
  | 'create schemas'
  | 'read records'
  | 'add records'
  | 'change records'
  | 'delete records';

/** The required result of a probe. */
type Expected = 'allowed' | 'login' | 'admin' | 'collaborator' | 'privilege';

const PRIVILEGES = {
  'read records': 'SELECT',
  'add records': 'INSERT',
  'change records': 'UPDATE',
  'delete records': 'DELETE',
} as const;

/**
 * The rights of a role in its kind of world, derived from its entry in the roles module: nothing is listed
 * per role, so a new role is checked against its entry too.
 */
export function expectedRights(role: Role): Record<Right, Expected> {
  const { account, collaborator, postgres, ownsWorld = false } = role;
  const opens = (which: 'main' | 'other'): Expected => {
    if (account === 'none') return 'login';
    // An administrator who is a collaborator is a collaborator of both databases.
    const there = collaborator === which || (account === 'admin' && collaborator !== 'none');
    return there ? 'allowed' : 'collaborator';
  };
  const inMain = (may: boolean): Expected => {
    const opened = opens('main');
    if (opened !== 'allowed') return opened;
    return may ? 'allowed' : 'privilege';
  };
  const grants = typeof postgres === 'object' ? postgres : undefined;
  const records = (right: keyof typeof PRIVILEGES) =>
    inMain(postgres === 'owner' || ownsWorld || (grants?.tables.includes(PRIVILEGES[right]) ?? false));
  return {
    'list the users': account === 'none' ? 'login' : account === 'admin' ? 'allowed' : 'admin',
    'open the main database': opens('main'),
    'open the other database': opens('other'),
    'create schemas': inMain(postgres === 'owner' || (grants?.database.includes('CREATE') ?? false)),
    'read records': records('read records'),
    'add records': records('add records'),
    'change records': records('change records'),
    'delete records': records('delete records'),
  };
}
