import { expect, test } from '@playwright/test';
import pg from 'pg';
import { openWitness } from '../../../src/target/api-witness';
import { inDatabase, queryRows } from '../../../src/target/postgres';
import { localLifeCycle, openRun, type OpenRun } from '../../../src/target/run';
import { nameInWorker } from '../../../src/target/run-name';
import { changesBetween, partsIn, type Snapshot } from '../../../src/target/snapshot';
import { standInTarget } from '../../../src/target/stand-in';
import type { Witness } from '../../../src/target/witness';
import { buildWorld } from '../../../src/world/build';
import type { World } from '../../../src/world/world';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();
let run: OpenRun;
let witness: Witness;
let world: World;

test.beforeAll(async () => {
  run = await openRun(localLifeCycle(standInTarget(install())));
  witness = openWitness(run.state);
  world = await buildWorld(run.state, nameInWorker(run.state.prefix, 1, 'x1'), 'owner', 1);
});

test.afterAll(async () => {
  await world.end();
  await witness.close();
  expect(await run.close()).toEqual([]);
});

const look = () => witness.look(world.scope(false));

/** The address of one of the run's databases, or of the install's own. */
function addressOf(database: 'main' | 'other' | 'internal'): string {
  const dsn = run.state.witness ?? '';
  return database === 'internal' ? dsn : inDatabase(dsn, run.state.databases[database].name);
}

/** The parts that differ since a look. */
const partsSince = async (before: Snapshot): Promise<string[]> =>
  partsIn(changesBetween(before, await look()));

test('where no transaction has ended, the last look still holds', async () => {
  const before = await look();
  await queryRows(addressOf('main'), `SELECT * FROM "${world.schema.name}".books`);
  expect(await look()).toBe(before);
});

/** Changes in each database that a look reads, and of what all of a server share. */
const CHANGES: Record<
  string,
  { database: Parameters<typeof addressOf>[0]; sql: () => string; part: string }
> = {
  'a row': {
    database: 'main',
    sql: () => `INSERT INTO "${world.schema.name}".authors (name) VALUES ('new')`,
    part: 'rows:authors',
  },
  'a comment': {
    database: 'main',
    sql: () => `COMMENT ON TABLE "${world.schema.name}".authors IS 'new'`,
    part: 'tables',
  },
  'a grant': {
    database: 'main',
    sql: () => `GRANT TRUNCATE ON "${world.schema.name}".authors TO PUBLIC`,
    part: 'table privileges',
  },
  'a password of a role': {
    database: 'internal',
    sql: () => `ALTER ROLE "${world.postgresRole('viewer').name}" PASSWORD 'changed-here'`,
    part: 'roles',
  },
  'a grant on a database': {
    database: 'internal',
    sql: () =>
      `GRANT CREATE ON DATABASE "${run.state.databases.main.name}" TO "${world.postgresRole('viewer').name}"`,
    part: 'database privileges',
  },
  'a schema elsewhere': {
    database: 'other',
    sql: () => `CREATE SCHEMA "${world.prefix}_new"`,
    part: 'other schemas',
  },
  'an account': {
    database: 'internal',
    sql: () =>
      `UPDATE mathesar_user SET full_name = 'new' WHERE username = '${run.state.accounts.viewer?.username ?? ''}'`,
    part: 'users',
  },
};

for (const [what, { database, sql, part }] of Object.entries(CHANGES))
  test(`${what} that changed since the last look is seen`, async () => {
    const before = await look();
    await queryRows(addressOf(database), sql());
    expect(await partsSince(before)).toContain(part);
  });

test('what was begun before a look and ends after it is seen, and what is rolled back is not', async () => {
  const client = new pg.Client({ connectionString: addressOf('main') });
  await client.connect();
  for (const [end, parts] of [
    ['ROLLBACK', []],
    ['COMMIT', ['rows:authors']],
  ] as const) {
    await client.query('BEGIN');
    await client.query(`INSERT INTO "${world.schema.name}".authors (name) VALUES ('late')`);
    const before = await look();
    expect(await partsSince(before)).toEqual([]);
    await client.query(end);
    expect(await partsSince(before)).toEqual(parts);
  }
  await client.end();
});
