import { findSample, visitorAccount, type Visitor } from '../demo/sample';
import type { Browsing } from '../target/browser/browsing';
import { Client } from '../target/client';
import type { RunState } from '../target/state';
import { changesBy } from './schemas-journey';
import { problemsOfSchemas, problemsWhileChanging, type SchemasView } from './schemas-pages';

/** The two visitors of a demo, each viewing the schemas of their own database. */
export class DemoSchemas {
  constructor(
    private readonly run: RunState,
    private readonly browsing: Browsing,
  ) {}

  /** Problems of the schema pages while nobody changes the schemas; only reads. */
  async problemsFor(who: Visitor): Promise<string[]> {
    return problemsOfSchemas(await this.view(who));
  }

  /** Problems of the pages while the same user adds and drops schemas over the API. */
  async problemsWhileChangingFor(who: Visitor): Promise<string[]> {
    const view = await this.view(who);
    const client = new Client(view.baseUrl, view.account.session);
    return problemsWhileChanging(view, changesBy(client, view.database.id, `${this.run.prefix}_`));
  }

  private async view(who: Visitor): Promise<SchemasView> {
    const { run, browsing } = this;
    const account = visitorAccount(run, who);
    const database = run.databases[who === 'visitor' ? 'main' : 'other'];
    const { schema } = await findSample(run.baseUrl, account, database);
    return { browsing, baseUrl: run.baseUrl, witness: run.witness, account, database, schema };
  }
}
