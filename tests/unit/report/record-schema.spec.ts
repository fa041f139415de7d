import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { SCHEMA_FILE, writeSchema } from '../../../tools/schema/schema-file';
import { fitsSchema } from '../../record-schema';
import { knownGap, recordedCell, recordOf } from './records';

test('the JSON Schema of run records is as the code has it; npm run schema writes it', async () => {
  expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(await writeSchema());
});

const RECORD = recordOf([recordedCell(), knownGap()]);

const NONE = /^$/;

const CASES: Record<string, [record: unknown, problems: RegExp]> = {
  'a record': [RECORD, NONE],
  'a run under way': [{ ...RECORD, end: null }, NONE],
  'another format': [{ ...RECORD, format: 2 }, /^\/format must be equal to constant/m],
  'a result without a verdict': [
    { ...RECORD, results: [{ ...recordedCell(), verdict: undefined }] },
    /^\/results\/0 must have required property 'verdict'/m,
  ],
  'a verdict that there is not': [
    { ...RECORD, results: [{ ...recordedCell(), verdict: 'fine' }] },
    /^\/results\/0\/verdict must be equal to one of the allowed values/m,
  ],
  'a field that there is not': [{ ...RECORD, secret: 1 }, /^ must NOT have additional properties/m],
};

for (const [name, [record, problems]] of Object.entries(CASES)) {
  test(`JSON Schema of run records: ${name}`, () => {
    expect(fitsSchema(JSON.parse(JSON.stringify(record))).join('\n')).toMatch(problems);
  });
}
