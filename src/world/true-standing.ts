import type { Role } from '../roles';
import type { Standing } from './expected-rights';
import { worldOwnerFor } from './world';

/** What PostgreSQL and the install's own tables say of a role, whatever the install answers to the role itself. */
export interface TrueStanding {
  standing: Standing;
  /** Server-wide powers of its PostgreSQL role, which roles made for a run never have. */
  powers: readonly string[];
  /** Grants on the run's objects that are not as the install was asked for: it alone can have made them so. */
  grants: readonly string[];
}

/** What a PostgreSQL role was granted itself in a world; undefined where that is not known. */
export type Granted = Partial<Record<'database' | 'schema' | 'table', readonly string[]>> & {
  /** Whether it owns the tables. */
  owns?: boolean;
};

/** How the grants of a role differ from those that a run asks for, one text each, of which the role is the subject. */
export function unaskedGrants(role: Role, granted: Granted): string[] {
  const { postgres, ownsWorld = false } = role;
  if (typeof postgres !== 'object' || role.collaborator !== 'main') return [];
  const owns = ownsWorld && worldOwnerFor(role) === 'manager';
  if (granted.owns !== undefined && granted.owns !== owns)
    return [owns ? 'was not made the owner of its tables' : 'was made the owner of tables unasked'];
  const asked: Required<Omit<Granted, 'owns'>> = {
    database: postgres.database.length > 0 ? ['CONNECT', ...postgres.database] : [],
    schema: postgres.schema,
    table: postgres.tables,
  };
  const kinds = owns ? (['database'] as const) : (['database', 'schema', 'table'] as const);
  return kinds.flatMap((kind) => {
    const has = granted[kind];
    if (!has) return [];
    const more = has.filter((privilege) => !asked[kind].includes(privilege));
    const less = asked[kind].filter((privilege) => !has.includes(privilege));
    return [
      ...(more.length > 0 ? [`was granted ${more.join(', ')} on a ${kind} unasked`] : []),
      ...(less.length > 0 ? [`was not granted ${less.join(', ')} on a ${kind}`] : []),
    ];
  });
}
