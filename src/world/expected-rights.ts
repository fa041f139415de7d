import type { PostgresGrants, Role } from '../roles';

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

/** What rights follow from: the account, its databases, and what its PostgreSQL role may do in the main one. */
export interface Standing {
  account: Role['account'];
  opens: { main: boolean; other: boolean };
  mayCreateSchemas: boolean;
  /** On the tables of its kind of world. */
  tables: readonly PostgresGrants['tables'][number][];
}

const ALL: Standing['tables'] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/** The standing that a role's entry in the roles module gives it. */
export function standingOf({ account, collaborator, postgres, ownsWorld }: Role): Standing {
  // An administrator who is a collaborator is a collaborator of both databases.
  const opens = (which: 'main' | 'other') =>
    collaborator === which || (account === 'admin' && collaborator !== 'none');
  const grants = typeof postgres === 'object' ? postgres : undefined;
  return {
    account,
    opens: { main: opens('main'), other: opens('other') },
    mayCreateSchemas: postgres === 'owner' || (grants?.database.includes('CREATE') ?? false),
    tables: postgres === 'owner' || ownsWorld ? ALL : (grants?.tables ?? []),
  };
}

/** The rights that follow from a standing, each with the reason where it is missing. */
export function rightsOf({ account, opens, mayCreateSchemas, tables }: Standing): Record<Right, Expected> {
  const open = (which: 'main' | 'other'): Expected => {
    if (account === 'none') return 'login';
    return opens[which] ? 'allowed' : 'collaborator';
  };
  const inMain = (may: boolean): Expected => {
    const opened = open('main');
    if (opened !== 'allowed') return opened;
    return may ? 'allowed' : 'privilege';
  };
  return {
    'list the users': account === 'none' ? 'login' : account === 'admin' ? 'allowed' : 'admin',
    'open the main database': open('main'),
    'open the other database': open('other'),
    'create schemas': inMain(mayCreateSchemas),
    'read records': inMain(tables.includes('SELECT')),
    'add records': inMain(tables.includes('INSERT')),
    'change records': inMain(tables.includes('UPDATE')),
    'delete records': inMain(tables.includes('DELETE')),
  };
}

/**
 * The rights of a role in its kind of world, derived from its entry in the roles module: nothing is listed
 * per role, so a new role is checked against its entry too.
 */
export const expectedRights = (role: Role): Record<Right, Expected> => rightsOf(standingOf(role));
