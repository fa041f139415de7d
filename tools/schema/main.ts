import { writeFileSync } from 'node:fs';
import { SCHEMA_FILE, writeSchema } from './schema-file';

writeFileSync(SCHEMA_FILE, await writeSchema());
console.log(SCHEMA_FILE);
