import { format, resolveConfig } from 'prettier';
import { recordJsonSchema } from '../../src/record/json-schema';

/** Where the JSON Schema of run records is kept. */
export const SCHEMA_FILE = 'docs/run-record.schema.json';

/** The text of the file, as the code has it. */
export async function writeSchema(): Promise<string> {
  const options = await resolveConfig(SCHEMA_FILE);
  return format(JSON.stringify(recordJsonSchema()), { ...options, parser: 'json' });
}
