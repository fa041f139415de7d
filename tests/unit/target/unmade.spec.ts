import { expect, test } from '@playwright/test';
import { clientOf } from '../../../src/engine/attempt';
import { addFindings, findingsIn } from '../../../src/target/chosen-targets';
import { unaskedGrants } from '../../../src/world/true-standing';
import { roleNamed } from '../../../src/world/world';
import { runState } from '../run-state';

test('nobody acts as a role that could not be made, not even anonymously', () => {
  const unmade = { viewer: 'roles.add answered -30101: permission denied' };
  const state = { ...runState, accounts: {}, unmade };
  expect(() => clientOf(state, roleNamed('viewer'))).toThrow(
    'the role could not be set up: roles.add answered -30101: permission denied',
  );
  expect(clientOf(state, roleNamed('anonymous')).anonymous).toBe(true);
});

test('findings are told once for all roles, and those that fail a run are known', () => {
  const metadata = { targets: ['local'] };
  addFindings(metadata, [
    { check: 'editor', says: 'may list the users, and should not' },
    { check: 'viewer', says: 'may list the users, and should not; may add records, and should not' },
  ]);
  expect(findingsIn(metadata)).toEqual({
    all: ['editor, viewer may list the users, and should not', 'viewer may add records, and should not'],
    isFailure: false,
  });
  addFindings(metadata, [{ check: 'viewer', says: 'was granted INSERT on a table unasked', fails: true }]);
  expect(findingsIn(metadata).isFailure).toBe(true);
});

test('grants that were not asked for, and those that were and are not there', () => {
  const [viewer, manager] = [roleNamed('viewer'), roleNamed('manager')];
  const asked = { database: [], schema: ['USAGE'], table: ['SELECT'], owns: false };
  expect(unaskedGrants(viewer, asked)).toEqual([]);
  expect(unaskedGrants(viewer, { ...asked, table: ['INSERT'] })).toEqual([
    'was granted INSERT on a table unasked',
    'was not granted SELECT on a table',
  ]);
  expect(unaskedGrants(viewer, { ...asked, schema: [] })).toEqual(['was not granted USAGE on a schema']);
  expect(unaskedGrants(viewer, { owns: true })).toEqual(['was made the owner of tables unasked']);
  expect(unaskedGrants(manager, { owns: false })).toEqual(['was not made the owner of its tables']);
  expect(unaskedGrants(manager, { database: ['CONNECT', 'CREATE'], owns: true })).toEqual([]);
});
