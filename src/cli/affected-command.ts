import { PLAN_FOLDER } from '../plan/folder';
import { EXIT } from '../text/exit-codes';
import { messageOf } from '../target/message';
import { ending, notes, UsageError, type Configure } from './command';

/** Arguments of Playwright's that choose no test, and accept that: without any it runs everything. */
const NOTHING = '--pass-with-no-tests nothing-is-affected';

export const configure: Configure = (command) =>
  command
    .option('--base <commit>', 'the branch, tag or commit to compare with', 'main')
    .option(
      '--no-base',
      'with --mathesar: the plan and the suite did not change, so Mathesar alone is compared',
    )
    .option('--mathesar <checkout>', 'a checkout of Mathesar: what its commits change counts too')
    .option('--mathesar-base <commit>', 'the commit of Mathesar to compare with', 'main')
    .addHelpText(
      'after',
      notes(
        [
          'affected --base main',
          'affected --mathesar ../mathesar --mathesar-base 0.10.1',
          'affected --no-base --mathesar ../mathesar',
        ],
        {
          fine: 'what is printed are arguments of npx playwright test, for no test too',
          found: 'the plan has a problem, or Git does not know the base',
        },
      ),
    )
    .action(
      ending(async ({ base, mathesar: folder, mathesarBase }) => {
        if (base === false && folder === undefined)
          throw new UsageError('--no-base leaves nothing to compare; add --mathesar, or name a base');
        const { findAffected } = await import('../suite/affected/affected');
        try {
          const { places, everywhere } = await findAffected(
            PLAN_FOLDER,
            base === false ? undefined : base,
            folder === undefined ? undefined : { folder, base: mathesarBase },
          );
          if (everywhere !== undefined)
            console.error(`${everywhere} changed, which every cell uses: the whole plan`);
          else if (places.length === 0)
            console.error(`no test differs from ${base === false ? mathesarBase : base}`);
          for (const place of places.length > 0 ? places : [NOTHING]) console.log(place);
          return EXIT.fine;
        } catch (error) {
          console.error(messageOf(error));
          return EXIT.found;
        }
      }),
    );
