import { RECORD_FILE, readRecord, RecordError } from '../record/read';
import { writeSummary } from '../report/terminal/summary';
import { EXIT } from '../text/exit-codes';
import { ending, notes, type Configure } from './command';

export const configure: Configure = (command) =>
  command
    .argument('[record]', 'the run record', RECORD_FILE)
    .option('--gaps', 'each known gap, not only how many of each verdict')
    .option('--quiet', 'only what is wrong, and the counts')
    .addHelpText(
      'after',
      notes(['summary --gaps', 'summary old/run.json'], {
        fine: 'the run passed',
        found: 'it failed, it was killed, or its record can not be read',
      }),
    )
    .action(
      ending((file, options) => {
        try {
          const record = readRecord(file);
          console.log(writeSummary(record, options));
          return record.end?.status === 'passed' ? EXIT.fine : EXIT.found;
        } catch (error) {
          if (!(error instanceof RecordError)) throw error;
          console.error(error.message);
          return EXIT.found;
        }
      }),
    );
