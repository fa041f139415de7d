import { z } from 'zod';
import { roleSql } from '../catalog';
import { type Db, ident, literal } from '../db';
import { method, type AnyMethod } from '../method';
import type { RolesMethods } from '../../../wire/roles';

/** Roles as the endpoint tells them; the server's own (`pg_…`) are left out of lists. */
const ROLES = `
  SELECT r.oid::int8::int AS oid, rolname AS name, rolsuper AS super, rolinherit AS inherits,
    rolcreaterole AS create_role, rolcreatedb AS create_db, rolcanlogin AS login,
    shobj_description(r.oid, 'pg_authid') AS description,
    (SELECT jsonb_agg(jsonb_build_object('oid', m.member::int8, 'admin', m.admin_option))
      FROM pg_auth_members m WHERE m.roleid = r.oid) AS members
  FROM pg_roles r`;

interface RoleInfo {
  oid: number;
  name: string;
  members: { oid: number; admin: boolean }[] | null;
}

const roleByOid = (db: Db, oid: number) => db.row<RoleInfo>(`${ROLES} WHERE r.oid = $1`, [oid]);

async function setMembers(db: Db, parent: number, members: number[]) {
  const name = await roleSql(db, parent);
  const known = (await roleByOid(db, parent))?.members ?? [];
  for (const { oid } of known.filter((member) => !members.includes(member.oid))) {
    await db.run(`REVOKE ${name} FROM ${await roleSql(db, oid)}`);
  }
  for (const oid of members) await db.run(`GRANT ${name} TO ${await roleSql(db, oid)}`);
  return roleByOid(db, parent);
}

/** `roles` methods: PostgreSQL's own roles. PostgreSQL alone says who may change them. */
export const ROLES_METHODS: Record<keyof RolesMethods, AnyMethod> = {
  'roles.list': method({
    gate: 'login',
    params: z.object({ database_id: z.int() }),
    run: (call, { database_id }) =>
      call.inDatabase(database_id, (db) => db.rows(`${ROLES} WHERE rolname !~ '^pg_' ORDER BY r.oid`)),
  }),
  'roles.get_current_role': method({
    gate: 'login',
    params: z.object({ database_id: z.int() }),
    run: (call, { database_id }) =>
      call.inDatabase(database_id, async (db) => ({
        current_role: await db.row(`${ROLES} WHERE rolname = current_user`),
        parent_roles: await db.rows(
          `${ROLES} WHERE rolname <> current_user AND rolname !~ '^pg_' AND pg_has_role(r.oid, 'USAGE') ORDER BY r.oid`,
        ),
      })),
  }),
  'roles.add': method({
    gate: 'login',
    params: z.object({
      database_id: z.int(),
      rolename: z.string(),
      password: z.string().nullish(),
      login: z.boolean().nullish(),
    }),
    run: (call, { database_id, rolename, password, login }) =>
      call.inDatabase(database_id, async (db) => {
        const secret = password == null ? 'NULL' : literal(password);
        await db.run(`CREATE ROLE ${ident(rolename)}${login ? ` LOGIN PASSWORD ${secret}` : ''}`);
        return db.row(`${ROLES} WHERE rolname = $1`, [rolename]);
      }),
  }),
  'roles.delete': method({
    gate: 'login',
    params: z.object({ database_id: z.int(), role_oid: z.int() }),
    run: (call, { database_id, role_oid }) =>
      call.inDatabase(database_id, async (db) => {
        await db.run(`DROP ROLE ${await roleSql(db, role_oid)}`);
      }),
  }),
  'roles.set_members': method({
    gate: 'login',
    params: z.object({ database_id: z.int(), parent_role_oid: z.int(), members: z.array(z.int()) }),
    run: (call, { database_id, parent_role_oid, members }) =>
      call.inDatabase(database_id, (db) => setMembers(db, parent_role_oid, members)),
  }),
};
