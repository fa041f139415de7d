import { existsSync } from 'node:fs';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import { LOCK_FILE, readLock } from '../lock/file';
import { lockOf } from '../lock/lock';
import { RECORD_FILE, readRecord, RecordError } from '../record/read';
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
          const {
            GITHUB_SERVER_URL: server = 'https://github.com',
            GITHUB_API_URL: api = 'https://api.github.com',
          } = process.env;
          const body = writeComment(story, { after, web: { server, repository }, commit: record.run.commit });
          if (dryRun) {
            console.log(body);
            return EXIT.fine;
          }
          const token = process.env.GITHUB_TOKEN ?? '';
          if (token === '')
            throw new GitHubError(
              'GITHUB_TOKEN is not set: give the token by which to comment, or add --dry-run',
            );
          requireSafe(api);
          const posted = await post(new GitHub({ api, token, repository }), pullRequest, {
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

/** A token is sent by HTTPS, or to this machine. */
function requireSafe(api: string): void {
  const url = URL.canParse(api) ? new URL(api) : undefined;
  const isHere = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url?.protocol !== 'https:' && !isHere)
    throw new GitHubError('GITHUB_API_URL is no address of an API by https; nothing was sent');
}

function repositoryName(written: string): string {
  if (/^[\w.-]+\/[\w.-]+$/.test(written)) return written;
  throw new InvalidArgumentError('it is written owner/name');
}

function pullRequestNumber(written: string): number {
  if (/^[1-9]\d{0,9}$/.test(written)) return Number(written);
  throw new InvalidArgumentError('it is a number, without #');
}
