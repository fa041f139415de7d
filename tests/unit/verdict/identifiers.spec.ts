import { expect, test } from '@playwright/test';
import { withoutIdentifiers } from '../../../src/engine/witnessed-world';

const request = (params: Record<string, unknown>) => ({ rpc: 'forms.patch', params }) as never;

test('the number in a name of the request is no part of an error code', () => {
  const answer = '{"error":{"code":-28009,"message":"DoesNotExist"}}';
  expect(withoutIdentifiers(answer, request({ name: 'qaplan6b_1_form280', oid: 28009 }))).toBe(answer);
});

test('what a request names is removed from its answer, whole', () => {
  const token = '0b8e1a52-6a0d-4a6e-9d0e-3f3f5a1c2b7d';
  const asked = request({ table_oid: 19936, name: 'qaplan6b_1_form280', token });
  expect(withoutIdentifiers(`no table 19936 for qaplan6b_1_form280 and ${token}, but 199360`, asked)).toBe(
    'no table # for # and #, but 199360',
  );
});
