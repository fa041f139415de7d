import { existsSync } from 'node:fs';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import { LOCK_FILE, readLock } from '../lock/file';
import { lockOf } from '../lock/lock';
import { RECORD_FILE, readRecord, RecordError } from '../record/read';
import { apiOfJob } from '../report/comment/api';
import { GitHub, GitHubError } from '../report/comment/github';
import { post } from '../report/comment/post';
import { isQuiet, storyOf } from '../report/comment/story';
import { writeComment } from '../report/comment/write-comment';
import { EXIT } from '../text/exit-codes';
import { ending, notes, type Configure } from './command';

export const configure: Configure = (command) =>
  command
    .option('--record <file>', 'the record of the run on the pull request', RECORD_FILE)
    .option(
      '--baseline <file>',
      `a lock or run record to compare with (default: ${LOCK_FILE}, if it is there)`,
    )
    .requiredOption('--repository <owner/name>', 'where the pull request is', repositoryName)
    .requiredOption('--pull-request <number>', 'its number', pullRequestNumber)
    .option('--tried', 'leave out what the run did not try')
    .option('--dry-run', 'print the comment, and send nothing')
    .addHelpText(
      'after',
      notes(
        [
          'comment --repository owner/name --pull-request 12 --dry-run',
          'comment --record run.json --baseline main.lock.json --repository owner/name --pull-request 12',
        ],
        {
          fine: 'the comment is there, or none is needed',
          found: 'GitHub did not take it, or a file can not be read',
        },
      ),
    )
    .action(
      ending(async ({ record: file, baseline, repository, pullRequest, tried, dryRun }) => {
        try {
          const record = readRecord(file);
          const known = baseline ?? (existsSync(LOCK_FILE) ? LOCK_FILE : undefined);
          const after = lockOf(record);
          const before = known === undefined ? undefined : readLock(known);
          const story = storyOf(before, after, { uncovered: record.run.uncovered, tried });
          const { GITHUB_SERVER_URL: server = 'https://github.com' } = process.env;
          const body = writeComment(story, { after, web: { server, repository }, commit: record.run.commit });
          if (dryRun) {
            console.log(body);
            return EXIT.fine;
          }
          const posted = await post(new GitHub({ ...apiOfJob(process.env), repository }), pullRequest, {
            body,
            isQuiet: isQuiet(story),
          });
          console.log(`comment ${posted}: ${repository}#${String(pullRequest)}`);
          return EXIT.fine;
        } catch (error) {
          if (!(error instanceof RecordError || error instanceof GitHubError)) throw error;
          console.error(error.message);
          return EXIT.found;
        }
      }),
    );

function repositoryName(written: string): string {
  if (/^[\w.-]+\/[\w.-]+$/.test(written)) return written;
  throw new InvalidArgumentError('it is written owner/name');
}

function pullRequestNumber(written: string): number {
  if (/^[1-9]\d{0,9}$/.test(written)) return Number(written);
  throw new InvalidArgumentError('it is a number, without #');
}
