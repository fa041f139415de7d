import { expect, test } from '@playwright/test';
import { makeRecipe } from '../../../src/repro/make-recipe';
import { runShell } from '../../../src/repro/prove';
import { runSpec } from '../../../src/repro/run-spec';
import { writeShell } from '../../../src/repro/write-shell';
import { writeSpec } from '../../../src/repro/write-spec';
import { disclosureOfRun } from '../../../src/suite/compile';
import { inDatabase, queryRows } from '../../../src/target/postgres';
import { withRun } from '../../../src/target/run';
import { standInTarget, whileBroken, WITH_FAULTS, type StandIn } from '../../../src/target/stand-in';
import { standInOfFile } from '../support/with-stand-in';
import { cellOf, MADE_BY_REPRO } from './cells';

const standIn = standInOfFile(WITH_FAULTS);

/** A fault of the install's, or statements that change what it grants whenever something of that sort is made or granted. */
type Broken = string | { tag: 'CREATE TABLE' | 'GRANT'; run: string };

/** A kind of fault, and what the script and the spec, made while it is there, say of it. */
const CASES: readonly { what: string; cell: string; broken: Broken; says: RegExp }[] = [
  {
    what: 'a disclosure in what is allowed',
    ...{ cell: 'USR-01 admin', broken: 'users-list-tells-hashes', says: /the answer holds .*pbkdf2/ },
  },
  {
    what: 'a disclosure in a refusal',
    ...{ cell: 'REC-07 viewer', broken: 'refusal-tells-data', says: /the answer holds secret-/ },
  },
  {
    what: 'a side effect of what is allowed, on rows',
    ...{
      cell: 'REC-06 editor',
      broken: 'deletes-a-second-row',
      says: /6 objects of records.list changed, not 5/,
    },
  },
  {
    what: 'a side effect of what is allowed, on privileges',
    cell: 'REC-04 editor',
    broken: 'side-effect:records.add:role',
    says: /1 objects of tables.privileges.list_direct changed, not 0/,
  },
  {
    what: 'a side effect of a refusal',
    cell: 'REC-05 viewer',
    broken: 'refused-effect:records.patch:row',
    says: /1 objects of records.list changed, not 0/,
  },
  {
    what: 'a privilege on a column that nobody granted',
    cell: 'REC-05 viewer',
    broken: {
      tag: 'CREATE TABLE',
      run: `FOR one IN SELECT attrelid::regclass AS it FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE attname = 'title' AND relkind = 'r' LOOP
        EXECUTE format('GRANT UPDATE (title) ON %s TO PUBLIC', one.it); END LOOP;`,
    },
    says: /the answer does not hold InsufficientPrivilege/,
  },
  {
    what: 'USAGE on a schema that was lost',
    cell: 'REC-01 viewer',
    broken: {
      tag: 'GRANT',
      run: `FOR one IN SELECT format('%I FROM %I', nspname, rolname) AS it FROM pg_namespace, pg_roles
        WHERE nspname ~ '_world' AND rolname ~ '_viewer$' LOOP
        EXECUTE 'REVOKE USAGE ON SCHEMA ' || one.it; END LOOP;`,
    },
    says: /the answer holds "error"/,
  },
];

/** Runs work while an install is broken, all its databases included. */
async function whileThere<T>(install: StandIn, broken: Broken, work: () => Promise<T>): Promise<T> {
  if (typeof broken === 'string') return whileBroken(install, broken, work);
  const { tag, run } = broken;
  const databases = await queryRows<{ name: string }>(
    install.databaseUrl,
    'SELECT name FROM mathesar_database',
  );
  const everywhere = (sql: string) =>
    Promise.all(databases.map(({ name }) => queryRows(inDatabase(install.databaseUrl, name), sql)));
  await everywhere(`CREATE FUNCTION breaks() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS
    $$ DECLARE one record; BEGIN ${run} END $$;
    CREATE EVENT TRIGGER breaks ON ddl_command_end WHEN TAG IN ('${tag}') EXECUTE FUNCTION breaks()`);
  try {
    return await work();
  } finally {
    await everywhere('DROP FUNCTION breaks CASCADE');
  }
}

for (const { what, cell: name, broken, says } of CASES) {
  test(`script and spec are red on the fault and green without it: ${what}, ${name}`, async () => {
    test.setTimeout(60_000);
    const target = standInTarget(standIn());
    const { rule, cell } = cellOf(name);
    let [script, spec] = ['', ''];
    const left = await withRun(target, (state) =>
      whileThere(standIn(), broken, async () => {
        const recipe = await makeRecipe(state, disclosureOfRun(), rule, cell);
        [script, spec] = [writeShell(recipe), writeSpec(recipe)];
        const [inShell, inSpec] = [await runShell(script, target), await runSpec(spec, target)];
        expect(inShell, inShell.output).toMatchObject({ code: 1 });
        expect(inShell.output).toMatch(says);
        expect(inSpec, inSpec.output).toMatchObject({ code: 1 });
      }),
    );
    expect(left).toEqual([]);
    for (const ended of [await runShell(script, target), await runSpec(spec, target)])
      expect(ended, ended.output).toMatchObject({ code: 0 });
    expect(await queryRows(target.witness ?? '', MADE_BY_REPRO)).toEqual([]);
  });
}
