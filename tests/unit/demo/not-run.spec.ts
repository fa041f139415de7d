import { expect, test } from '@playwright/test';
import { DEMO_ACTIONS } from '../../../src/demo/actions';
import { DEMO, whyNotRun } from '../../../src/demo/profile';
import { vocabularyOf } from '../../../src/engine/profile';
import { compilePlan } from '../../../src/plan/compile';
import type { Rule } from '../../../src/plan/types';
import { requirePlan } from '../../../src/suite/compile';
import type { RunState } from '../../../src/target/state';

const rules = requirePlan().plans.demo.files.flatMap((file) => file.rules);
function ruleWith(id: string): Rule {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`the plan of the demo has no rule ${id}`);
  return rule;
}

const demo = (mayChange: boolean, admin: boolean) =>
  ({
    ...{ mayChange, baseUrl: 'https://demo.example.org' },
    accounts: admin ? { admin: {} } : {},
  }) as RunState;

test('on a host that nobody allowed, only rules run that are marked safe; all others say why not', () => {
  const safe = rules.filter((rule) => rule.safe);
  const unsafe = rules.filter((rule) => !rule.safe);
  const whyNot = (rule: Rule) => whyNotRun(demo(false, true), rule, 'visitor');
  expect([...new Set(safe.map(whyNot))]).toEqual([undefined]);
  expect(unsafe.map(whyNot)).toEqual(
    unsafe.map(
      ({ id }) => `${id} may change something, and demo.example.org is not in QA_PLAN_ALLOWED_HOSTS`,
    ),
  );
  expect(unsafe.length).toBeGreaterThan(0);
});

test('what is safe only reads', () => {
  for (const rule of rules.filter(({ safe, surfaces }) => safe && surfaces.includes('api'))) {
    expect(DEMO_ACTIONS.get(rule.action.name)?.info.reads, rule.id).toBe(true);
  }
});

test('without an administrator, what only one can prove is not run', () => {
  const why = (id: string, role: string) => whyNotRun(demo(true, false), ruleWith(id), role);
  expect(why('DEM-02', 'visitor')).toBeUndefined();
  expect(why('DEM-02', 'admin')).toContain('no administrator of the demo is given');
  expect(why('DEM-40', 'visitor')).toContain('DEM-40 needs an administrator as its positive control');
});

test('what a demo does not have is not asked for', () => {
  const lacking = { ...demo(true, true), lacks: ['notice', 'data', 'removal'] } as const;
  const why = (id: string, role = 'visitor') => whyNotRun(lacking, ruleWith(id), role);
  expect(why('DEM-59')).toBe('no page says that this is a demo; set DEMO_BANNER if one should');
  expect(why('DEM-01')).toContain('the demo gives its users no data');
  expect(why('DEM-41')).toContain('the administrator could not remove what DEM-41 makes');
  expect(why('DEM-42', 'admin')).toContain('the administrator could not remove what DEM-42 makes');
  expect(['DEM-02', 'DEM-08', 'DEM-23', 'DEM-40', 'DEM-54'].map((id) => why(id))).toEqual(
    Array.from({ length: 5 }, () => undefined),
  );
});

test('an action that may change something can not be marked safe', () => {
  const text = [
    '---\narea: demo\nkind: demo\n---\n\n# Demo\n',
    '| ID | Rule | Action | visitor | neighbour | anonymous | Surfaces | Safe |',
    '| -- | ---- | ------ | ------- | --------- | --------- | -------- | ---- |',
    '| D-1 | Add a schema | `schemas.add` | allow | deny | deny | api | yes |',
    '| D-2 | List the schemas | `schemas.list` | allow | deny | deny | api | perhaps |',
  ].join('\n');
  const { problems } = compilePlan([{ file: 'qa-plan/demo.md', text }], vocabularyOf(DEMO));
  expect(problems.map(({ message }) => message)).toEqual([
    'schemas.add may change something, so no rule with it is safe',
    'unknown word of the column Safe "perhaps"',
  ]);
});
