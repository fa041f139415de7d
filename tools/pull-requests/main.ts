import { isDeepStrictEqual } from 'node:util';
import { program } from '@commander-js/extra-typings';
import { openHearing } from '../../src/engine/hearing';
import { LOCAL } from '../../src/engine/local-profile';
import { PageSessions } from '../../src/engine/ui/page-sessions';
import { lockOf, type Lock } from '../../src/lock/lock';
import { GitHub } from '../../src/report/comment/github';
import { MARKER } from '../../src/report/comment/write-comment';
import { disclosureOfRun, requirePlan } from '../../src/suite/compile';
import { Browsing } from '../../src/target/browser/browsing';
import { messageOf } from '../../src/target/message';
import { withRun } from '../../src/target/run';
import { setFault, standInTarget, WITH_FAULTS, type StandIn } from '../../src/target/stand-in';
import type { RunState } from '../../src/target/state';
import { EXIT } from '../../src/text/exit-codes';
import { GitHubApi } from '../../tests/integration/support/github-api';
import { withStandIn } from '../../tests/integration/support/with-stand-in';
import { grantsOn } from '../mutate/grants/try-grants';
import type { PullRequest } from './pull-request';
import { PULL_REQUESTS } from './pull-requests';
import { planOf, runOn, tell, wantedOf, type Told } from './try';

const { only } = program
  .name('npm run pull-requests --')
  .description(
    'Makes pull requests up (grants, code faults, controls, edits of the plan, refactorings), runs the rules concerned on the ' +
      'stand-in, and says whether the lock and the comment tell exactly what changed.',
  )
  .option('--only <text>', 'those whose names have this text', '')
  .addHelpText('after', '\nEnds with 1 when something else is told of one of them. See docs/lock.md.')
  .parse()
  .opts();

/** Runs pull requests on one install, one after the other. */
class Bench {
  private readonly browsing: Browsing;
  /** What the plan's rules were seen to allow on the unbroken install, by rules and control. */
  private readonly known = new Map<string, Promise<Lock>>();
  private worker = 0;

  constructor(
    private readonly standIn: StandIn,
    private readonly state: RunState,
  ) {
    this.browsing = new Browsing(state.baseUrl);
  }

  /** @returns what is told otherwise than it should be; undefined when all is as it should be */
  async problemOf(pullRequest: PullRequest, number: number): Promise<string | undefined> {
    try {
      const before = await this.before(pullRequest);
      api.say(number, 'somebody-else', FOREIGN);
      const told = await tell(github, number, before, await this.run(pullRequest));
      const comments = api.on(number);
      const own = comments.length - 1;
      const wanted = wantedOf(pullRequest);
      if (own !== (pullRequest.comment ? 1 : 0)) return `  ${String(own)} comments`;
      if (comments[0]?.body !== FOREIGN) return '  the comment of somebody else was changed';
      return isDeepStrictEqual(told, wanted) ? undefined : differenceOf(wanted, told);
    } catch (error) {
      return `  ${messageOf(error)}`;
    }
  }

  private before({ rules, control }: PullRequest): Promise<Lock> {
    const all = requirePlan().plans.local;
    const key = `${rules} ${control ?? ''}`;
    const known =
      this.known.get(key) ??
      runOn(
        this.state,
        all,
        { rules, ...(control !== undefined && { control }) },
        this.means(this.state),
      ).then(lockOf);
    this.known.set(key, known);
    return known;
  }

  private async run(pullRequest: PullRequest) {
    const { fault, grant, run } = pullRequest;
    const { state, standIn } = this;
    const plan = planOf(pullRequest);
    const change =
      grant === undefined
        ? undefined
        : grantsOn(state, standIn.databaseUrl).find(({ name }) => name === grant);
    if (grant !== undefined && !change) throw new Error(`no change of grants is called "${grant}"`);
    if (fault !== undefined) await setFault(standIn, fault);
    await change?.make();
    try {
      if (!run?.newRun)
        return await runOn(state, plan, pullRequest, {
          ...this.means(state),
          ...(change?.adjust && { adjust: change.adjust }),
        });
      let record: Awaited<ReturnType<typeof runOn>> | undefined;
      await withRun(standInTarget(standIn, 8), async (other) => {
        await openHearing(other, LOCAL, disclosureOfRun());
        record = await runOn(other, plan, pullRequest, this.means(other));
      });
      if (!record) throw new Error('there was no run');
      return record;
    } finally {
      await change?.undo();
      if (fault !== undefined) await setFault(standIn, null);
    }
  }

  /** Worlds and pages of their own: what a fault did may outlive it. */
  private means(state: RunState) {
    this.worker += 1;
    return { worker: this.worker, pages: new PageSessions(state, this.browsing) };
  }

  async end(): Promise<void> {
    await this.browsing.end();
  }
}

const differenceOf = (wanted: Told, told: Told): string =>
  (Object.keys(wanted) as (keyof Told)[])
    .filter((name) => !isDeepStrictEqual(wanted[name], told[name]))
    .map((name) => `  ${name}: ${JSON.stringify(told[name])}\n    should be ${JSON.stringify(wanted[name])}`)
    .join('\n');

/** All of a comment that is not the suite's own. */
const FOREIGN = `${MARKER}\nnot yours`;

const chosen = PULL_REQUESTS.filter(({ name }) => name.includes(only));
const api = await GitHubApi.start();
const github = new GitHub({ api: api.url, token: 'a-token', repository: 'owner/name' });
let exact = 0;
try {
  await withStandIn(WITH_FAULTS, async (standIn) => {
    await withRun(standInTarget(standIn, 7), async (state) => {
      await openHearing(state, LOCAL, disclosureOfRun());
      const bench = new Bench(standIn, state);
      try {
        for (const [index, pullRequest] of chosen.entries()) {
          const problem = await bench.problemOf(pullRequest, index + 1);
          if (problem === undefined) exact += 1;
          console.log(
            `${problem === undefined ? 'exact' : 'WRONG'}  ${pullRequest.kind}: ${pullRequest.name}`,
          );
          if (problem !== undefined) console.log(problem);
        }
      } finally {
        await bench.end();
      }
    });
  });
} finally {
  await api.stop();
}
console.log(`\n${String(exact)} of ${String(chosen.length)} exact`);
process.exitCode = exact === chosen.length && exact > 0 ? EXIT.fine : EXIT.found;
