import { Browsing } from '../target/browser/browsing';
import { findSample } from '../demo/sample';
import { visitorAccount, type DemoState } from '../demo/state';
import { Client } from '../target/client';
import { problemsOfSchemas, problemsWhileChanging, type SchemasLook } from './schemas-pages';
import { changesBy } from './schemas-journey';

type Who = 'visitor' | 'neighbour';

/** The two visitors of a demo, each looking at the schemas of the own database. */
export class DemoSchemas {
  private readonly browsing: Browsing;

  constructor(private readonly demo: DemoState) {
    this.browsing = new Browsing(demo.run.baseUrl);
  }

  /** What is wrong with the pages of schemas which nobody changes; reads only. */
  async problemsFor(who: Who): Promise<string[]> {
    return problemsOfSchemas(await this.look(who));
  }

  /** What is wrong with them while the same user adds and drops schemas over the API. */
  async problemsWhileChangingFor(who: Who): Promise<string[]> {
    const look = await this.look(who);
    const client = new Client(look.baseUrl, look.account.session);
    return problemsWhileChanging(look, changesBy(client, look.database.id, `${this.demo.run.prefix}_`));
  }

  async end(): Promise<void> {
    await this.browsing.end();
  }

  private async look(who: Who): Promise<SchemasLook> {
    const { baseUrl, witness, databases } = this.demo.run;
    const account = visitorAccount(this.demo, who);
    const database = databases[who === 'visitor' ? 'main' : 'other'];
    const { schema } = await findSample(baseUrl, account, database);
    return { browsing: this.browsing, baseUrl, witness, account, database, schema };
  }
}
