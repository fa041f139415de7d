import { expect, test } from '@playwright/test';
import { Superuser } from '../../../src/deployment/scenario/superuser';
import { Client } from '../../../src/target/client';
import { inDatabase } from '../../../src/target/postgres';
import { login } from '../../../src/target/session';
import { startPostgres } from '../../../src/target/stand-in';
import { startRun, writeThrowaway } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';
import { withStandIn } from '../support/with-stand-in';

/** Worlds of both owners, and a role that is made. */
const MADE = trialPlan([
  '| T-1 | Add a record | `records.add` | allow | allow | deny: privilege | deny: collaborator | deny: login |',
  '| T-2 | Delete a table | `tables.delete` | allow | deny: privilege | deny: privilege | deny: collaborator | deny: login |',
  '| T-3 | Drop a role | `roles.delete` | allow | deny: privilege | deny: privilege | deny: collaborator | deny: login |',
]);
/** What a superuser gives to anybody, and others only to who could make it. */
const GIVEN = trialPlan(
  [
    '| T-1 | Give a table away | `tables.privileges.transfer_ownership` | allow | deny: privilege | deny: privilege | deny: collaborator | deny: login |',
  ],
  'api, ui',
);

test('a run needs of PostgreSQL only what an install from scratch has: CREATEROLE and CREATEDB', async ({}, info) => {
  const postgres = await startPostgres();
  try {
    const superuser = new Superuser(postgres.databaseUrl);
    await superuser.run(
      'postgres',
      "CREATE ROLE plain LOGIN CREATEROLE CREATEDB PASSWORD 'trial'",
      'CREATE DATABASE internal OWNER plain',
    );
    const own = new URL(inDatabase(postgres.databaseUrl, 'internal'));
    [own.username, own.password] = ['plain', 'trial'];
    await withStandIn({ QA_PLAN_DATABASE_URL: own.href }, async (install) => {
      const { baseUrl, admin } = install;
      const { session } = await login(baseUrl, admin.username, admin.password);
      await new Client(baseUrl, session).rpc('databases.setup.create_new', { database: 'home' });
      const databaseUrl = inDatabase(postgres.databaseUrl, 'internal');
      for (const [plan, passed] of [
        [MADE, 15],
        [GIVEN, 10],
      ] as const) {
        const throwaway = writeThrowaway(info.outputPath(), plan, { ...install, databaseUrl });
        const { text, code } = await startRun(throwaway, ['--project=local']).ended;
        expect(text).toContain(`${String(passed)} passed, 0 failed`);
        expect(code).toBe(0);
      }
    });
  } finally {
    await postgres.stop();
  }
});
