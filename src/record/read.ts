import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { resultsFolder } from '../plan/folder';
import { printable, problemsOf } from './problems';
import { FORMAT, recordSchema, type RunRecord } from './schema';

/** A file is no run record that can be read; the message says what to do. */
export class RecordError extends Error {}

/** Where the last run's record is. */
export const RECORD_FILE = path.join(resultsFolder(), 'run.json');

/** The most bytes of a file that is read: a run of the whole plan has a tenth of them. */
const MOST_BYTES = 2 ** 29;

/** How often a file is read that is written meanwhile. */
const MOST_READS = 100;

/** What to do about a file that can not be read. */
const ANEW = 'name another file, or write it anew';

/** Reads a run record, of a run under way or a killed one too. @throws RecordError */
export function readRecord(file = RECORD_FILE): RunRecord {
  const data = readJson(file, 'npx playwright test', 'run record');
  const format = z.looseObject({ format: z.unknown() }).safeParse(data).data?.format;
  if (format !== FORMAT)
    throw new RecordError(
      `${file} has format ${printable(JSON.stringify(format ?? null))}, and this release reads ${String(FORMAT)}: use the release that wrote it`,
    );
  const read = recordSchema.safeParse(data);
  if (!read.success)
    throw new RecordError(
      `${file} is no run record:\n${problemsOf(read.error)}\n  ${ANEW}: npx playwright test`,
    );
  return read.data;
}

/**
 * Reads a file of JSON.
 * @param writer the command that writes such files
 * @param what such a file is
 * @throws RecordError that says what to do
 */
export function readJson(file: string, writer: string, what: string): unknown {
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES)
      throw new Error(`it has ${String(size)} bytes, and ${String(MOST_BYTES)} are read at most`);
    return parsed(() => readFileSync(file, 'utf8'));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new RecordError(
      isMissing
        ? `${file} does not exist: run "${writer}" first, or name another ${what.split(' ').at(-1) ?? ''}`
        : `${file} is no ${what}: ${printable((error as Error).message)}\n  ${ANEW}: ${writer}`,
      { cause: error },
    );
  }
}

/** @param read what it gives is read again as long as it changes: part of it may be from before a write, part from after */
function parsed(read: () => string): unknown {
  let text = read();
  for (let reads = 1; ; reads += 1) {
    try {
      return JSON.parse(text);
    } catch (error) {
      const now = read();
      if (now === text || reads === MOST_READS) throw error;
      text = now;
    }
  }
}
