import { expect, test } from '@playwright/test';
import { whileBroken, WITH_FAULTS } from '../../../src/target/stand-in';
import { trialPlan } from '../support/trial-plan';
import { Trial } from '../support/trial-runner';
import { standInOfFile } from '../support/with-stand-in';

test.setTimeout(120_000);
const install = standInOfFile(WITH_FAULTS);

const READS = trialPlan([
  '| T-1 | List the rows of a closed table | `records.list(table: secrets)` | allow | deny: privilege | deny: privilege | deny: collaborator | deny: login |',
  '| T-2 | See the users | `users.list` | allow | deny: admin | deny: admin | deny: admin | deny: login |',
  '| T-3 | Export the rows of a table | `export.table` | allow | allow | allow | – | deny: login |',
]);

/** Cells with something else than `pass`. */
async function redOf(trial: Trial): Promise<Record<string, string>> {
  const cells = { ...(await trial.cells(true)), ...(await trial.cells(false)) };
  return Object.fromEntries(
    Object.entries(cells).flatMap(([cell, { verdict }]) =>
      // The first of the forms that read is another one by another seed.
      verdict === 'pass' ? [] : [[cell, verdict.replace(/form ".*"/, 'form')]],
    ),
  );
}

const OTHERWISE = 'breach: the form read what the plain form did not';
const OF_ROLES = { 'T-1 editor': OTHERWISE, 'T-1 viewer': OTHERWISE };
const FAULTS: Readonly<Record<string, Record<string, string>>> = {
  'rows-by-filter-as-owner': OF_ROLES,
  'rows-by-order-as-owner': OF_ROLES,
  'rows-by-grouping-as-owner': OF_ROLES,
  'method-override-as-admin': {
    ...OF_ROLES,
    'T-1 outsider': OTHERWISE,
    'T-1 anonymous': OTHERWISE,
    'T-2 editor': OTHERWISE,
    'T-2 viewer': OTHERWISE,
    'T-2 outsider': OTHERWISE,
    'T-2 anonymous': OTHERWISE,
    'T-3 anonymous': OTHERWISE,
  },
};

test('a form that reads what the plain form refuses is a breach, and no form of a whole install is', async () => {
  const trial = await Trial.of(READS, install());
  try {
    expect(await redOf(trial)).toEqual({});
    for (const [fault, red] of Object.entries(FAULTS))
      await whileBroken(install(), fault, async () => {
        expect(await redOf(trial), fault).toEqual(red);
      });
  } finally {
    await trial.end();
  }
});
