import { z } from 'zod';
import { FORMAT, recordSchema } from './schema';

/** The JSON Schema (draft 2020-12) of run records, for programs that read them. */
export const recordJsonSchema = (): object => ({
  ...z.toJSONSchema(recordSchema),
  $id: `urn:qa-plan:run-record:${String(FORMAT)}`,
  title: `Run record, format ${String(FORMAT)}`,
  description:
    'What a run of the permission plan saw, cell by cell. The format rises when a program that reads the one before would ' +
    'misread a record; fields may be added without that.',
});
