import { readFileSync } from 'node:fs';
import { apiOfJob } from '../report/comment/api';
import { GitHub, GitHubError } from '../report/comment/github';
import { pathOfPulls, pullRequestOf, readRunEvent } from '../report/comment/run-event';
import { EXIT } from '../text/exit-codes';
import { ending, notes, type Configure } from './command';

export const configure: Configure = (command) =>
  command
    .option('--event <file>', 'the event of a workflow_run (default: the one of this job)')
    .addHelpText(
      'after',
      notes(['pull-request', 'pull-request --event event.json'], {
        fine: 'the number is printed, or nothing: a push, or a newer commit has overtaken the run',
        found: 'the event is another one, or GitHub did not answer',
      }),
    )
    .action(
      ending(async ({ event: file = process.env.GITHUB_EVENT_PATH }) => {
        try {
          if (file === undefined) throw new GitHubError('there is no job here: name its event with --event');
          const event = readRunEvent(readFileSync(file, 'utf8'));
          const github = new GitHub({ ...apiOfJob(process.env), repository: event.repository.full_name });
          const number =
            event.workflow_run.event === 'pull_request'
              ? pullRequestOf(event, await github.get(pathOfPulls(event)))
              : undefined;
          if (number !== undefined) console.log(String(number));
          return EXIT.fine;
        } catch (error) {
          if (!(error instanceof GitHubError)) throw error;
          console.error(error.message);
          return EXIT.found;
        }
      }),
    );
