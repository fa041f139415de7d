import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { SCHEMA_FILE } from '../tools/schema/schema-file';

/** What a JSON Schema validator has against a record, by the schema in `docs/`; empty where it fits. */
export function fitsSchema(record: unknown): string[] {
  // Formats are told by patterns too.
  const ajv = new Ajv2020({ allErrors: true, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as object);
  return validate(record)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
