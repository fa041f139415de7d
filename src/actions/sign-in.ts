import { z } from 'zod';
import { KEYS } from '../target/keys';
import { ANY, change } from '../target/stated';
import { Client } from '../target/client';
import { tryLogin } from '../target/session';
import type { Role } from '../roles';
import { databaseOf, spentSession } from '../world/session';
import { throwAwayAccount } from '../world/throw-away-account';
import { throwAwayPassword } from '../world/postgres-role';
import { COLUMNS, type World } from '../world/world';
import { action, type Attempt } from './action';
import { canaryOf, pageArgs, pathOf, withSlash } from './arguments/page';
import { rowAdded } from '../world/effects';

const openHome = (username: string): Attempt => ({
  request: { http: { method: 'GET', path: '/' } },
  canary: username,
});

/** What a session or a password is used for: each with the text that only an allowed answer holds. */
const USES: Record<
  'page' | 'rpc' | 'database' | 'administration' | 'records',
  (world: World, role: Role, username: string) => Attempt
> = {
  page: (_world, _role, username) => openHome(username),
  rpc: (world, role) => ({
    request: { rpc: 'databases.configured.list', params: {} },
    canary: databaseOf(world, role).name,
  }),
  database: (world, role) => {
    const { id, name } = databaseOf(world, role);
    return { request: { rpc: 'databases.get', params: { database_id: id } }, canary: name };
  },
  administration: (world) => ({
    request: { rpc: 'users.list', params: {} },
    canary: world.state.accounts.viewer?.username ?? '',
  }),
  records: (world) => {
    const record_def = { [COLUMNS.books.title]: world.newTitle() };
    return {
      request: {
        rpc: 'records.add',
        params: { database_id: world.databaseId, table_oid: world.tables.books.oid, record_def },
      },
      changes: [rowAdded(world, 'books', record_def)],
    };
  },
};

const SESSION_METHODS = ['POST /auth/login/', 'GET /'];

/** How signing in, and what it is good for, is tried; always by a throw-away account, or by somebody without an account. */
export const SIGN_IN_ACTIONS = [
  /** Signs in; the home page then tells whether that opened a session. */
  action(
    'session.open',
    {
      password: z.enum(['right', 'wrong']).default('right'),
      by: z.enum(['username', 'email']).default('username'),
      /** Whether the form sends the CSRF token that its page came with. */
      csrf: z.boolean().default(true),
    },
    async ({ world, role }, { password, by, csrf }) => {
      const { account } = await throwAwayAccount(world, role);
      const username = account?.username ?? world.name('nobody');
      const { session } = await tryLogin(
        world.state,
        by === 'email' ? `${username}@example.com` : username,
        password === 'right' && account ? account.password : throwAwayPassword(),
        { withoutToken: !csrf },
      );
      return { ...openHome(username), as: new Client(world.state, session) };
    },
    SESSION_METHODS,
  ),
  /** Goes on with a session after something happened to it or to its account. */
  action(
    'session.use',
    {
      after: z
        .enum([
          'nothing',
          'sign-out',
          'sign-out elsewhere',
          'own password change',
          'password set by admin',
          'sign-in with a set password',
          'account deleted',
          'no admin any more',
          'no collaborator any more',
          'stored role deleted',
        ])
        .default('nothing'),
      for: z.enum(['page', 'rpc', 'database', 'administration']).default('rpc'),
    },
    async ({ world, role }, args) => {
      const { client, username } = await spentSession(world, role, args.after);
      return { ...USES[args.for](world, role, username), as: client };
    },
    SESSION_METHODS,
  ),
  /** Sends name and password along with a call, in place of a session. `set` is a password that an admin chose. */
  action(
    'basic.use',
    {
      password: z.enum(['right', 'wrong', 'set']).default('right'),
      for: z.enum(['rpc', 'administration', 'records']).default('rpc'),
    },
    async ({ world, role }, args) => {
      const { account } = await throwAwayAccount(world, role, `basic ${args.password}`);
      const username = account?.username ?? world.name('nobody');
      let password = account?.password ?? throwAwayPassword();
      if (args.password === 'wrong') password = throwAwayPassword();
      if (args.password === 'set' && account) {
        password = await world.once(`set password ${username}`, async () => {
          const new_password = throwAwayPassword();
          await world.setupAdmin.rpc('users.password.revoke', { user_id: account.userId, new_password });
          return new_password;
        });
      }
      const as = new Client(world.state, undefined, { username, password });
      return { ...USES[args.for](world, role, username), as };
    },
    ['POST /api/rpc/v0/'],
  ),
  /**
   * Opens a page by its address; its data must hold who is signed in, or what the page is about. `there: false`: the
   * address of a database, schema or table that is not there, beside one that is. `slash: false`: without its last
   * slash, which the install adds.
   */
  action(
    'page.open',
    pageArgs,
    async (context, args) => {
      const { world, role } = context;
      const path = pathOf(context, args);
      const client = new Client(world.state, world.state.accounts[role.name]?.session);
      return {
        request: { http: { method: 'GET', path: args.slash ? path : await withSlash(client, path) } },
        canary: canaryOf(context, args) ?? '"user"',
      };
    },
    ['GET /'],
  ),
  /** Sends the form of the forced password change, which asks for no old password. */
  action(
    'password.choose',
    { after: z.enum(['nothing', 'sign-in with a set password']).default('nothing') },
    async ({ world, role }, { after }) => {
      const { client, userId } = await spentSession(world, role, after);
      const password = throwAwayPassword();
      return {
        request: {
          http: {
            method: 'POST',
            path: '/auth/password_reset_confirm/',
            form: { new_password1: password, new_password2: password },
          },
        },
        changes: [change('users', KEYS.user(userId ?? 0), { password: ANY, password_change_needed: false })],
        onlyBySql: 'a password',
        as: client,
      };
    },
    ['POST /auth/password_reset_confirm/'],
  ),
];
