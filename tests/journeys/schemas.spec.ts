import { expect, inReport, schemasTest as test } from '../../fixtures';
import { SCHEMA_VIEWERS } from '../../src/journeys/schemas-journey';

test.describe('Schemas that a page shows', inReport('journeys', 'Schemas'), () => {
  for (const role of SCHEMA_VIEWERS) {
    test(`${role} is shown every schema and never a wrong zero · first load, reload, cold cache, login`, async ({
      schemas,
    }) => {
      expect(await schemas.problemsFor(role)).toEqual([]);
    });

    test(`${role} is shown every schema and never a wrong zero · while another user adds and drops schemas`, async ({
      schemas,
    }) => {
      expect(await schemas.problemsWhileChangingFor(role)).toEqual([]);
    });
  }

  test('a wrong zero is seen, be it for one frame only', async ({ schemas }) => {
    const { words, list } = await schemas.plantZeros('viewer');
    expect(words).toEqual([expect.stringContaining('said "Schemas (0)"')]);
    expect(list).toEqual([expect.stringContaining('showed a list of 0 schemas')]);
  });
});
