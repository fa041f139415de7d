import { expect, test } from '@playwright/test';
import { expectedRights } from '../../../src/world/expected-rights';
import { roleNamed } from '../../../src/world/world';

test('a role’s entry decides which rights are expected of it', () => {
  expect(expectedRights(roleNamed('viewer'))).toEqual({
    'list the users': 'admin',
    'open the main database': 'allowed',
    'open the other database': 'collaborator',
    'create schemas': 'privilege',
    'read records': 'allowed',
    'add records': 'privilege',
    'change records': 'privilege',
    'delete records': 'privilege',
  });
  expect(expectedRights(roleNamed('anonymous'))['read records']).toBe('login');
  expect(expectedRights(roleNamed('outsider'))['read records']).toBe('collaborator');
  expect(expectedRights(roleNamed('admin-elsewhere'))['list the users']).toBe('allowed');
  expect(expectedRights(roleNamed('manager'))['delete records']).toBe('allowed');
});
