import { expect, test } from '@playwright/test';
import { isConflict } from '../../../src/target/conflict';

const cases: [what: string, message: string, asked: unknown, conflict: boolean][] = [
  ['two changes of a row at once', 'InternalError: tuple concurrently updated', {}, true],
  ['a change of a row that goes', 'InternalError: tuple concurrently deleted', {}, true],
  [
    'a role of another attempt that goes',
    'role "qaplan5a373a_1x49_role16" does not exist',
    { name: 'f' },
    true,
  ],
  [
    'a role that was asked for',
    'role "qaplan5a373a_gone" does not exist',
    { name: 'qaplan5a373a_gone' },
    false,
  ],
  ['a role that is none of the suite’s', 'role "somebody" does not exist', {}, false],
  ['a denial', 'InsufficientPrivilege: permission denied for table books', {}, false],
];

for (const [what, message, asked, conflict] of cases) {
  test(`${what} ${conflict ? 'is' : 'is no'} conflict`, () => {
    expect(isConflict(message, asked)).toBe(conflict);
  });
}
