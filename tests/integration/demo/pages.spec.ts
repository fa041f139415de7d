import { expect, test } from '@playwright/test';
import { DatabasePage, SchemaPage, TablePage } from '../../../pages';
import { visitorAccount, visitorDatabase } from '../../../src/demo/sample';
import { Browsing } from '../../../src/target/browser/browsing';
import { findSample } from '../../../src/target/sample';
import { withProvisionedDemo } from '../support/provisioned-demo';
import { setupAdminOf } from '../support/environment-hosts';

/** Whether the pages of a schema and of a table offer their permission dialogs. */
interface Offered {
  ofDatabase: boolean;
  ofSchema: boolean;
  ofTable: boolean;
  inMenu: boolean;
}

// The real program's client asks the same for all four: is it an administrator, or are databases not per user?
test('a demo offers permission dialogs to administrators only, for schemas and tables too', async () => {
  await withProvisionedDemo({}, async (demo, standIn) => {
    const { baseUrl } = demo;
    const setupAdmin = await setupAdminOf(standIn);
    const browsing = new Browsing(baseUrl);
    const look = async (
      session: NonNullable<typeof setupAdmin.session>,
      ids: { databaseId: number; schemaOid: number },
      table: { oid: number; name: string },
    ): Promise<Offered> => {
      const context = await browsing.contextOf(session);
      const page = await context.newPage();
      const [database, schema, ofTable] = [new DatabasePage(page), new SchemaPage(page), new TablePage(page)];
      await database.open(ids);
      const databaseOffers = await database.header.permissionsButton.isVisible();
      await schema.open(ids);
      const schemaOffers = await schema.permissionsButton.isVisible();
      await schema.openMenu(table.name);
      const inMenu = await page.getByRole('menuitem', { name: 'Table Permissions' }).isVisible();
      await ofTable.open({ ...ids, tableOid: table.oid });
      await ofTable.inspector.deleteTableButton.waitFor();
      const tableOffers = await ofTable.inspector.permissionsButton.isVisible();
      await context.close();
      return { ofDatabase: databaseOffers, ofSchema: schemaOffers, ofTable: tableOffers, inMenu };
    };
    try {
      const account = visitorAccount(demo, 'visitor');
      const database = visitorDatabase(demo, 'visitor');
      const { schema, table } = await findSample({ baseUrl, account, database });
      const own = { databaseId: database.id, schemaOid: schema.oid };
      expect(await look(account.session, own, table)).toEqual({
        ...{ ofDatabase: false, ofSchema: false, ofTable: false, inMenu: false },
      });
      const home = (await setupAdmin.rpc('databases.configured.list', {}))[0];
      const database_id = home?.id ?? 0;
      const made = await setupAdmin.rpc('schemas.add', { database_id, name: 'Library' });
      const params = { database_id, schema_oid: made.oid, table_name: 'Books' };
      const books = await setupAdmin.rpc('tables.add', {
        ...params,
        column_data_list: [],
        constraint_data_list: [],
      });
      const ofAdmin = { databaseId: database_id, schemaOid: made.oid };
      const seen = await look(setupAdmin.session ?? account.session, ofAdmin, {
        oid: books.oid,
        name: 'Books',
      });
      expect(seen).toEqual({ ofDatabase: true, ofSchema: true, ofTable: true, inMenu: true });
    } finally {
      await browsing.end();
    }
  });
});
