import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunRecord } from '../record/schema';
import { writeJobSummary } from './github/summary';
import { writeJUnit } from './junit';
import { writeCsv } from './matrix/write-csv';
import { writeMarkdown } from './matrix/write-markdown';
import { writeClockPage } from './revocation-clock';
import { writeSarif } from './sarif/sarif';

/** What is made of a run record, each of it alone; by file name. */
const VIEWS: Record<string, (record: RunRecord) => string> = {
  'matrix.md': writeMarkdown,
  'matrix.csv': writeCsv,
  'summary.md': writeJobSummary,
  'junit.xml': writeJUnit,
  'results.sarif': writeSarif,
  'revocation-clock.md': ({ results }) =>
    writeClockPage(
      results.flatMap((result) => (result.kind === 'cell' ? (result.evidence?.revocations ?? []) : [])),
    ),
};

/** Writes all views of a record beside it. @throws Error when the folder can not be written */
export function writeViews(record: RunRecord, folder: string): void {
  for (const [name, write] of Object.entries(VIEWS)) writeFileSync(path.join(folder, name), write(record));
}
