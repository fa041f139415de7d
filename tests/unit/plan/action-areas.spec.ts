import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { ACTIONS_BY_AREA } from '../../../src/actions';
import { PAGE_ACTIONS } from '../../../src/controls';
import { OWN_PLAN_FOLDER } from '../../../src/plan/folder';
import type { PlanFile } from '../../../src/plan/types';
import { requirePlan } from '../../../src/suite/compile';

/** The actions that an area takes from other areas, as `<action> of <area>`. */
const BORROWED: Record<string, readonly string[]> = {
  administration: [
    'basic.use of sign-in',
    'page.open of sign-in',
    'session.use of sign-in',
    'users.delete of users',
    'users.password.revoke of users',
    'users.patch_other of users',
  ],
  collaborators: [
    'databases.configured.disconnect of databases',
    'databases.configured.list of databases',
    'databases.get of databases',
    'session.use of sign-in',
  ],
  databases: ['page.open of sign-in'],
  profile: ['password.choose of sign-in'],
  'stored-roles': ['session.use of sign-in'],
};

/** An area needs no file of actions if its verbs exist on pages only, or it is about what others' do in situations. */
const hasCalls = ({ rules }: PlanFile) =>
  rules.some(({ action, given }) => !given && !PAGE_ACTIONS.some(({ name }) => name === action.name));
const files = requirePlan(OWN_PLAN_FOLDER).plans.local.files.filter(hasCalls);
const homes = new Map(
  Object.entries(ACTIONS_BY_AREA).flatMap(([area, actions]) =>
    actions.map(({ info }) => [info.name, area] as const),
  ),
);

test('every area of the plan has its file of actions, and no other file lies beside them', () => {
  const areas = files.map(({ area }) => area);
  expect(Object.keys(ACTIONS_BY_AREA)).toEqual(areas);
  const written = readdirSync('src/actions', { withFileTypes: true }).filter((entry) => entry.isFile());
  expect(written.map(({ name }) => name).sort()).toEqual(
    [...areas, 'action', 'index'].map((name) => `${name}.ts`).sort(),
  );
});

test('no action is in two areas', () => {
  expect(homes.size).toBe(Object.values(ACTIONS_BY_AREA).flat().length);
});

for (const { area, rules } of files) {
  test(`the actions of ${area} are its own, but for those that are borrowed`, () => {
    const used = [...new Set(rules.map(({ action }) => action.name))].sort();
    const borrowed = used.filter((name) => homes.get(name) !== area);
    expect(used.length).toBeGreaterThan(borrowed.length);
    expect(borrowed.map((name) => `${name} of ${homes.get(name) ?? 'nobody'}`)).toEqual(BORROWED[area] ?? []);
  });
}
