import { visitorAccount, visitorDatabase, type Visitor } from '../demo/sample';
import type { Browsing } from '../target/browser/browsing';
import { Client } from '../target/client';
import type { RunState } from '../target/state';
import type { SchemasView } from './schemas-pages';

/** The schemas of a visitor's own database, as the visitor is to see them. @throws CallFailed, InstallError */
export async function demoSchemas(run: RunState, browsing: Browsing, who: Visitor): Promise<SchemasView> {
  const { baseUrl, witness } = run;
  const account = visitorAccount(run, who);
  const database = visitorDatabase(run, who);
  const client = new Client(baseUrl, account.session);
  const [schema] = await client.rpc('schemas.list', { database_id: database.id });
  if (!schema) throw new Error(`${baseUrl}: the database "${database.name}" lists no schema`);
  return { browsing, baseUrl, witness, account, database, schema };
}
