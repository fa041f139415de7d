import { expect, test } from '@playwright/test';
import { Bench, type Mutant } from '../../../tools/mutate/bench';

/** An install whose failures a table gives, by `RULE role`: while it is whole, and while it is broken. */
function install(failures: Record<string, [whole: string | undefined, broken: string | undefined]>) {
  let broken = false;
  const tried: string[] = [];
  const concerned = (id: string) => ({
    id,
    tries: ['admin', 'viewer'].map((role) => {
      const name = `${id} ${role}`;
      const failure = () => {
        if (broken) tried.push(name);
        return Promise.resolve(failures[name]?.[broken ? 1 : 0]);
      };
      return { name, failure };
    }),
  });
  const mutant: Mutant = {
    ...{ name: 'no-op:a', kind: 'no-op', what: 'does nothing', rules: [concerned('A-1'), concerned('A-2')] },
    break: () => Promise.resolve((broken = true)),
    mend: () => Promise.resolve((broken = false)),
  };
  return { mutant, tried, stays: () => (mutant.mend = () => Promise.resolve()) };
}

test('each rule that has another verdict than on the unbroken install kills; its further cells are not tried', async () => {
  const { mutant, tried } = install({
    'A-1 admin': [undefined, 'ineffective: nothing changed'],
    'A-2 viewer': [undefined, 'breach: rows changed'],
  });
  const trial = await new Bench().try(mutant);
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
  expect((await new Bench().try(same.mutant)).killers).toEqual([]);
  const other = install({ 'A-1 admin': ['leak: told', 'breach: changed'] });
  expect((await new Bench().try(other.mutant)).killers).toEqual(['A-1']);
});

test('where one killer is enough, the rules behind it are not tried', async () => {
  const { mutant } = install({ 'A-1 admin': [undefined, 'ineffective: nothing changed'] });
  expect((await new Bench().try(mutant, { once: true })).concerned).toEqual(['A-1']);
});

test('an install that stays broken is told: what is tried next on it proves nothing', async () => {
  const { mutant, stays } = install({ 'A-1 admin': [undefined, 'breach: rows changed'] });
  const bench = new Bench();
  expect((await bench.try(mutant)).spoiled).toBeUndefined();
  stays();
  expect((await bench.try(mutant)).spoiled).toBe('A-1 admin stays breach');
});
