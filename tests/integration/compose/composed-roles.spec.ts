import { expect, test } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { composeRoles, PLAN_SEED } from '../../../src/compose/compose';
import { describeRole } from '../../../src/compose/factors';
import { Scene } from '../../../src/compose/scene';
import { findDifferences } from '../../../src/compose/search';
import { requirePlan } from '../../../src/suite/compile';
import { withRun } from '../../../src/target/run';
import { standInTarget, whileBroken, WITH_FAULTS, type StandInDetails } from '../../../src/target/stand-in';
import { bareEnvironment, runCli } from '../support/run-cli';
import { startRun, writeThrowaway } from '../support/throwaway';
import { ONE_RULE } from '../support/trial-plan';
import { standInOfFile, withStandIn } from '../support/with-stand-in';

const standIn = standInOfFile(WITH_FAULTS);
test.setTimeout(400_000);

interface Case {
  fault: string;
  asked: string;
  verdict: string;
  /** What every role that shows it has. */
  cause: RegExp;
  /** One of the roles with the fewest grants that show it. */
  smallest: string;
}

const BY_DEFAULT = 'default privileges: SELECT on tables of the owner';
const CASES: readonly Case[] = [
  {
    ...{ fault: 'column-grants-widened', asked: 'records.list', verdict: 'breach' },
    cause: /SELECT \(/,
    smallest: 'columns: SELECT (id, title)',
  },
  {
    ...{ fault: 'row-security-bypassed', asked: 'records.list', verdict: 'breach' },
    cause: /row security: /,
    smallest: `row security: some rows; ${BY_DEFAULT}`,
  },
  {
    ...{ fault: 'noinherit-ignored', asked: 'records.list', verdict: 'breach' },
    cause: /without INHERIT/,
    smallest: 'table: SELECT; membership: of a group, without INHERIT',
  },
  {
    ...{ fault: 'schema-usage-ignored', asked: 'records.list', verdict: 'breach' },
    cause: /schema: none/,
    smallest: 'schema: none; columns: SELECT (id, title)',
  },
  {
    ...{ fault: 'only-own-grants', asked: 'records.list', verdict: 'over-restriction' },
    // An owner has no grants either.
    cause: /columns: |membership: |public: |ownership: of the table/,
    smallest: `membership: through another role; ${BY_DEFAULT}`,
  },
  {
    ...{ fault: 'column-update-refused', asked: 'records.patch(title)', verdict: 'over-restriction' },
    cause: /UPDATE \(title\)/,
    smallest: 'columns: UPDATE (title); public: USAGE on the schema, SELECT on the table',
  },
  {
    ...{ fault: 'column-update-untold', asked: 'columns.list', verdict: 'over-restriction' },
    cause: /columns: .*UPDATE/,
    smallest: 'columns: UPDATE (title)',
  },
  {
    ...{ fault: 'default-privileges-dropped', asked: 'tables.add', verdict: 'over-restriction' },
    cause: /default privileges: SELECT to PUBLIC/,
    smallest: 'schema: USAGE, CREATE; default privileges: SELECT to PUBLIC on own tables',
  },
];

test('each fine privilege that is ignored or widened is seen by the plan’s roles, and shrunk to the grants that it takes', async () => {
  const { composed } = requirePlan();
  const rules = composed.flatMap((page) => page.rules).filter(({ role }) => role === undefined);
  const roles = composeRoles(PLAN_SEED);
  const options = { signal: new AbortController().signal, progress: () => undefined };
  const left = await withRun(standInTarget(standIn()), async (state) => {
    const scene = await Scene.open(state, 0);
    for (const { fault, asked, verdict, cause, smallest } of CASES) {
      const asking = rules.filter((rule) => rule.asked === asked);
      const found = await whileBroken(standIn(), fault, () => findDifferences(scene, asking, roles, options));
      const described = found.map(({ role }) => describeRole(role));
      expect.soft([...new Set(found.map(({ judgement }) => judgement.verdict))], fault).toEqual([verdict]);
      expect.soft(described, fault).toContain(smallest);
      expect
        .soft(
          described.filter((role) => !cause.test(role)),
          fault,
        )
        .toEqual([]);
    }
    expect(await findDifferences(scene, rules.slice(0, 1), roles, options), 'without a fault').toEqual([]);
    await scene.end();
  });
  expect(left).toEqual([]);
});

const PAGE = `---
area: fine
kind: composed
---

# Fine

| ID  | Rule      | Asked          | Role                        | Also needs | Known gap | Source |
| --- | --------- | -------------- | --------------------------- | ---------- | --------- | ------ |
| F-1 | list rows | \`records.list\` | columns: SELECT (id, title) |            |           | sense  |
| F-2 | list rows | \`records.list\` | table: SELECT               |            |           | sense  |
`;

/** A plan of one rule, whose cells pass, and of the page. */
function writePlan(folder: string, install: StandInDetails) {
  const throwaway = writeThrowaway(folder, ONE_RULE, install);
  writeFileSync(path.join(throwaway.plan, 'fine.md'), PAGE);
  return throwaway;
}

test('a row about one role turns red with the verdict, and the command finds and prints such a row', async ({}, info) => {
  await withStandIn({ QA_PLAN_FAULT: 'column-grants-widened' }, async (install) => {
    const throwaway = writePlan(info.outputPath(), install);
    const { code, text } = await startRun(throwaway).ended;
    expect(text).toContain('plan/fine.md:10:3');
    expect(text).toMatch(/breach: beyond PostgreSQL: pages: 120; note: in reeds; pages:\s+250 and 5 more/);
    expect(text).toMatch(/6 passed, 1 failed/);
    expect(code).toBe(1);

    const env = bareEnvironment(throwaway.env.QA_PLAN_ENV_FILE);
    const printed = await runCli(['compose', '--seed', '2', '--count', '6'], env);
    expect(printed.text).toContain('row for the plan');
    expect(printed.stdout).toMatch(
      /\| CMP-01-x \| list rows \| `records.list` \| columns: SELECT \(id, \w+\)/,
    );
    expect(printed.stdout).toMatch(/GRANT SELECT \(id, \w+\).* ON TABLE shelf.books TO the_role;/);
    expect(printed.code).toBe(1);
  });
});

test('without SQL the tests are not run, and say why', async ({}, info) => {
  const throwaway = writePlan(info.outputPath(), { ...standIn(), databaseUrl: '' });
  const { code, text } = await startRun(throwaway).ended;
  expect(text).toMatch(
    /2: composed roles are compared with what PostgreSQL answers: set\s+LOCAL_DATABASE_URL/,
  );
  expect(text).toMatch(/5 passed, 0 failed, 2 skipped/);
  expect(code).toBe(0);
});
