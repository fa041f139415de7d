import { demoTest as test, expect, inReport } from '../../fixtures';

test.describe('Schemas that a page of the demo shows', inReport('demo', 'Schemas'), () => {
  for (const who of ['visitor', 'neighbour'] as const) {
    test(`${who} is shown every schema and never a wrong zero · first load, reload, cold cache, login`, async ({
      demoSchemas,
    }) => {
      expect(await demoSchemas.problemsFor(who)).toEqual([]);
    });

    test(`${who} is shown every schema and never a wrong zero · while schemas are added and dropped`, async ({
      run,
      demoSchemas,
    }) => {
      test.skip(!run.mayChange, `${run.baseUrl} is not in QA_PLAN_ALLOWED_HOSTS`);
      expect(await demoSchemas.problemsWhileChangingFor(who)).toEqual([]);
    });
  }
});
