import { ROLES, type Role } from '../roles';
import { KEYS } from '../target/keys';
import type { RunState } from '../target/state';
import type { CreatableConstraint } from '../../wire/constraints';
import { COLUMNS, ROWS_PER_TABLE, World, type TableName, type WorldOwner } from './world';

const READABLE: readonly TableName[] = ['authors', 'books'];

/** PostgreSQL's OID for everybody, in grants. */
const PUBLIC = 0;

/**
 * Builds a world on the install through its API: schema, tables with rows, and each role's grants.
 * @param roles the roles that get grants
 * @param adjust changes it when it is complete
 * @throws CallFailed when the install refuses the set-up admin; InstallError when it does not answer
 */
export async function buildWorld(
  state: RunState,
  prefix: string,
  owner: WorldOwner,
  seed: number,
  roles: readonly Role[] = ROLES,
  adjust?: (world: World) => Promise<unknown>,
): Promise<World> {
  const world = new World(state, prefix, owner, seed, roles);
  try {
    await makeSchema(world);
    await makeTables(world);
    await fillTables(world);
    await grant(world);
    await adjust?.(world);
  } catch (error) {
    await world.end();
    throw error;
  }
  world.seal();
  return world;
}

async function makeSchema(world: World): Promise<void> {
  const { setupAdmin, databaseId } = world;
  const name = world.name('world');
  const schema = await setupAdmin.rpc('schemas.add', { database_id: databaseId, name });
  world.schema = { oid: schema.oid, name };
  const { hearing, databases } = world.state;
  hearing?.plantIn(databases.main.name, name, 'inside of another database');
  world.watchSchema(schema.oid);
  world.onEnd(() => setupAdmin.rpc('schemas.delete', { database_id: databaseId, schema_oids: [schema.oid] }));
}

// Unlike columns.add, tables.add takes a type as an object (a plain text means `text`) and the columns of a
// constraint by name, because they have no numbers yet.
const text = { name: 'text' };

async function makeTables(world: World): Promise<void> {
  const add = (
    table_name: TableName | 'vault',
    column_data_list: { name: string; type: { name: string } }[],
    constraint_data_list: CreatableConstraint[] = [],
  ) => {
    const { databaseId: database_id, schema } = world;
    const params = {
      database_id,
      schema_oid: schema.oid,
      table_name,
      column_data_list,
      constraint_data_list,
    };
    return { method: 'tables.add', params } as const;
  };
  const [authors, secrets, vault] = await world.setupAdmin.all([
    add('authors', [{ name: 'name', type: text }]),
    add('secrets', [{ name: 'note', type: text }]),
    add('vault', [{ name: 'code', type: text }]),
  ]);
  const [books] = await world.setupAdmin.all([
    add(
      'books',
      [
        { name: 'title', type: text },
        { name: 'pages', type: { name: 'numeric' } },
        { name: 'author_id', type: { name: 'integer' } },
        { name: 'vault_id', type: { name: 'integer' } },
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
        {
          type: 'f',
          columns: ['vault_id'],
          name: 'books_vault_fkey',
          fkey_relation_id: vault.oid,
          fkey_columns: [COLUMNS.vault.id],
        },
      ],
    ),
  ]);
  world.tables = {
    authors: { oid: authors.oid, name: 'authors' },
    books: { oid: books.oid, name: 'books' },
    secrets: { oid: secrets.oid, name: 'secrets' },
  };
  world.vault = { oid: vault.oid, name: 'vault' };
  for (const { oid } of [secrets, vault]) world.state.hearing?.close(oid, ROWS_PER_TABLE);
}

async function fillTables(world: World): Promise<void> {
  const { faker, canary, secretCanary, linkedCanary, databaseId: database_id } = world;
  const tables = { ...world.tables, vault: world.vault };
  const add = (table: keyof typeof tables, record_def: Record<string, unknown>) =>
    ({ method: 'records.add', params: { database_id, table_oid: tables[table].oid, record_def } }) as const;
  const keys = Array.from({ length: ROWS_PER_TABLE }, (_, index) => index + 1);
  // Pasting a number over the same number would change nothing.
  const pages = faker.helpers.uniqueArray(() => faker.number.int({ min: 50, max: 900 }), ROWS_PER_TABLE);
  await world.setupAdmin.all(
    keys.flatMap((key) => [
      add('vault', { [COLUMNS.vault.code]: linkedCanary }),
      add('authors', { [COLUMNS.authors.name]: `${faker.person.fullName()} ${canary}` }),
      add('books', {
        [COLUMNS.books.title]: `${faker.book.title()} ${String(key)} ${canary}`,
        [COLUMNS.books.pages]: pages[key - 1],
        [COLUMNS.books.author]: key,
        [COLUMNS.books.vault]: key,
      }),
      add('secrets', { [COLUMNS.secrets.note]: `${faker.lorem.words(2)} ${secretCanary}` }),
    ]),
  );
}

/** Notes what each role of the plan, and PUBLIC, may do with the world's schema and tables: no more than it is granted. */
function declare(
  world: World,
  granted: Record<'schema' | 'tables', { role_oid: number; direct: readonly string[] }[]>,
): void {
  const owners = [world.postgresRole('owner').oid, world.postgresRole(world.owner).oid];
  const roles = [PUBLIC, ...Object.values(world.state.postgresRoles).map(({ oid }) => oid)];
  const note = (part: string, on: string, grants: (typeof granted)['schema']) => {
    for (const role of new Set(roles)) {
      if (owners.includes(role)) continue;
      const direct = grants.find(({ role_oid }) => role_oid === role)?.direct ?? [];
      const fields = Object.fromEntries(direct.map((privilege) => [privilege, true]));
      world.granted.push({ part, key: KEYS.grants(on, role), fields });
    }
  };
  note('schema privileges', KEYS.schema(world.schema.oid), granted.schema);
  for (const [name, { oid }] of Object.entries(world.tables))
    note('table privileges', KEYS.table(oid), name === 'secrets' ? [] : granted.tables);
}

/** Gives every role its grants; transfers a manager's world last, because only its owner can transfer it. */
async function grant(world: World): Promise<void> {
  const { setupAdmin, databaseId: database_id, schema, tables, roles } = world;
  const granted = roles.flatMap((role) =>
    typeof role.postgres === 'object' && role.collaborator === 'main' && world.state.postgresRoles[role.name]
      ? [{ role, grants: role.postgres }]
      : [],
  );
  if (granted.length === 0) return;
  const privileges = (kind: 'schema' | 'tables') =>
    granted
      .filter(({ role, grants }) => grants[kind].length > 0 && !(role.ownsWorld && world.owner === 'manager'))
      .map(({ role, grants }) => ({
        role_oid: world.postgresRole(role.name).oid,
        direct: [...grants[kind]],
      }));
  const [onSchema, onTables] = [privileges('schema'), privileges('tables')];
  declare(world, { schema: onSchema, tables: onTables });
  const schema_oid = schema.oid;
  const readable = READABLE.map((name) => tables[name].oid);
  const grants = [
    {
      method: 'schemas.privileges.replace_for_roles',
      params: { database_id, schema_oid, privileges: onSchema },
    } as const,
    ...readable.map(
      (table_oid) =>
        ({
          method: 'tables.privileges.replace_for_roles',
          params: { database_id, table_oid, privileges: onTables },
        }) as const,
    ),
  ].filter(({ params }) => params.privileges.length > 0);
  // The endpoints accept no empty list, of calls or privileges.
  if (grants.length > 0) await setupAdmin.all(grants);
  if (world.owner !== 'manager') return;
  const new_owner_oid = world.postgresRole('manager').oid;
  await setupAdmin.all([
    // Whoever gets a table must be able to create one there.
    { method: 'schemas.privileges.transfer_ownership', params: { database_id, schema_oid, new_owner_oid } },
    ...readable.map(
      (table_oid) =>
        ({
          method: 'tables.privileges.transfer_ownership',
          params: { database_id, table_oid, new_owner_oid },
        }) as const,
    ),
  ]);
}
