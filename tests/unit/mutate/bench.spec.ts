import { expect, test } from '@playwright/test';
import type { Cell, Rule } from '../../../src/plan/types';
import { Bench, type Mutant } from '../../../tools/mutate/bench';
import type { Cells } from '../../../tools/mutate/run-cells';

const rule = (id: string): Rule =>
  ({ id, cells: [{ role: 'admin' }, { role: 'viewer' }] }) as unknown as Rule;

/** Cells whose failures a table gives, by `RULE role`: while whole, and while broken. */
function install(failures: Record<string, [whole: string | undefined, broken: string | undefined]>) {
  let broken = false;
  const tried: string[] = [];
  const cells = {
    failure: ({ id }: Rule, { role }: Cell) => {
      if (broken) tried.push(`${id} ${role}`);
      return Promise.resolve(failures[`${id} ${role}`]?.[broken ? 1 : 0]);
    },
  } as unknown as Cells;
  const mutant: Mutant = {
    ...{ name: 'no-op:a', kind: 'no-op', what: 'does nothing', rules: [rule('A-1'), rule('A-2')] },
    cellsOf: ({ cells: all }) => all,
    break: () => Promise.resolve((broken = true)),
    mend: () => Promise.resolve((broken = false)),
  };
  return { cells, mutant, tried, stays: () => (mutant.mend = () => Promise.resolve()) };
}

test('each rule that has another verdict than on the unbroken install kills; its further cells are not tried', async () => {
  const { cells, mutant, tried } = install({
    'A-1 admin': [undefined, 'ineffective: nothing changed'],
    'A-2 viewer': [undefined, 'breach: rows changed'],
  });
  const trial = await new Bench(cells).try(mutant);
  expect(trial).toMatchObject({
    concerned: ['A-1', 'A-2'],
    killers: ['A-1', 'A-2'],
    first: 'A-1 admin: ineffective',
  });
  expect(trial.spoiled).toBeUndefined();
  expect(tried).toEqual(['A-1 admin', 'A-2 admin', 'A-2 viewer']);
});

test('a cell that is as red without the fault kills nothing; one that is red otherwise does', async () => {
  const same = install({ 'A-1 admin': ['leak: told', 'leak: told again'] });
  expect((await new Bench(same.cells).try(same.mutant)).killers).toEqual([]);
  const other = install({ 'A-1 admin': ['leak: told', 'breach: changed'] });
  expect((await new Bench(other.cells).try(other.mutant)).killers).toEqual(['A-1']);
});

test('where one killer is enough, the rules behind it are not tried', async () => {
  const { cells, mutant } = install({ 'A-1 admin': [undefined, 'ineffective: nothing changed'] });
  expect((await new Bench(cells).try(mutant, { once: true })).concerned).toEqual(['A-1']);
});

test('an install that stays broken is told: what is tried next on it proves nothing', async () => {
  const { cells, mutant, stays } = install({ 'A-1 admin': [undefined, 'breach: rows changed'] });
  const bench = new Bench(cells);
  expect((await bench.try(mutant)).spoiled).toBeUndefined();
  stays();
  expect((await bench.try(mutant)).spoiled).toBe('A-1 admin stays breach');
});
