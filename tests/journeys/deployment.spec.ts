import { expect } from '@playwright/test';
import { skipWhereImpossible, test } from '../../fixtures/deployment-test';
import { follow, missingOf, refused } from '../../src/deployment/scenario/proof';
import { prepare } from '../../src/deployment/scenario/scenario';
import { deploymentRequirements } from '../../src/suite/compile';
import { inReport } from '../../fixtures';
import { DEPLOYMENTS } from '../../src/deployment/plan/words';

const all = deploymentRequirements();

for (const deployment of DEPLOYMENTS) {
  const rows = all.filter((row) => row.deployment === deployment);
  const required = rows.filter(({ level }) => level === 'required');
  const optional = rows.filter(({ level }) => level === 'optional');
  const needs = (some: typeof rows) => some.map(({ need }) => need);
  const ids = (some: typeof rows) => some.map(({ id }) => id);

  test.describe(deployment, inReport('journeys', `Deployment: ${deployment}`), () => {
    test(`${deployment} works with exactly the required privileges`, async ({ environment }) => {
      skipWhereImpossible(deployment);
      const scenario = await prepare(environment, deployment, 'exact', {
        has: needs(required),
        not: needs(optional),
      });
      try {
        expect([...(await missingOf(scenario, rows)).keys()], 'the preflight').toEqual(ids(optional));
        await scenario.attempt();
        const { database, table } = await scenario.use();
        const found = await environment.superuser.column(
          database,
          `SELECT to_regclass('${table}') IS NOT NULL`,
        );
        expect(found, `${table} over the API`).toEqual(['true']);
      } finally {
        await scenario.end();
      }
    });

    for (const row of required) {
      if (row.need.kind === 'version') continue;

      test(`${deployment} without ${row.needs} is refused and leaves nothing · ${row.id}`, async ({
        environment,
      }, info) => {
        skipWhereImpossible(deployment);
        const has = needs(required.filter((other) => other !== row));
        const name = row.id.toLowerCase().replace('-', '');
        const scenario = await prepare(environment, deployment, name, {
          has,
          not: [row.need, ...needs(optional)],
        });
        try {
          const missing = await missingOf(scenario, required);
          expect([...missing.keys()], 'the preflight').toEqual([row.id]);
          const { ending, flaws, left } = await refused(environment, scenario, row, () => scenario.attempt());
          const evidence = JSON.stringify({ ending, left });
          expect(flaws, `the refusal: ${evidence}`).toEqual(row.flaws.map(({ flaw }) => flaw));
          for (const { gap } of row.flaws) {
            info.annotations.push({ type: 'known gap', description: `${gap.source}: ${gap.reason}` });
          }
          await scenario.clear();
          await follow(environment, missing.get(row.id));
          expect(
            [...(await missingOf(scenario, required)).keys()],
            'the preflight, after its own advice',
          ).toEqual([]);
          await scenario.attempt();
        } finally {
          await scenario.end();
        }
      });
    }

    for (const row of optional) {
      test(`${deployment} without ${row.needs} works, and only that feature is refused · ${row.id}`, async ({
        environment,
      }) => {
        skipWhereImpossible(deployment);
        const name = row.id.toLowerCase().replace('-', '');
        const scenario = await prepare(environment, deployment, name, {
          has: needs(required),
          not: needs(optional),
        });
        try {
          await scenario.attempt();
          await scenario.use();
          const { ending, flaws, left } = await refused(environment, scenario, row, () =>
            scenario.feature(row.need),
          );
          expect(flaws, `the refusal: ${JSON.stringify({ ending, left })}`).toEqual([]);
          await follow(environment, (await missingOf(scenario, rows)).get(row.id));
          expect((await missingOf(scenario, rows)).has(row.id), 'the preflight, after its own advice').toBe(
            false,
          );
          await scenario.feature(row.need);
        } finally {
          await scenario.end();
        }
      });
    }
  });
}
