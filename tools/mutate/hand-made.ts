/** A fault that the stand-in knows by name, and exactly the cells of one area that it must turn red. */
interface HandMade {
  fault: string;
  /** The plan file that is run. */
  area: string;
  /** `RULE role`, all of them. */
  red: readonly string[];
}

const breaks = (fault: string, area: string, red: readonly string[]): HandMade => ({ fault, area, red });

/** Cells of some roles in each of some rules, which are separated by spaces. */
const cells = (rules: string, roles: readonly string[]) =>
  rules.split(' ').flatMap((rule) => roles.map((role) => `${rule} ${role}`));

const STANDARD_USERS = ['manager', 'editor', 'viewer', 'outsider'];
const ACCOUNTS = ['admin', ...STANDARD_USERS];
const EVERYBODY = [...ACCOUNTS, 'admin-elsewhere', 'anonymous'];

/** One break each, in the order of the stand-in's lists of faults. */
export const HAND_MADE: readonly HandMade[] = [
  breaks('table-grants-reach-public', 'privileges', [
    // Where nothing was to change, PUBLIC now has more.
    ...cells('PRV-18 PRV-19', ['admin', 'database-owner', 'manager', 'editor', 'viewer']),
    ...cells('PRV-20 PRV-21 PRV-23', ['admin', 'database-owner']),
  ]),
  breaks('new-table-is-public', 'tables', [
    ...cells('TAB-10', ['admin', 'manager']),
    ...cells('TAB-11', ['admin', 'manager', 'editor', 'viewer']),
  ]),
  breaks('role-is-set-everywhere', 'collaborators', cells('COB-05', ['admin', 'admin-elsewhere'])),
  breaks('deletes-a-second-row', 'records', [
    ...cells('REC-06', ['admin', 'manager', 'editor']),
    'REC-12 admin',
  ]),
  breaks('patches-another-column', 'records', cells('REC-05', ['admin', 'manager', 'editor'])),
  // Where nobody gets what is promised, no denial is proven either.
  breaks(
    'form-writes-another-column',
    'shared-forms',
    cells('SHF-09 SHF-10 SHF-12 SHF-13 SHF-14 SHF-16 SHF-20 SHF-23', EVERYBODY),
  ),
  breaks('refused-call-renames-a-bystander', 'records', ['REC-04 viewer']),
  breaks('users-list-open', 'users', cells('USR-01', STANDARD_USERS)),
  breaks('user-add-open', 'users', cells('USR-04 USR-05 USR-11', STANDARD_USERS)),
  breaks('collaborator-check-skipped', 'records', [
    ...cells('REC-01 REC-07 REC-19', ['admin-elsewhere', 'outsider']),
    ...cells('REC-13', ['admin-elsewhere', 'editor', 'manager', 'viewer']),
  ]),
  breaks('select-brings-insert', 'records', ['REC-04 viewer']),
  breaks('exploration-of-any-database', 'explorations', cells('EXP-13', ['admin-elsewhere', 'outsider'])),
  breaks('editor-over-restricted', 'records', ['REC-05 editor']),
  // Nobody deletes any more, so no denial is proven either.
  breaks('delete-does-nothing', 'records', [
    ...cells('REC-06 REC-12', EVERYBODY),
    ...cells('REC-18', [...STANDARD_USERS, 'admin-elsewhere', 'anonymous']),
  ]),
  breaks('refusal-crashes', 'schemas', [
    ...cells('SCH-04', ['admin-elsewhere', 'editor', 'viewer']),
    ...cells('SCH-12', ['admin-elsewhere', 'outsider']),
  ]),
  breaks('refusal-is-silent', 'tables', [
    ...cells('TAB-12 TAB-13', ['admin-elsewhere', 'editor', 'viewer']),
    ...cells('TAB-16', ['admin-elsewhere', 'editor', 'manager', 'viewer']),
    'TAB-22 admin-elsewhere',
  ]),
  breaks('refusal-tells-data', 'records', cells('REC-07', ['editor', 'manager', 'viewer'])),
  breaks('existence-told', 'forms', cells('FRM-22', ['admin-elsewhere', 'outsider'])),
  breaks('self-promotion', 'profile', cells('PRO-06', STANDARD_USERS)),
  breaks('sessions-survive-logout', 'sign-in', cells('SGN-10 SGN-11', ACCOUNTS)),
  breaks('password-change-not-forced', 'sign-in', cells('SGN-17 SGN-18', ACCOUNTS)),
  breaks('first-installation-open', 'administration', cells('ADM-13', EVERYBODY)),
  breaks('withdrawn-link-works', 'shared-forms', cells('SHF-14 SHF-20', EVERYBODY)),
  breaks('deserted-database-open', 'collaborators', cells('COB-10', ['admin', 'admin-elsewhere'])),
  breaks('schemas-of-another-page', 'databases', [
    'DAT-22 outsider',
    ...cells('DAT-23', [...ACCOUNTS, 'admin-elsewhere', 'database-owner']),
  ]),
  breaks('stored-roles-tell-passwords', 'stored-roles', [
    ...cells('STO-01', ['admin', 'database-owner', 'manager', 'editor', 'viewer', 'admin-elsewhere']),
    ...cells('STO-02', ['admin', 'admin-elsewhere', 'outsider']),
  ]),
  breaks('users-list-tells-hashes', 'users', cells('USR-01', ['admin', 'admin-elsewhere'])),
  breaks(
    'exploration-joins-closed-table',
    'explorations',
    // One of the forms of an exploration joins, too.
    [...cells('EXP-09 EXP-18', ['admin-elsewhere', 'manager', 'editor', 'viewer']), 'EXP-08 admin-elsewhere'],
  ),
  breaks('summaries-of-closed-table', 'records', cells('REC-01', ['manager', 'editor', 'viewer'])),
  // Administrators are not asked whether they collaborate, so only PostgreSQL's answer about them could be remembered.
  breaks('stored-role-remembered', 'changes', [
    'CHG-05 admin',
    ...cells('CHG-10 CHG-13', ['admin', 'editor']),
    'CHG-12 editor',
  ]),
  // Where a right is to come back, nothing shows that it went.
  breaks('rows-remembered', 'changes', [
    'CHG-05 admin',
    ...cells('CHG-19 CHG-22 CHG-28 CHG-31 CHG-35 CHG-39 CHG-45', ['editor', 'viewer']),
    ...cells('CHG-20 CHG-40 CHG-46', ['editor']),
    ...cells('CHG-33 CHG-37 CHG-47', ['viewer']),
  ]),
  breaks('admin-remembered', 'changes', [
    ...cells('CHG-01', ['admin', 'outsider', 'viewer']),
    ...cells('CHG-02', ['admin', 'editor']),
    ...cells('CHG-03', ['admin', 'viewer']),
  ]),
  breaks('sessions-survive-password', 'changes', [
    ...cells('CHG-53 CHG-55 CHG-57', ['admin', 'editor', 'viewer']),
    'CHG-54 editor',
  ]),
  ...['filter', 'order', 'grouping'].map((parameter) =>
    breaks(`rows-by-${parameter}-as-owner`, 'records', [
      // The rows of one table refer to those of the other.
      ...cells('REC-01 REC-07', ['editor', 'manager', 'viewer']),
      // Not asked whether they are collaborators, and by this fault no role of theirs is needed.
      ...cells('REC-01 REC-07 REC-19', ['admin-elsewhere']),
    ]),
  ),
  breaks(
    'method-override-as-admin',
    'users',
    // The forms of a read are shared out among the roles that are refused.
    cells('USR-01 USR-02 USR-03 USR-10', ['editor', 'viewer', 'outsider', 'anonymous']),
  ),
];
