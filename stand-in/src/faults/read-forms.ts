import type { UserRow } from '../store/schema';
import { type Fault, type Wrapper, asOwner, spared, wrap } from './fault';

/** Serves a call as the owner's role when it is asked with a parameter; otherwise as the caller's own. */
const asOwnerWith =
  (parameter: string): Wrapper =>
  (method) => ({
    ...method,
    run: (call, params) => {
      const given = (params as Record<string, unknown>)[parameter];
      const asked = given !== undefined && given !== null;
      return method.run(asked && !spared(call) ? asOwner(call) : call, params);
    },
  });

/** Faults of a read that show in some forms of it only. */
export const READ_FORMS: readonly Omit<Fault, 'kind' | 'method'>[] = [
  ...['filter', 'order', 'grouping'].map((parameter) => ({
    name: `rows-by-${parameter}-as-owner`,
    what: `rows are listed as the owner’s role when they are asked for with "${parameter}"`,
    apply: (install: Parameters<Fault['apply']>[0]) => wrap(install, 'records.list', asOwnerWith(parameter)),
  })),
  {
    name: 'method-override-as-admin',
    what: 'who overrides the method of a request is served as the first administrator',
    apply: (install) => {
      install.beforeRoutes = async (c, next) => {
        if (c.req.header('X-HTTP-Method-Override') !== undefined) {
          const user = await install.store.row<UserRow>(
            `SELECT * FROM mathesar_user WHERE username = 'admin'`,
          );
          c.set('caller', { user, session: c.get('caller').session });
        }
        await next();
      };
    },
    mend: (install) => {
      install.beforeRoutes = (_c, next) => next();
    },
  },
];
