import pg from 'pg';
import { inDatabase, queryRows } from '../../target/postgres';
import type { Role } from '../../roles';
import type { World } from '../world';
import { collaboratorLike, grantsOf, lend, type Grants } from './holder';
import type { Way } from './situation';

/** Rights that PostgreSQL keeps and Mathesar can not change, so that only SQL brings them about. */

/** The statements that give and take a right. */
interface Statements {
  give: string;
  take: string;
  /** Before it is given first. */
  begin?: string;
  /** After all; without it, {@link take}. */
  end?: string;
}

function bySql(
  name: string,
  { schemaOnly, statements }: { schemaOnly: boolean; statements: (at: Names, grants: Grants) => Statements },
): Way {
  return {
    name,
    bySql: true,
    hold: async (world, role: Role) => {
      const { own, ...holder } = await collaboratorLike(world, role);
      const grants = grantsOf(role);
      await lend(world, own.oid, schemaOnly ? { ...grants, tables: [] } : grants);
      const { give, take, begin, end = take } = statements(namesIn(world, own.name), grants);
      const run = async (sql: string) => {
        await queryRows(inDatabase(world.state.witness ?? '', world.state.databases.main.name), sql);
        return undefined;
      };
      world.onEnd(() => run(end));
      if (begin !== undefined) await run(begin);
      await run(give);
      return { holder, take: () => run(take), give: () => run(give) };
    },
  };
}

/** Quoted names for statements. */
interface Names {
  books: string;
  authors: string;
  role: string;
}

function namesIn({ schema, tables }: World, role: string): Names {
  const table = (name: string) => `${pg.escapeIdentifier(schema.name)}.${pg.escapeIdentifier(name)}`;
  return {
    books: table(tables.books.name),
    authors: table(tables.authors.name),
    role: pg.escapeIdentifier(role),
  };
}

const COLUMNS = '(id, title, pages, author_id)';

/** Privileges on every single column of the books, and none on the table. */
export const ON_COLUMNS = bySql('GRANT on columns', {
  schemaOnly: true,
  statements: ({ books, role }, { tables }) => {
    const each = tables.filter((privilege) => privilege !== 'DELETE').map((one) => `${one} ${COLUMNS}`);
    return {
      give: `GRANT ${each.join(', ')} ON ${books} TO ${role}`,
      take: `REVOKE ${each.join(', ')} ON ${books} FROM ${role}`,
    };
  },
});

/** Privileges that everybody has. */
export const TO_PUBLIC = bySql('GRANT to PUBLIC', {
  schemaOnly: true,
  statements: ({ books }, { tables }) => ({
    give: `GRANT ${tables.join(', ')} ON ${books} TO PUBLIC`,
    take: `REVOKE ${tables.join(', ')} ON ${books} FROM PUBLIC`,
  }),
});

/** A policy that shows the rows of the books. */
export const ROW_POLICY = bySql('policy of row security', {
  schemaOnly: false,
  statements: ({ books, role }) => ({
    begin: `ALTER TABLE ${books} ENABLE ROW LEVEL SECURITY`,
    give: `CREATE POLICY shown ON ${books} TO ${role} USING (true)`,
    take: `DROP POLICY IF EXISTS shown ON ${books}`,
    end: `DROP POLICY IF EXISTS shown ON ${books}; ALTER TABLE ${books} DISABLE ROW LEVEL SECURITY`,
  }),
});
