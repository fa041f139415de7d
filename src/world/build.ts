import { ROLES } from '../roles';
import type { RunState } from '../install/state';
import type { CreatableConstraint } from '../install/api/constraints';
import { COLUMNS, ROWS_PER_TABLE, World, type TableName, type WorldOwner } from './world';

const READABLE: readonly TableName[] = ['authors', 'books'];

/**
 * Makes a world on the install through its API: schema, tables with rows, and each role's grants.
 * @throws CallFailed when the install refuses the steward something; InstallError when it does not answer
 */
export async function buildWorld(
  state: RunState,
  prefix: string,
  owner: WorldOwner,
  seed: number,
): Promise<World> {
  const world = new World(state, prefix, owner, seed);
  await makeSchema(world);
  await makeTables(world);
  await fillTables(world);
  await grant(world);
  world.seal();
  return world;
}

async function makeSchema(world: World): Promise<void> {
  const { steward, databaseId } = world;
  const name = world.name('world');
  const schema = await steward.rpc('schemas.add', { database_id: databaseId, name });
  world.schema = { oid: schema.oid, name };
  world.watchSchema(schema.oid);
  world.onEnd(() => steward.rpc('schemas.delete', { database_id: databaseId, schema_oids: [schema.oid] }));
}

async function makeTables(world: World): Promise<void> {
  // Unlike columns.add, tables.add takes a type as an object (a plain text means `text`) and the columns of a
  // constraint by name, for they have no numbers yet.
  const add = async (
    name: TableName,
    columns: { name: string; type: { name: string } }[],
    constraints: CreatableConstraint[] = [],
  ) => {
    const table = await world.steward.rpc('tables.add', {
      database_id: world.databaseId,
      schema_oid: world.schema.oid,
      table_name: name,
      column_data_list: columns,
      constraint_data_list: constraints,
    });
    return { oid: table.oid, name };
  };
  const authors = await add('authors', [{ name: 'name', type: { name: 'text' } }]);
  const books = await add(
    'books',
    [
      { name: 'title', type: { name: 'text' } },
      { name: 'pages', type: { name: 'numeric' } },
      { name: 'author_id', type: { name: 'integer' } },
    ],
    [
      { type: 'u', columns: ['title'], name: 'books_title_key' },
      {
        type: 'f',
        columns: ['author_id'],
        name: 'books_author_fkey',
        fkey_relation_id: authors.oid,
        fkey_columns: [COLUMNS.authors.id],
      },
    ],
  );
  const secrets = await add('secrets', [{ name: 'note', type: { name: 'text' } }]);
  world.tables = { authors, books, secrets };
}

async function fillTables(world: World): Promise<void> {
  const { faker, canary, secretCanary, tables } = world;
  const add = (table: TableName, record: Record<string, unknown>) =>
    world.steward.rpc('records.add', {
      database_id: world.databaseId,
      table_oid: tables[table].oid,
      record_def: record,
    });
  for (let key = 1; key <= ROWS_PER_TABLE; key++) {
    await add('authors', { [COLUMNS.authors.name]: `${faker.person.fullName()} ${canary}` });
    await add('books', {
      [COLUMNS.books.title]: `${faker.book.title()} ${String(key)} ${canary}`,
      [COLUMNS.books.pages]: faker.number.int({ min: 50, max: 900 }),
      [COLUMNS.books.author]: key,
    });
    await add('secrets', { [COLUMNS.secrets.note]: `${faker.lorem.words(2)} ${secretCanary}` });
  }
}

/** Gives every role its grants; a manager's world goes to the manager last, for only its owner may give it away. */
async function grant(world: World): Promise<void> {
  const { steward, databaseId: database_id, schema, tables } = world;
  const granted = ROLES.flatMap((role) =>
    typeof role.postgres === 'object' && role.collaborator === 'main'
      ? [{ role, grants: role.postgres }]
      : [],
  );
  const privileges = (kind: 'schema' | 'tables') =>
    granted
      .filter(({ role, grants }) => grants[kind].length > 0 && !(role.ownsWorld && world.owner === 'manager'))
      .map(({ role, grants }) => ({
        role_oid: world.postgresRole(role.name).oid,
        direct: [...grants[kind]],
      }));
  await steward.rpc('schemas.privileges.replace_for_roles', {
    database_id,
    schema_oid: schema.oid,
    privileges: privileges('schema'),
  });
  for (const name of READABLE) {
    await steward.rpc('tables.privileges.replace_for_roles', {
      database_id,
      table_oid: tables[name].oid,
      privileges: privileges('tables'),
    });
  }
  if (world.owner !== 'manager') return;
  const new_owner_oid = world.postgresRole('manager').oid;
  for (const name of READABLE) {
    const table_oid = tables[name].oid;
    await steward.rpc('tables.privileges.transfer_ownership', { database_id, table_oid, new_owner_oid });
  }
  await steward.rpc('schemas.privileges.transfer_ownership', {
    database_id,
    schema_oid: schema.oid,
    new_owner_oid,
  });
}
