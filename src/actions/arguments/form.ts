import { z } from 'zod';
import { form, type FormKind } from '../../world/form';
import type { AttemptContext } from '../action';

/** The table that the form fills: `books`, or `secrets`, which nobody but its owner may touch. */
export const tableArg = { table: z.enum(['books', 'secrets']).default('books') };

/**
 * `private`: for collaborators. `public`: for whoever has the link. `old link`: public, but with a new link since.
 * `withdrawn`: public once. `deleted`: public once, and now gone. `missing`: none.
 */
export const FORMS = z.enum(['private', 'public', 'old link', 'withdrawn', 'deleted', 'missing']);
export type WhichForm = z.output<typeof FORMS>;

export const formArg = (usual: 'private' | 'public') => ({ form: FORMS.default(usual) });

/** What became of the link of a form. */
export function linkOf(which: WhichForm): FormKind['link'] {
  if (which === 'old link') return 'old';
  return which === 'withdrawn' || which === 'deleted' ? which : 'valid';
}

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
    link: linkOf(which),
  });
}
