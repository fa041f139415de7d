import { findSample, visitorAccount, type Visitor } from '../demo/sample';
import type { Browsing } from '../target/browser/browsing';
import type { RunState } from '../target/state';
import type { SchemasView } from './schemas-pages';

/** The schemas of a visitor's own database, as the visitor is to see them. Throws as {@link findSample}. */
export async function demoSchemas(run: RunState, browsing: Browsing, who: Visitor): Promise<SchemasView> {
  const { baseUrl, witness, databases } = run;
  const account = visitorAccount(run, who);
  const database = databases[who === 'visitor' ? 'main' : 'other'];
  const { schema } = await findSample(baseUrl, account, database);
  return { browsing, baseUrl, witness, account, database, schema };
}
