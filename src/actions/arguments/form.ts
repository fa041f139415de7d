import { z } from 'zod';
import { form, type FormKind } from '../../world/form';
import type { AttemptContext } from '../action';

/** The table that the form fills: `books`, or `secrets`, which nobody but its owner may touch. */
export const tableArg = { table: z.enum(['books', 'secrets']).default('books') };

/**
 * `private`: for collaborators. `public`: for whoever has the link. `old link`: public, but with a new link since.
 * `missing`: none.
 */
export const formArg = (usual: 'private' | 'public') => ({
  form: z.enum(['private', 'public', 'old link', 'missing']).default(usual),
});
export type WhichForm = 'private' | 'public' | 'old link' | 'missing';

/**
 * As whose PostgreSQL role the form runs. `owner`: owns the database and may do everything. `own`: that of the role
 * that makes the attempt, or the owner's where that has none. `inserter`: may only insert into the table. `removed`:
 * its password is no longer stored.
 */
export const runsAsArg = {
  runs_as: z.enum(['owner', 'own', 'editor', 'viewer', 'inserter', 'removed']).default('owner'),
};

/** The form that the arguments stand for, made on first use. */
export async function formOf(
  { world, role }: AttemptContext,
  {
    form: which,
    table = 'books',
    runs_as = 'owner',
  }: { form: WhichForm; table?: FormKind['table']; runs_as?: string },
) {
  if (which === 'missing') return undefined;
  const own = world.state.postgresRoles[role.name] ? role.name : 'owner';
  return form(world, {
    table,
    runsAs: runs_as === 'own' ? own : runs_as,
    public: which !== 'private',
    link: which === 'old link' ? 'old' : 'valid',
  });
}
