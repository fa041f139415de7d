import { expect, test } from '@playwright/test';
import { readAddress } from '../../../src/deployment/address';
import { remediation } from '../../../src/deployment/checks';

test('a DSN is read, with its escapes, and what is wrong with it is told', () => {
  expect(readAddress('postgresql://a%40b:p%2Fw@[::1]/d%20b?sslmode=require', 'other')).toEqual({
    ...{ host: '::1', port: 5432, role: 'a@b', password: 'p/w', database: 'd b', sslmode: 'require' },
  });
  expect(readAddress('postgres://a@h:5433/d', 'other')).toMatchObject({ password: 'other', port: 5433 });
  for (const [dsn, said] of [
    ['mysql://a@h/d', 'not a PostgreSQL address'],
    ['postgres://h/d', 'names no role'],
    ['postgres://a@h', 'names no database'],
    ['postgres://a@h/d?sslmode=verify-full', 'unknown sslmode "verify-full"'],
    ['postgres://a@h/d?ssl=1', 'unknown parameter "ssl"'],
    ['postgres://a:%@h/d', 'write % as %25'],
  ] as const) {
    expect(() => readAddress(dsn, undefined), dsn).toThrow(said);
  }
});

test('names in statements are quoted, and nobody is advised to become a member of a superuser', () => {
  const grantee = { role: 'a"b; DROP ROLE x', database: 'My "db"' };
  const need = { kind: 'database', privilege: 'CREATE' } as const;
  expect(remediation(need, grantee).statement).toBe(
    'GRANT CREATE ON DATABASE "My ""db""" TO "a""b; DROP ROLE x";',
  );
  const schema = { kind: 'ownership', schema: 'msar' } as const;
  const other = { owner: 'other', owner_is_super: false };
  expect(remediation(schema, { role: 'a', database: 'd' }, other).statement).toBe('GRANT "other" TO "a";');
  expect(
    remediation(schema, { role: 'a', database: 'd' }, { ...other, owner_is_super: true }).statement,
  ).toBe('ALTER SCHEMA "msar" OWNER TO "a";');
});
