import { z } from 'zod';
import type { Call } from '../call';
import { CODES, RpcError, notFound, withIntegrity } from '../errors';
import { method, type AnyMethod } from '../method';
import { hashPassword, verifyPassword } from '../passwords';
import type { UserRow } from '../store/schema';
import { dropHomeDatabase, setUpHomeDatabase } from './home-database';
import type { UsersMethods } from '../../../wire/users';

/** What the endpoint tells about an account. */
export const userInfo = ({ id, username, is_superuser, email, full_name, display_language }: UserRow) => ({
  id,
  username,
  is_superuser,
  email,
  full_name,
  display_language,
});

const UserDef = z.object({
  username: z.string(),
  password: z.string(),
  is_superuser: z.boolean(),
  email: z.string().nullish(),
  full_name: z.string().nullish(),
  display_language: z.string().nullish(),
});

const ownData = {
  username: z.string(),
  email: z.string(),
  full_name: z.string(),
  display_language: z.string(),
};

/** An account. @throws RpcError -28009 when there is none with this id */
export async function userById(call: Call, id: number): Promise<UserRow> {
  const user = await call.store.row<UserRow>('SELECT * FROM mathesar_user WHERE id = $1', [id]);
  if (!user) throw notFound('User');
  return user;
}

async function add(call: Call, def: z.output<typeof UserDef>) {
  const { username, password, is_superuser } = def;
  const hash = await hashPassword(password);
  const user = await withIntegrity(() =>
    call.store.row<UserRow>(
      `INSERT INTO mathesar_user (username, password, is_superuser, email, full_name, display_language)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING *`,
      [username, hash, is_superuser, def.email ?? '', def.full_name ?? '', def.display_language ?? 'en'],
    ),
  );
  if (!user) throw notFound('User');
  if (call.install.options.perUserDatabases) {
    try {
      await setUpHomeDatabase(call.install, user);
    } catch (error) {
      await dropHomeDatabase(call.install, user);
      throw error;
    }
  }
  return userInfo(user);
}

async function setPassword(
  call: Call,
  userId: number,
  password: string,
  changeNeeded: boolean,
): Promise<void> {
  await userById(call, userId);
  await call.store.run('UPDATE mathesar_user SET password = $2, password_change_needed = $3 WHERE id = $1', [
    userId,
    await hashPassword(password),
    changeNeeded,
  ]);
}

/** `users` methods. As recorded: over RPC no rules for passwords, user names or e-mail addresses hold. */
export const USERS_METHODS: Record<keyof UsersMethods, AnyMethod> = {
  'users.list': method({
    gate: 'admin',
    params: z.strictObject({}),
    run: async (call) =>
      (await call.store.rows<UserRow>('SELECT * FROM mathesar_user ORDER BY id')).map(userInfo),
  }),
  'users.get': method({
    gate: 'admin',
    params: z.strictObject({ user_id: z.int() }),
    run: async (call, { user_id }) => userInfo(await userById(call, user_id)),
  }),
  'users.add': method({
    gate: 'admin',
    params: z.strictObject({ user_def: UserDef }),
    run: (call, { user_def }) => add(call, user_def),
  }),
  'users.delete': method({
    gate: 'admin',
    params: z.strictObject({ user_id: z.int() }),
    async run(call, { user_id }) {
      await userById(call, user_id);
      await call.store.run('DELETE FROM mathesar_user WHERE id = $1', [user_id]);
    },
  }),
  'users.patch_self': method({
    gate: 'login',
    collaborator: false,
    params: z.object(ownData),
    async run(call, { username, email, full_name, display_language }) {
      const { id } = call.requireUser();
      await withIntegrity(() =>
        call.store.run(
          `UPDATE mathesar_user SET username = $2, email = $3, full_name = $4, display_language = $5 WHERE id = $1`,
          [id, username, email, full_name, display_language],
        ),
      );
      return userInfo(await userById(call, id));
    },
  }),
  'users.patch_other': method({
    gate: 'admin',
    params: z.strictObject({ user_id: z.int(), is_superuser: z.boolean(), ...ownData }),
    async run(call, { user_id, is_superuser, username, email, full_name, display_language }) {
      await withIntegrity(() =>
        call.store.run(
          `UPDATE mathesar_user SET username = $2, email = $3, full_name = $4, display_language = $5,
           is_superuser = $6 WHERE id = $1`,
          [user_id, username, email, full_name, display_language, is_superuser],
        ),
      );
      return userInfo(await userById(call, user_id));
    },
  }),
  'users.password.replace_own': method({
    gate: 'login',
    collaborator: false,
    params: z.object({ old_password: z.string(), new_password: z.string() }),
    async run(call, { old_password, new_password }) {
      const user = call.requireUser();
      if (!(await verifyPassword(old_password, user.password))) {
        throw new RpcError(CODES.wrongOldPassword, 'Exception: the old password is not the right one');
      }
      await setPassword(call, user.id, new_password, false);
    },
  }),
  'users.password.revoke': method({
    gate: 'admin',
    params: z.strictObject({ user_id: z.int(), new_password: z.string() }),
    run: (call, { user_id, new_password }) => setPassword(call, user_id, new_password, true),
  }),
};
