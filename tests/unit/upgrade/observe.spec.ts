import { expect, test } from '@playwright/test';
import type { ApiSurface } from '../../../src/engine/api-surface';
import { Inconclusive, NotRun } from '../../../src/engine/surface';
import { requirePlan } from '../../../src/suite/compile';
import { observe } from '../../../src/upgrade/observe';
import { roleNamed } from '../../../src/world/world';
import { runState } from '../run-state';

const rule = requirePlan()
  .plans.local.files.flatMap(({ rules }) => rules)
  .find(({ id }) => id === 'REC-04');
const [cell] = rule?.cells ?? [];

const WHY = `"inside ${runState.prefix}_1" of ${runState.baseUrl}:8000 and table 12345 could not be read back`;

/** What is recorded of a cell whose attempt throws. */
async function recorded(error: Error) {
  if (!rule || !cell) throw new Error('the plan has no cell of REC-04');
  const api = { see: () => Promise.reject(error) } as unknown as ApiSurface;
  return (await observe(rule, cell, api, runState)).outcome;
}

test('why a cell proves nothing is recorded without the run’s names, address and identifiers', async () => {
  const why = '"inside …" of  and table # could not be read back';
  const untried = new Inconclusive('the attempt could not be made', roleNamed('viewer'), new Error(WHY));
  expect(await recorded(untried)).toEqual({ kind: 'untried', why });
  const notRun = new NotRun(`${WHY}; allow it on ${runState.baseUrl}`);
  expect(await recorded(notRun)).toEqual({ kind: 'not run', why });
});
