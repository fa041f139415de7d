import { expect, test } from '@playwright/test';
import { compilePlan } from '../../../src/plan/compile';
import { formatProblems } from '../../../src/plan/format';
import { compileUpgrades, plannedChanges } from '../../../src/upgrade/plan/page';
import { coveringFile, matrix, planText, row } from '../plan/plans';
import { vocabulary } from '../plan/vocabulary';

const { plan } = compilePlan(
  [
    {
      file: 'qa-plan/area.md',
      text: planText('area', matrix([row('A-1', { cells: 'allow | – | hide | deny | -' })])),
    },
    coveringFile(),
  ],
  vocabulary,
);
const title = plan.files[0]?.rules[0]?.title ?? '';

const HEAD = '---\narea: upgrade\nkind: upgrade\n---\n\n';
const COLUMNS = '| ID | Rule | Roles | 1.0.0 | 1.1.0 | Source |\n|---|---|---|---|---|---|\n';
const read = (body: string, head = HEAD) =>
  compileUpgrades([{ file: 'qa-plan/upgrade.md', text: head + body }], plan, vocabulary);
const problemsOf = (body: string, head = HEAD) => formatProblems(read(body, head).problems);

test('a row plans a change for each of its roles', () => {
  const { upgrades, problems } = read(
    `${COLUMNS}| A-1 | ${title} | admin, outsider | allow | deny: admin | notes |\n`,
  );
  expect(problems).toEqual([]);
  expect(upgrades).toMatchObject([{ from: '1.0.0', to: '1.1.0' }]);
  expect(
    upgrades[0]?.changes.map(({ rule, role, before, after }) => ({ rule, role, before, after })),
  ).toEqual(
    ['admin', 'outsider'].map((role) => ({
      rule: 'A-1',
      role,
      before: { kind: 'allow' },
      after: { kind: 'deny', reason: 'admin' },
    })),
  );
});

test('an upgrade over several releases plans what all of them change', () => {
  const table = (from: string, to: string, rows: string) =>
    `${COLUMNS.replace('1.0.0', from).replace('1.1.0', to)}${rows}\n`;
  const change = (roles: string, before: string, after: string) =>
    `| A-1 | ${title} | ${roles} | ${before} | ${after} | notes |\n`;
  const { upgrades, problems } = read(
    [
      table('0.9.0', '0.10.1', change('admin, viewer', 'allow', 'deny: collaborator')),
      table(
        '0.10.1',
        '0.11.0',
        change('admin', 'deny: collaborator', 'deny: admin') +
          change('viewer', 'deny: collaborator', 'allow') +
          change('outsider', 'allow', 'deny: admin'),
      ),
    ].join('\n'),
  );
  expect(problems).toEqual([]);
  const planned = (from: string, to: string) =>
    plannedChanges(upgrades, from, to).map(({ role, before, after }) => [role, before.kind, after]);
  expect(planned('0.9.0', '0.11.0')).toEqual([
    ['admin', 'allow', { kind: 'deny', reason: 'admin' }],
    ['outsider', 'allow', { kind: 'deny', reason: 'admin' }],
  ]);
  expect(planned('0.9.0', '0.10.1').map(([role]) => role)).toEqual(['admin', 'viewer']);
  expect(planned('0.11.0', '0.9.0')).toEqual([]);
});

const WRONG: [string, string, string][] = [
  [
    'a rule that is not there',
    `${COLUMNS}| A-2 | ${title} | admin | allow | deny | notes |`,
    'qa-plan/upgrade.md:8:3  unknown rule "A-2"; did you mean A-1?\n  use the ID of a rule of the permission plan',
  ],
  [
    'another title',
    `${COLUMNS}| A-1 | Another | admin | allow | deny | notes |`,
    `qa-plan/upgrade.md:8:9  A-1 is "${title}", not "Another"`,
  ],
  [
    'a role that the rule has no cell for',
    `${COLUMNS}| A-1 | ${title} | editor | allow | deny | notes |`,
    'unknown role "editor"\n  roles of A-1: admin, viewer, outsider',
  ],
  ['no role', `${COLUMNS}| A-1 | ${title} | | allow | deny | notes |`, 'A-1 names no role'],
  [
    'an expectation that is none',
    `${COLUMNS}| A-1 | ${title} | admin | alow | deny | notes |`,
    'unknown expectation "alow"; did you mean allow?',
  ],
  [
    'what a release can not do',
    `${COLUMNS}| A-1 | ${title} | admin | hide | deny | notes |`,
    'a release column must say allow or deny, not "hide"',
  ],
  ['no change', `${COLUMNS}| A-1 | ${title} | admin | deny | deny | notes |`, 'A-1 does not change'],
  [
    'no source',
    `${COLUMNS}| A-1 | ${title} | admin | allow | deny | |`,
    'the source of the change of A-1 is empty',
  ],
  [
    'a change that is planned twice',
    `${COLUMNS}| A-1 | ${title} | admin | allow | deny | notes |\n| A-1 | ${title} | admin | allow | deny | notes |`,
    'qa-plan/upgrade.md:9:3  the change of A-1 for admin is already planned in line 8',
  ],
  [
    'one release only',
    `| ID | Rule | Roles | 1.0.0 | Source |\n|---|---|---|---|---|\n| A-1 | x | admin | allow | notes |`,
    'qa-plan/upgrade.md:6:3  the table needs two releases, and has 1',
  ],
  [
    'an unknown column',
    `| ID | Rule | Rolles | 1.0.0 | 1.1.0 | Source |\n|---|---|---|---|---|---|\n`,
    'qa-plan/upgrade.md:6:15  unknown column "Rolles"; did you mean Roles?',
  ],
  ['no table', 'Nothing.', 'qa-plan/upgrade.md:1:1  the page has no table of changes'],
  ['no rows', COLUMNS, 'qa-plan/upgrade.md:6:1  the table has no rows'],
];

for (const [name, body, problem] of WRONG) {
  test(`a page of changes is read strictly: ${name}`, () => {
    expect(problemsOf(body)).toContain(problem);
  });
}
