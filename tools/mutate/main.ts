import { InvalidArgumentError, program } from '@commander-js/extra-typings';
import { EXIT } from '../../src/text/exit-codes';
import { requirePlan } from '../../src/suite/compile';
import { generatedFaults, tryGenerated } from './api-mutants';
import type { Trial } from './bench';
import { resultsFolder } from '../../src/plan/folder';
import { commitOfPlan } from '../../src/target/chosen-targets';
import { onInstall } from '../../src/cli/on-install';
import { tryGrants } from './grants/try-grants';
import { tryHandMade } from './hand-made-mutants';
import { killPageMutants } from './page-mutants';
import { keepPower } from './power';
import { sampleOf } from './sample';
import { keepScore, readScore, scoreOf, writeScore, wrongEntries } from './score';
import { tryShownControls } from './shown-controls';
import { readUnseen } from './unseen';

const whole = (written: string): number => {
  if (/^\d+$/.test(written)) return Number(written);
  throw new InvalidArgumentError('a whole number');
};

program
  .name('npm run mutate --')
  .description(
    'Breaks the stand-in and its pages on purpose, one fault after the other, and says which faults the rules of the plan ' +
      'see: the measure of what a green run means.',
  )
  .option('--api', 'faults that calls of the API can see, and no others')
  .option('--pages', 'pages that offer a control wrongly, and no others')
  .option(
    '--grants',
    'changes of privileges, memberships, owners and flags, on the install that the environment names',
  )
  .option('--hand-made', 'of the faults of the API, only those made by hand')
  .option('--only <name>', 'faults (or controls) whose names begin so', '')
  .option('--sample <count>', 'so many of the generated faults, drawn by the seed', whole)
  .option('--seed <number>', 'of the sample; a new one by default', whole)
  .option('--verbose', 'print every fault, with the first cell that saw it')
  .option('--score', 'print the score of the last whole run, and do nothing else')
  .addHelpText(
    'after',
    '\nEnds with 1 when a fault survived that tools/mutate/unseen.tsv does not name. See docs/power.md.',
  )
  .action(async (asked) => {
    if (asked.score) console.log(writeScore(readScore()));
    else if (!(await mutate(asked))) process.exitCode = 1;
  });

interface Asked {
  api?: true | undefined;
  pages?: true | undefined;
  grants?: true | undefined;
  handMade?: true | undefined;
  only: string;
  sample?: number | undefined;
  seed?: number | undefined;
  verbose?: true | undefined;
}

/** @returns whether all is as it should be: every fault killed or known, nothing left behind */
async function mutate(asked: Asked): Promise<boolean> {
  const started = Date.now();
  const plan = requirePlan().plans.local;
  const both = asked.api === asked.pages && !asked.grants;
  const trials: Trial[] = [];
  const orphans: string[] = [];
  const progress = ({ mutant, killers, first, spoiled }: Trial) => {
    if (spoiled !== undefined) console.log(`not mended ${mutant.name}: ${spoiled}`);
    if (asked.verbose)
      console.log(`${killers.length > 0 ? 'killed  ' : 'alive   '}  ${mutant.name}  ${first ?? ''}`);
  };
  if (both || asked.api) {
    if (asked.sample === undefined) collect(await tryHandMade(plan, asked.only));
    if (!asked.handMade) {
      const all = (await generatedFaults()).filter(({ name }) => name.startsWith(asked.only));
      collect(await tryGenerated(plan, drawn(all, asked), progress));
    }
  }
  if (both || asked.pages) {
    collect(await tryShownControls(plan, asked.only, progress));
    collect(await killPageMutants(plan, asked));
  }
  if (asked.grants)
    await onInstall(async (target) => {
      collect(await tryGrants(plan, target, asked.only, progress));
      return EXIT.fine;
    });

  function collect(tried: { trials: Trial[]; orphans: string[] }) {
    trials.push(...tried.trials);
    orphans.push(...tried.orphans);
  }
  const unseen = readUnseen();
  const rules = plan.files.flatMap((file) => file.rules.map(({ id }) => id));
  const seconds = Math.round((Date.now() - started) / 1000);
  const score = scoreOf(trials, rules, unseen, { date: new Date().toISOString().slice(0, 10), seconds });
  const complete = both && !asked.handMade && asked.only === '' && asked.sample === undefined;
  const wrong = wrongEntries(trials, unseen, { whole: complete });
  const survived = score.survivors.filter(({ known }) => known === undefined);
  for (const { fault, what } of survived) console.log(`survived  ${fault}: ${what}`);
  for (const line of [...wrong, ...orphans.map((orphan) => `orphan: ${orphan}`)]) console.log(line);
  console.log(writeScore(score).split('\n\n')[0]);
  console.log(`${String(trials.length)} faults in ${String(seconds)} s`);
  if (complete) keepScore(score);
  const commit = commitOfPlan();
  if (commit !== undefined) keepPower(trials, unseen, commit, resultsFolder());
  return survived.length + wrong.length + orphans.length === 0;
}

function drawn<T>(
  all: readonly T[],
  { sample, seed = Math.floor(Math.random() * 2 ** 31) }: Asked,
): readonly T[] {
  if (sample === undefined) return all;
  console.log(`${String(sample)} of ${String(all.length)} generated faults, drawn by --seed ${String(seed)}`);
  return sampleOf(all, sample, seed);
}

await program.parseAsync();
