import { expect, test } from '@playwright/test';
import { standInTarget } from '../../../src/target/stand-in';
import { checkRoles } from '../../../src/world/role-rights';
import { ROLES } from '../../../src/roles';
import type { RunState } from '../../../src/target/state';
import { inDatabase, queryRows } from '../../../src/target/postgres';
import { startRun, writeThrowaway } from '../support/throwaway';
import { ONE_RULE } from '../support/trial-plan';
import { standInOfFile } from '../support/with-stand-in';
import { withRun } from '../../../src/target/run';

const install = standInOfFile();

/** A provisioned run with one thing that is not as its names say → what is said of it. */
const misconfigured: [what: string, sql: (state: RunState) => string, says: RegExp][] = [
  [
    'a viewer who is a member of the editor’s role',
    ({ prefix }) => `GRANT "${prefix}_editor" TO "${prefix}_viewer"`,
    /viewer: may add records, and should not; may change records, and should not; may delete records, and should not/,
  ],
  [
    'an editor who may create databases',
    ({ prefix }) => `ALTER ROLE "${prefix}_editor" CREATEDB`,
    /editor: its PostgreSQL role has CREATEDB/,
  ],
  [
    'a viewer who is an administrator',
    ({ prefix }) => `UPDATE mathesar_user SET is_superuser = true WHERE username = '${prefix}_viewer'`,
    /viewer: may list the users, and should not/,
  ],
  [
    'an editor who is no collaborator',
    ({ prefix }) =>
      `DELETE FROM mathesar_userdatabaserolemap WHERE user_id = (SELECT id FROM mathesar_user WHERE username = '${prefix}_editor')`,
    /editor: may not open the main database \(collaborator\), and should/,
  ],
  [
    'an outsider who is a collaborator',
    ({ prefix, databases, accounts }) =>
      `INSERT INTO mathesar_userdatabaserolemap (user_id, database_id, configured_role_id, server_id)
       SELECT ${String(accounts.outsider?.userId)}, ${String(databases.main.id)}, id, server_id
       FROM mathesar_configuredrole WHERE name = '${prefix}_viewer'`,
    /outsider: may open the main database, and should not; .*may read records, and should not/,
  ],
];

for (const [what, sql, says] of misconfigured) {
  test(`finds ${what}, and nothing wrong with the others`, async () => {
    const left = await withRun(standInTarget(install()), async (state) => {
      const whole = await checkRoles(state);
      expect(whole.map(({ check, state: found }) => [check, found]).sort()).toEqual(
        ROLES.map(({ name }) => [name, 'ok']).sort(),
      );
      await queryRows(install().databaseUrl, sql(state));
      const wrong = (await checkRoles(state)).filter(({ state: found }) => found === 'wrong');
      expect(wrong).toHaveLength(1);
      expect(wrong.map(({ check, says: words }) => `${check}: ${words}`).join('\n')).toMatch(says);
    });
    expect(left).toEqual([]);
  });
}

test('default privileges that let everybody write end a run with exit code 3, and nothing left', async ({}, info) => {
  await queryRows(
    inDatabase(install().databaseUrl, 'template1'),
    'ALTER DEFAULT PRIVILEGES FOR ROLE mathesar GRANT INSERT ON TABLES TO PUBLIC',
  );
  const { code, text } = await startRun(writeThrowaway(info.outputPath(), ONE_RULE, install())).ended;
  expect(text).toContain('may add records, and should not');
  expect(code).toBe(3);
  const names = await queryRows<{ name: string }>(
    install().databaseUrl,
    'SELECT rolname AS name FROM pg_roles UNION ALL SELECT datname FROM pg_database UNION ALL SELECT username FROM mathesar_user',
  );
  expect(names.filter(({ name }) => name.startsWith('qaplan'))).toEqual([]);
});
