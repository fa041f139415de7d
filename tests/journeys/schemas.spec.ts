import { expect, inReport, schemasTest as test } from '../../fixtures';
import { SCHEMA_VIEWERS } from '../../src/journeys/schemas-journey';
import { plantZeros, problemsOfSchemas, problemsWhileChanging } from '../../src/journeys/schemas-pages';

test.describe('Schemas that a page shows', { ...inReport('journeys', 'Schemas'), tag: '@ui' }, () => {
  for (const role of SCHEMA_VIEWERS) {
    test(`${role} is shown every schema and never a wrong zero · first load, reload, cold cache, login`, async ({
      schemas,
    }) => {
      expect(await problemsOfSchemas(schemas.view(role))).toEqual([]);
    });

    test(`${role} is shown every schema and never a wrong zero · while another user adds and drops schemas`, async ({
      schemas,
    }) => {
      expect(await problemsWhileChanging(schemas.view(role), schemas.changes())).toEqual([]);
    });
  }

  test('a wrong zero is seen, be it for one frame only', async ({ schemas }) => {
    const { words, list } = await plantZeros(schemas.view('viewer'));
    expect(words).toEqual([expect.stringContaining('said "Schemas (0)"')]);
    expect(list).toEqual([expect.stringContaining('showed a list of 0 schemas')]);
  });
});
