import { expect, test } from '@playwright/test';
import { explain, type Explanation } from '../../../src/explain/explain';
import { withMeans } from '../../../src/explain/means';
import { requirePlan } from '../../../src/suite/compile';
import { standInTarget } from '../../../src/target/stand-in';
import { withRun } from '../../../src/target/run';
import { standInOfFile } from '../support/with-stand-in';

const standIn = standInOfFile();

/** Rule, role, and what turns the cell; the names of scratch worlds end in numbers. */
const CASES = [
  ['REC-04 viewer', 'allowed', ['GRANT INSERT ON TABLE "world1"."books" TO "viewer";']],
  [
    'REC-11 editor',
    'allowed',
    [
      'GRANT SELECT ON TABLE "world1"."secrets" TO "editor";',
      'GRANT UPDATE ON TABLE "world1"."secrets" TO "editor";',
    ],
  ],
  ['TAB-10 viewer', 'allowed', ['GRANT CREATE ON SCHEMA "world1" TO "viewer";']],
  ['SCH-04 editor', 'allowed', ['GRANT CREATE ON DATABASE "main" TO "editor";']],
  ['TAB-14 viewer', 'allowed', ['ALTER TABLE "world1"."books" OWNER TO "viewer";']],
  ['ROL-05 viewer', 'allowed', ['ALTER ROLE "viewer" CREATEROLE;']],
  [
    'COB-01 outsider',
    'allowed',
    ['collaborators.add: database "main", user "outsider", stored role "outsider"'],
  ],
  ['SHF-12 anonymous', 'allowed', ['GRANT INSERT ON TABLE "world1"."books" TO "viewer";']],
  ['USR-01 editor', 'allowed', [/^UPDATE mathesar_user SET is_superuser = true WHERE username = 'editor';$/]],
  ['REC-01 viewer', 'denied', ['REVOKE SELECT ON TABLE "world1"."books" FROM "viewer";']],
] as const;

test('the statements that are printed turn their cells', async () => {
  test.setTimeout(180_000);
  const rules = requirePlan().plans.local.files.flatMap((file) => file.rules);
  const explained = new Map<string, Explanation>();
  const left = await withRun(standInTarget(standIn()), (state) =>
    withMeans(state, async (means) => {
      for (const [name] of [...CASES, ['REC-16 editor'], ['REC-04 anonymous']] as const) {
        const [id, role] = name.split(' ');
        const rule = rules.find((one) => one.id === id);
        const cell = rule?.cells.find((one) => one.role === role);
        if (!rule || !cell) throw new Error(`the plan has no ${name}`);
        explained.set(name, await explain(means, rule, cell));
      }
    }),
  );
  expect(left).toEqual([]);
  for (const [name, to, statements] of CASES) {
    const turn = explained.get(name)?.turn;
    expect.soft(turn, name).toMatchObject({ kind: 'turned', to });
    expect.soft(turn?.statements, name).toHaveLength(statements.length);
    statements.forEach((one, index) => expect.soft(turn?.statements[index], name).toMatch(one));
  }
  expect(explained.get('REC-16 editor')?.turn).toMatchObject({ kind: 'past', as: 'admin' });
  expect(explained.get('REC-04 anonymous')?.turn).toMatchObject({ kind: 'none' });
  const links = explained.get('REC-04 viewer')?.links ?? [];
  expect(links.map(({ link }) => link)).toEqual([
    ...['session', 'account', 'collaborator', 'stored role', 'attributes', 'memberships'],
    ...['database "main"', 'schema "world1"', 'table "books"'],
  ]);
  expect(links.at(-1)?.found).toBe('SELECT; not INSERT, UPDATE, DELETE; owner "mathesar"');
});
