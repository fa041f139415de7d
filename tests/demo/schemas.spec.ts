import { demoTest as test, expect, inReport } from '../../fixtures';
import { demoSchemas } from '../../src/journeys/demo-schemas';
import { changesBy } from '../../src/journeys/schemas-journey';
import { problemsOfSchemas, problemsWhileChanging } from '../../src/journeys/schemas-pages';
import { Client } from '../../src/target/client';

test.describe('Schemas that a page of the demo shows', { ...inReport('demo', 'Schemas'), tag: '@ui' }, () => {
  for (const who of ['visitor', 'neighbour'] as const) {
    test(`${who} is shown every schema and never a wrong zero · first load, reload, cold cache, login`, async ({
      run,
      browsing,
    }) => {
      expect(await problemsOfSchemas(await demoSchemas(run, browsing, who))).toEqual([]);
    });

    test(`${who} is shown every schema and never a wrong zero · while schemas are added and dropped`, async ({
      run,
      browsing,
    }) => {
      test.skip(!run.mayChange, `${run.baseUrl} is not in QA_PLAN_ALLOWED_HOSTS`);
      const view = await demoSchemas(run, browsing, who);
      const client = new Client(run.baseUrl, view.account.session);
      const changes = changesBy(client, view.database.id, `${run.prefix}_`);
      expect(await problemsWhileChanging(view, changes)).toEqual([]);
    });
  }
});
