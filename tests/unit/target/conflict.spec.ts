import { expect, test } from '@playwright/test';
import { isConflict, pastConflicts } from '../../../src/target/conflict';

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
  [
    'a table of another attempt that goes',
    'UndefinedTable: relation "w.qaplan5a373a_t" does not exist',
    {},
    true,
  ],
  [
    'a table of another attempt, by its OID',
    'UndefinedTable: Relation with OID 4711 does not exist',
    { table_oid: 47110 },
    true,
  ],
  [
    'a table that was asked for, by its OID',
    'UndefinedTable: Relation with OID 4711 does not exist',
    { table_oid: 4711 },
    false,
  ],
  ['a row of the catalog that goes', 'InternalError: cache lookup failed for role 4711', {}, true],
  [
    'an account of another attempt that goes from a list',
    'DoesNotExist: User matching query does not exist.',
    { database_id: 1 },
    true,
  ],
  [
    'a stored role of another attempt that goes from a list',
    'DoesNotExist: ConfiguredRole matching query does not exist.',
    { database_id: 1, user_id: 2 },
    true,
  ],
  [
    'an account that was asked for',
    'DoesNotExist: User matching query does not exist.',
    { user_id: 1 },
    false,
  ],
  [
    'a role that was asked for as a form’s',
    'DoesNotExist: ConfiguredRole matching query does not exist.',
    { form_def: { associated_role_id: 1 } },
    false,
  ],
  [
    'an entry that the caller does not have',
    'DoesNotExist: UserDatabaseRoleMap matching query does not exist.',
    { form_def: {} },
    false,
  ],
  ['a denial', 'InsufficientPrivilege: permission denied for table books', {}, false],
];

for (const [what, message, asked, conflict] of cases) {
  test(`${what} ${conflict ? 'is' : 'is no'} conflict`, () => {
    expect(isConflict(message, asked)).toBe(conflict);
  });
}

const CONFLICT = { ok: false, message: 'tuple concurrently updated' } as const;
const DENIAL = { ok: false, message: 'permission denied for table books' } as const;

for (const [what, answers, calls] of [
  ['an answer', [{ ok: true }], 1],
  ['a denial', [DENIAL], 1],
  ['two conflicts and an answer', [CONFLICT, CONFLICT, { ok: true }], 3],
  ['a conflict and a denial', [CONFLICT, DENIAL], 2],
] as const) {
  test(`a call that meets ${what} is sent ${String(calls)} times`, async () => {
    let sent = 0;
    const answer = await pastConflicts({}, () => Promise.resolve(answers[sent++] ?? { ok: true as const }));
    expect(sent).toBe(calls);
    expect(answer).toEqual(answers[calls - 1]);
  });
}

test('a call that meets nothing but conflicts is no denial', async () => {
  let sent = 0;
  const call = () => {
    sent += 1;
    return Promise.resolve(CONFLICT);
  };
  await expect(pastConflicts({}, call)).rejects.toThrow(
    'concurrent attempts got in the way 5 times: tuple concurrently updated',
  );
  expect(sent).toBe(5);
});

test('what a call throws is thrown at once', async () => {
  let sent = 0;
  const call = () => {
    sent += 1;
    return Promise.reject<{ ok: true }>(new Error('no answer'));
  };
  await expect(pastConflicts({}, call)).rejects.toThrow('no answer');
  expect(sent).toBe(1);
});
