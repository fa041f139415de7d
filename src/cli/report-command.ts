import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { RECORD_FILE, readRecord, RecordError } from '../record/read';
import { writeAnnotations } from '../report/github/annotations';
import { writeToJob } from '../report/github/job';
import { writeCodeScanning } from '../report/sarif/sarif';
import { writeViews } from '../report/views';
import { messageOf } from '../target/message';
import { EXIT } from '../text/exit-codes';
import { ending, notes, type Configure } from './command';

export const configure: Configure = (command) =>
  command
    .option('--record <file>', 'the run record, merged or of a killed run too', RECORD_FILE)
    .option('--github', "also annotate the plan's rows, and write the summary and the outputs of the job")
    .addHelpText(
      'after',
      notes(['report', 'report --record old/run.json', 'report --github'], {
        fine: 'the reports were written, whatever the run found',
        found: 'the record can not be read, or the reports can not be written',
      }),
    )
    .action(
      ending(({ record: file, github }) => {
        try {
          const record = readRecord(file);
          const folder = path.dirname(file);
          writeViews(record, folder);
          if (github) {
            writeFileSync(path.join(folder, 'code-scanning.sarif'), writeCodeScanning(record));
            for (const line of writeAnnotations(record)) console.log(line);
            writeToJob(record, path.resolve(file), process.env);
          }
          console.log(`reports: ${folder}`);
          return EXIT.fine;
        } catch (error) {
          if (!(error instanceof RecordError) && !isFileError(error)) throw error;
          console.error(messageOf(error));
          return EXIT.found;
        }
      }),
    );

const isFileError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && 'syscall' in error;
