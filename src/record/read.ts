import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { resultsFolder } from '../plan/folder';
import { FORMAT, recordSchema, type RunRecord } from './schema';

/** A file is no run record that can be read; the message says what to do. */
export class RecordError extends Error {}

/** Where the last run's record is. */
export const RECORD_FILE = path.join(resultsFolder(), 'run.json');

/** Reads a run record, of a run under way or a killed one too. @throws RecordError */
export function readRecord(file = RECORD_FILE): RunRecord {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new RecordError(
      isMissing
        ? `${file} does not exist: run "npx playwright test" first, or name another record`
        : `${file} is no run record: ${(error as Error).message}`,
      { cause: error },
    );
  }
  const format = z.looseObject({ format: z.unknown() }).safeParse(data).data?.format;
  if (format !== FORMAT)
    throw new RecordError(
      `${file} has format ${JSON.stringify(format ?? null)}, and this release reads ${String(FORMAT)}: use the release that wrote it`,
    );
  const read = recordSchema.safeParse(data);
  if (!read.success) throw new RecordError(`${file} is no run record:\n${z.prettifyError(read.error)}`);
  return read.data;
}
