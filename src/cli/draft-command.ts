import { PLAN_FOLDER } from '../plan/folder';
import { ending, notes, UsageError, type Configure } from './command';

export const configure: Configure = (command) =>
  command
    .addHelpText('after', '\nNo draft allows anything: what a role was seen to do is written as "allow?".')
    .argument('[method]', 'a method, an endpoint, or a call as a plan writes it')
    .option('--all', 'draft a whole plan from nothing')
    .option('--out <folder>', 'where to write (default: results/draft; with --all, it must be new or empty)')
    .addHelpText(
      'after',
      notes(['draft records.add', "draft 'records.add(table: secrets)'", 'draft --all --out drafted-plan'], {
        fine: 'a draft was written, which a person must review',
        found: 'something is left on the install, or it can not be tried',
        preflight: 'the settings do not name an install',
      }),
    )
    .action(
      ending(async (method, { all = false, out }) => {
        if ((method === undefined) !== all) throw new UsageError('name a method, or --all');
        // Loading every action takes longer than any other whole command.
        const { draftMethod, draftPlan } = await import('./draft');
        if (method !== undefined)
          return draftMethod(method, { folder: PLAN_FOLDER, out: out ?? 'results/draft' });
        if (out === undefined) throw new UsageError('name a new folder for the plan: --out FOLDER');
        return draftPlan(out);
      }),
    );
