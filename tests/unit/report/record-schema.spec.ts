import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { SCHEMA_FILE, writeSchema } from '../../../tools/schema/schema-file';
import { fitsSchema } from '../../record-schema';
import { knownGap, recordedCell, recordOf } from './records';

test('the JSON Schema of run records is as the code has it; npm run schema writes it', async () => {
  expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(await writeSchema());
});

const RECORD = recordOf([recordedCell(), knownGap()]);

const CASES: Record<string, [record: unknown, problem: RegExp | undefined]> = {
  'a record': [RECORD, undefined],
  'a run under way': [{ ...RECORD, end: null }, undefined],
  'another format': [{ ...RECORD, format: 2 }, /^\/format must be equal to constant/],
  'a result without a verdict': [
    { ...RECORD, results: [{ ...recordedCell(), verdict: undefined }] },
    /^\/results\/0 must have required property 'verdict'/,
  ],
  'a verdict that there is not': [
    { ...RECORD, results: [{ ...recordedCell(), verdict: 'fine' }] },
    /^\/results\/0\/verdict must be equal to one of the allowed values/,
  ],
  'a field that there is not': [{ ...RECORD, secret: 1 }, /must NOT have additional properties/],
};

for (const [name, [record, problem]] of Object.entries(CASES)) {
  test(`JSON Schema of run records: ${name}`, () => {
    const found = fitsSchema(JSON.parse(JSON.stringify(record)));
    if (problem) expect(found).toContainEqual(expect.stringMatching(problem));
    else expect(found).toEqual([]);
  });
}
