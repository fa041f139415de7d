import { cells, type PullRequest } from './pull-request';

const OTHERS = 'admin-elsewhere outsider anonymous';
const STANDARD_USERS = 'manager editor viewer outsider';

const loosens = (
  kind: PullRequest['kind'],
  name: string,
  rules: string,
  roles: string,
  more: Partial<PullRequest> = {},
): PullRequest => ({
  ...{ kind, name, rules, exit: 4, comment: true },
  changes: { loosened: cells(rules, roles) },
  ...more,
});

const tightens = (
  kind: PullRequest['kind'],
  name: string,
  rules: string,
  roles: string,
  more: Partial<PullRequest> = {},
): PullRequest => ({
  ...{ kind, name, rules, exit: 1, comment: true },
  changes: { tightened: cells(rules, roles) },
  ...more,
});

const otherwise = (
  name: string,
  rules: string,
  fault: string,
  roles: string,
  more: Partial<PullRequest> = {},
): PullRequest => ({
  ...{ kind: 'code', name, rules, fault, exit: 1, comment: true },
  changes: { other: cells(rules, roles) },
  ...more,
});

/** Mistakes in the code of the methods. */
const CODE: readonly PullRequest[] = [
  loosens('code', 'users are listed to everybody', 'USR-01', STANDARD_USERS, { fault: 'users-list-open' }),
  loosens('code', 'everybody adds users', 'USR-04 USR-05', STANDARD_USERS, { fault: 'user-add-open' }),
  loosens('code', 'rows for strangers', 'REC-01', 'admin-elsewhere outsider', {
    fault: 'collaborator-check-skipped',
  }),
  loosens('code', 'SELECT brings INSERT', 'REC-04', 'viewer', { fault: 'select-brings-insert' }),
  // Whether it is there can be told, and all that it says.
  loosens('code', 'explorations by id alone', 'EXP-13', 'admin-elsewhere outsider', {
    fault: 'exploration-of-any-database',
  }),
  loosens('code', 'a refusal holds a row', 'REC-07', 'manager editor viewer', {
    fault: 'refusal-tells-data',
  }),
  loosens('code', 'a refusal tells what exists', 'FRM-22', 'admin-elsewhere outsider', {
    fault: 'existence-told',
  }),
  // Who may delete deletes more; who may not is refused as before.
  loosens('code', 'a second row is deleted', 'REC-06', 'admin manager editor', {
    fault: 'deletes-a-second-row',
  }),
  loosens('code', 'another column is written', 'REC-05', 'admin manager editor', {
    fault: 'patches-another-column',
  }),
  loosens('code', 'a refused call does something', 'REC-04', 'viewer', {
    fault: 'refused-call-renames-a-bystander',
  }),
  loosens('code', 'a role is set everywhere', 'COB-05', 'admin admin-elsewhere', {
    fault: 'role-is-set-everywhere',
  }),
  loosens('code', 'deserted databases are open', 'COB-10', 'admin admin-elsewhere', {
    fault: 'deserted-database-open',
  }),
  // Everybody who is answered is told.
  loosens(
    'code',
    'stored passwords are told',
    'STO-01',
    'admin database-owner manager editor viewer admin-elsewhere',
    { fault: 'stored-roles-tell-passwords' },
  ),
  loosens('code', 'schemas for strangers', 'SCH-01', 'admin-elsewhere outsider', {
    fault: 'stranger:schemas.list',
  }),
  // Administrators are not asked whether they collaborate, and the owner's role serves them.
  loosens('code', 'rows are added as the owner', 'REC-04', 'viewer admin-elsewhere', {
    fault: 'as-owner:records.add',
  }),
  tightens('code', 'editors are refused', 'REC-05', 'editor', { fault: 'editor-over-restricted' }),
  // A denial is proven by somebody who succeeds, and nobody does.
  tightens('code', 'deleting does nothing', 'REC-06', 'admin manager editor', {
    fault: 'delete-does-nothing',
    changes: { tightened: cells('REC-06', 'admin manager editor'), other: ['REC-06 viewer'] },
    unseen: cells('REC-06', OTHERS),
  }),
  tightens('code', 'adding schemas does nothing', 'SCH-04', 'admin manager', {
    fault: 'no-op:schemas.add',
    changes: {
      tightened: cells('SCH-04', 'admin manager'),
      other: cells('SCH-04', 'editor viewer admin-elsewhere'),
    },
    unseen: cells('SCH-04', 'outsider anonymous'),
  }),
  // The administrator elsewhere was refused before, for another reason.
  tightens('code', 'administrators are refused', 'REC-04', 'admin', {
    fault: 'refuse:records.add',
    changes: { tightened: ['REC-04 admin'], other: ['REC-04 admin-elsewhere'] },
  }),
  otherwise('refusals give other reasons', 'REC-06', 'wrong-reason:records.delete', `viewer ${OTHERS}`),
  otherwise('refusals say nothing', 'REC-06', 'silent:records.delete', `viewer ${OTHERS}`),
  otherwise(
    'a refused change of a table says nothing',
    'TAB-12',
    'refusal-is-silent',
    'editor viewer admin-elsewhere',
  ),
  // A crash is no refusal, and proves nothing.
  otherwise('refusals crash', 'REC-05', 'crash:records.patch', '', {
    changes: {},
    unseen: cells('REC-05', `viewer ${OTHERS}`),
  }),
];

/** Mistakes in the code of the pages: the methods refuse as before. */
const PAGES: readonly PullRequest[] = [
  loosens('page', 'the menu leads to the administration', 'PGC-02', `database-owner ${STANDARD_USERS}`, {
    control: 'everything on the page: home',
    fault: 'administration-for-everybody',
  }),
  loosens('page', 'a button off the screen', 'REC-06', 'viewer', {
    control: 'record page: Delete Record',
    fault: 'delete-record-off-screen',
  }),
  loosens('page', 'a button with another name', 'PGC-17', 'viewer', {
    control: 'everything on the page: record',
    fault: 'delete-record-renamed',
  }),
  tightens('page', 'no schemas are shown', 'SCH-01', 'manager editor viewer', {
    control: 'database page: schema',
    fault: 'schemas-zero',
  }),
];

/** Changes of privileges, memberships, flags and entries. */
const GRANTS: readonly PullRequest[] = [
  loosens('grant', 'INSERT to viewer', 'REC-04 REC-05', 'viewer', {
    grant: 'grant:INSERT on books to viewer',
    changes: { loosened: ['REC-04 viewer'] },
  }),
  loosens('grant', 'SELECT on secrets to viewer', 'REC-07', 'viewer', {
    grant: 'grant:SELECT on secrets to viewer',
  }),
  loosens('grant', 'viewer acts as editor', 'REC-04', 'viewer', {
    grant: 'stored role:viewer by the role of editor',
  }),
  loosens('grant', 'viewer is an administrator', 'USR-01', 'viewer', {
    grant: 'admin flag:viewer is an administrator',
  }),
  tightens('grant', 'UPDATE from editor', 'REC-05 REC-06', 'editor', {
    grant: 'revoke:UPDATE on books from editor',
    changes: { tightened: ['REC-05 editor'] },
  }),
  tightens('grant', 'editor acts as viewer', 'REC-04 REC-01', 'editor', {
    grant: 'stored role:editor by the role of viewer',
    changes: { tightened: ['REC-04 editor'] },
  }),
  tightens('grant', 'admin is no administrator', 'USR-01', 'admin', {
    grant: 'admin flag:admin is no administrator',
  }),
];

/** The row of a rule. */
const row = (id: string) => new RegExp(`^\\| ${id} .*\\n`, 'm');
/** A row with its columns as they are. */
const editRow = (id: string, change: (row: string) => string) => (text: string) =>
  text.replace(row(id), (found) => change(found));

const ALL_ROLES = 'admin manager editor viewer admin-elsewhere outsider anonymous';

/** Edits of the plan: what is seen stays as it was. */
const PLAN: readonly PullRequest[] = [
  {
    ...{ kind: 'plan', name: 'viewers may add rows, they say', rules: 'REC-04', exit: 0, comment: true },
    edit: editRow('REC-04', (text) => text.replace('deny: privilege', 'allow')),
  },
  {
    ...{ kind: 'plan', name: 'viewers may not list rows, they say', rules: 'REC-01', exit: 0, comment: true },
    // Admin, manager and editor come before.
    edit: editRow('REC-01', (text) => {
      let column = 0;
      return text.replaceAll(/ allow /g, (found) => ((column += 1) === 4 ? ' deny: privilege ' : found));
    }),
  },
  {
    ...{ kind: 'plan', name: 'a reason is left open', rules: 'REC-06', exit: 0, comment: true },
    edit: editRow('REC-06', (text) => text.replace('deny: privilege', 'deny')),
  },
  {
    ...{ kind: 'plan', name: 'a new rule', rules: 'REC-04 REC-90', exit: 1, comment: true },
    edit: editRow('REC-04', (text) => `${text}${text.replace('REC-04', 'REC-90')}`),
    added: cells('REC-90', ALL_ROLES),
  },
  {
    ...{ kind: 'plan', name: 'a rule is gone', rules: 'REC-04 REC-05', exit: 1, comment: true },
    edit: editRow('REC-05', () => ''),
    gone: cells('REC-05', ALL_ROLES),
  },
];

const refactoring = (name: string, rules: string, more: Partial<PullRequest>): PullRequest => ({
  ...{ kind: 'refactoring', name, rules, exit: 0, comment: false },
  ...more,
});

/** What changes nothing for anybody. */
const REFACTORINGS: readonly PullRequest[] = [
  refactoring('prose moves the rows', 'REC-01 REC-04', {
    edit: (text) => text.replace(/^# .*$/m, '$&\n\nProse.'),
  }),
  refactoring('rows change places', 'REC-01 REC-04', {
    edit: (text) => {
      const [found = ''] = row('REC-01').exec(text) ?? [];
      return text.replace(found, '').replace(row('REC-06'), (last) => last + found);
    },
  }),
  refactoring('a rule has a new title', 'REC-04', {
    edit: editRow('REC-04', (text) => text.replace('Add a record', 'Make a record')),
  }),
  refactoring('the plan file has a new name', 'REC-04 REC-07', { file: 'qa-plan/rows.md' }),
  refactoring('other data', 'REC-01 REC-05 USR-01', { run: { seed: 4711 } }),
  refactoring('other accounts and databases', 'REC-05 COB-05 EXP-13', { run: { newRun: true } }),
  refactoring('another order, another hour', 'REC-01 REC-04 REC-06', {
    run: { reversed: true, minutesLater: 90 },
  }),
  refactoring('no SQL to witness', 'REC-01 REC-04 REC-06', { run: { withoutSql: true } }),
];

/** All of them. */
export const PULL_REQUESTS: readonly PullRequest[] = [...CODE, ...PAGES, ...GRANTS, ...PLAN, ...REFACTORINGS];
