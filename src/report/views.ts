import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunRecord } from '../record/schema';
import { writeJobSummary } from './github/summary';
import { writeJUnit } from './junit';
import { writeCsv } from './matrix/write-csv';
import { writeMarkdown } from './matrix/write-markdown';
import type { Beside } from './page/page-data';
import { writePage } from './page/write-page';
import { readPower } from './power';
import { writeClockPage } from './revocation-clock';
import { writeSarif } from './sarif/sarif';

/** What is made of a run record, and of what lies beside it; by file name. */
const VIEWS: Record<string, (record: RunRecord, beside: Beside) => string> = {
  'matrix.html': writePage,
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
  const beside = { folder: folder.split(path.sep).join('/'), ...readPower(folder) };
  for (const [name, write] of Object.entries(VIEWS))
    writeFileSync(path.join(folder, name), write(record, beside));
}
