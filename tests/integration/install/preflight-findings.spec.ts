import { expect, test } from '@playwright/test';
import { preflight } from '../../../src/target/preflight';
import type { PreflightCheck } from '../../../src/target/preflight/check';
import { localLifeCycle, openRun, withRun } from '../../../src/target/run';
import {
  standInTarget,
  startStandIn,
  whileBroken,
  WITH_FAULTS,
  type StandIn,
} from '../../../src/target/stand-in';
import type { RunState } from '../../../src/target/state';
import { checkRoles } from '../../../src/world/role-rights';
import { fakeHost, refusing } from '../support/fake-hosts';

test.describe.configure({ mode: 'default' });

let install: StandIn;

test.beforeAll(async () => {
  install = await startStandIn(WITH_FAULTS);
});

test.afterAll(() => install.stop());

/** What is not OK: what is said, with its state → about whom. */
function remarks(checks: readonly PreflightCheck[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { state, check, says } of checks.filter((each) => each.state !== 'ok'))
    for (const text of says.split('; ')) {
      const key = `${state}: ${text}`;
      found[key] = found[key] === undefined ? check : `${found[key]} ${check}`;
    }
  return found;
}

const STANDARD = 'database-owner editor viewer outsider manager';

/** A fault of the program in a right that is tried, while PostgreSQL has every role as it should be → what is found. */
const FAULTS: Readonly<Record<string, Record<string, string>>> = {
  'open:users.list': { 'finding: may list the users, and should not': STANDARD },
  'refuse:users.list': { 'finding: may not list the users (privilege), and should': 'admin admin-elsewhere' },
  'stranger:databases.get': {
    'finding: may open the other database, and should not':
      'database-owner editor viewer admin-elsewhere manager',
    'finding: may open the main database, and should not': 'admin-elsewhere outsider',
    'finding: may create schemas, and should not': 'admin-elsewhere outsider',
  },
  'as-owner:databases.get': {
    'finding: may create schemas, and should not': 'editor viewer admin-elsewhere',
    'finding: may open the main database, and should not': 'admin-elsewhere',
    'finding: may open the other database, and should not': 'admin-elsewhere',
  },
  'stranger:records.list': { 'finding: may read records, and should not': 'admin-elsewhere outsider' },
  'refusal-tells-data': {},
  'as-owner:records.add': { 'finding: may add records, and should not': 'viewer admin-elsewhere' },
  'as-owner:records.patch': { 'finding: may change records, and should not': 'viewer admin-elsewhere' },
  'as-owner:records.delete': { 'finding: may delete records, and should not': 'viewer admin-elsewhere' },
  'editor-over-restricted': { 'finding: may not change records (privilege), and should': 'editor' },
  'delete-does-nothing': {
    'finding: did not delete records, whatever the answer said': 'admin database-owner editor manager',
    'finding: may delete records, and should not': 'viewer admin-elsewhere',
  },
  'select-brings-insert': {
    'finding: was granted INSERT on a table unasked': 'viewer',
    'finding: may add records, and should not': 'viewer',
  },
};

/** Faults in what the suite asks where it can not ask PostgreSQL. */
const ASKED = { 'as-owner:tables.get': {}, 'no-op:tables.get': {}, 'refuse:collaborators.list': {} };

for (const bySql of [true, false]) {
  test(`a fault in a right that is tried is a finding, ${bySql ? 'with' : 'without'} SQL`, async () => {
    await withRun(standInTarget(install), async (made) => {
      const { witness: _, ...rest } = made;
      const state: RunState = bySql ? made : rest;
      for (const [fault, found] of Object.entries({ ...FAULTS, ...(bySql ? {} : ASKED) }))
        await whileBroken(install, fault, async () => {
          expect(remarks(await checkRoles(state)), fault).toEqual(found);
        });
    });
  });
}

/** A call of the set-up that is refused to everybody, the set-up admin too → what is said of a run that goes on. */
const REFUSED: Readonly<Record<string, Record<string, string>>> = {
  'users.list': {
    'finding: could not be looked for: users.list answered -30101: InsufficientPrivilege: refused by a test, to the administrator':
      'orphans',
    'finding: may not list the users (privilege), and should': 'admin admin-elsewhere',
  },
  'roles.get_current_role': {
    'finding: roles.get_current_role answered -30101: InsufficientPrivilege: refused by a test, to the administrator':
      'database',
  },
  'roles.add': {
    'finding: could not be set up: roles.add answered -30101: InsufficientPrivilege: refused by a test':
      'manager editor viewer outsider',
  },
  'databases.privileges.replace_for_roles': {
    'finding: could not be set up: databases.privileges.replace_for_roles answered -30101: InsufficientPrivilege: refused by a test':
      'manager',
  },
  'tables.add': {
    'finding: can not make what admin, database-owner, editor, viewer, admin-elsewhere, outsider, anonymous act on: tables.add answered -30101: InsufficientPrivilege: refused by a test':
      'set-up admin',
    'finding: can not make what manager act on: tables.add answered -30101: InsufficientPrivilege: refused by a test':
      'set-up admin',
  },
};

test('a call of the set-up that is refused to the administrator does not end the run', async () => {
  for (const [method, found] of Object.entries(REFUSED)) {
    const { url, stop } = await fakeHost(refusing(install.baseUrl, method));
    const target = { ...standInTarget(install), baseUrl: url };
    try {
      const before = (await preflight(target)).filter(({ state }) => state !== 'warning');
      const run = await openRun(localLifeCycle(target));
      const seen = remarks([...before, ...(await checkRoles(run.state))]);
      expect(seen, method).toMatchObject(found);
      expect(Object.keys(seen).filter((text) => text.startsWith('wrong'))).toEqual([]);
      // What can not be listed can not be removed, and all of it is named.
      const left = await run.close().catch((error: unknown) => [String(error)]);
      const isNamed = (line: string) => method.endsWith('.list') && line.endsWith(' may be left');
      expect(left.filter((line) => !line.includes(method) && !isNamed(line))).toEqual([]);
    } finally {
      stop();
    }
  }
});

test('without a database of its own a run proves nothing, and ends', async () => {
  const { url, stop } = await fakeHost(refusing(install.baseUrl, 'databases.setup.create_new'));
  try {
    const target = { ...standInTarget(install), baseUrl: url };
    await expect(openRun(localLifeCycle(target))).rejects.toThrow(
      'databases.setup.create_new answered -30101',
    );
  } finally {
    stop();
  }
});
