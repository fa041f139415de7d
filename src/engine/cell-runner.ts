import { WaysToAsk } from '../actions/ways';
import type { Control } from '../controls/control';
import { gapOf } from '../plan/gaps';
import { pageAt } from '../controls/contents';
import type { PageContents } from '../plan/known-controls';
import { cellsOnPages } from '../plan/order';
import type { Rule } from '../plan/types';
import { messageOf } from '../target/message';
import { Outages } from '../target/outage';
import type { RunState } from '../target/state';
import { ApiSurface } from './api-surface';
import { roleIn, whyNotRun, type Profile } from './profile';
import type { ResultRecorder, TestRecord } from './result-recorder';
import { Inconclusive, NotRun, type CellTest, type Evidence, type Surface } from './surface';
import { SessionRenewals } from './sessions';
import { ContentsSurface } from './ui/contents-surface';
import { ControlSurface } from './ui/control-surface';
import type { PageSessions } from './ui/page-sessions';
import { withDisclosures } from './verdict/judge-disclosure';
import { withTold } from './verdict/witnessed';
import { SituationSurface } from './ui/situation-surface';
import type { WorldPool } from './world-pool';

/** What a worker needs to run cells. */
export interface RunnerOptions {
  profile: Profile;
  state: RunState;
  worlds: WorldPool;
  recorder: ResultRecorder;
  /** The roles' pages; the browser starts with the first page cell. */
  pages: Pick<PageSessions, 'for' | 'discard' | 'browserOf' | 'called'>;
  /** Waits for a target that is away. */
  outages?: Outages;
  /** What the plan covers; without it nothing is noted of what it does not. */
  coverage?: () => Coverage;
  /** What the plan knows of the contents of pages; without it no cell about them can be run. */
  contents?: () => PageContents;
}

/** What the plan covers. */
export interface Coverage {
  /** The methods and endpoints that rules try, or that the plan leaves out on purpose; undefined for a plan that is tried out. */
  methods: ReadonlySet<string> | undefined;
  /** Whether what it does not cover is no more than noted. */
  onlyNotes: boolean;
}

/** Runs one worker's cells on every surface; remembers at which rules an allowed role has succeeded in this run. */
export class CellRunner {
  private readonly proven = new Set<string>();
  private readonly api: ApiSurface;
  /** Asked by pages: only in the plain form. */
  private readonly plain: ApiSurface;
  private readonly sessions: SessionRenewals;
  private readonly outages: Outages;

  constructor(private readonly options: RunnerOptions) {
    this.api = new ApiSurface(options.worlds, options.profile, true, new WaysToAsk(options.state.seed));
    this.plain = new ApiSurface(options.worlds, options.profile);
    this.sessions = new SessionRenewals(options.state);
    this.outages = options.outages ?? new Outages(options.state);
  }

  /**
   * Runs one cell: tries the rule as the role, judges the observation and records it.
   * @param record receives the evidence
   * @throws CellFailed with all evidence when the verdict is not pass, or is pass despite a known gap; NotRun
   *   when the target does not allow the attempt, lacks what it takes, or its witness can not see the effect
   */
  async run(test: CellTest, record: TestRecord): Promise<void> {
    const { profile, state, recorder } = this.options;
    const { rule, cell, control } = test;
    const reason = whyNotRun(profile, state, rule, cell.role, control);
    if (reason !== undefined) throw new NotRun(reason);
    const surface = this.surfaceOf(rule, control, record);
    const proof = () => this.untilSignedIn(record, () => this.prove(surface, test, record));
    await this.besideOthers(test, proof).catch((error: unknown) => {
      throw error instanceof NotRun ? error : recorder.asFailure(test, error);
    });
  }

  /** Waits for the cells of other runs on the install; within a run, Playwright's locks do. */
  private besideOthers({ rule, controlRule }: CellTest, proof: () => Promise<void>): Promise<void> {
    const { profile, state } = this.options;
    if (!state.locks) return proof();
    const isAlone = [rule, controlRule].some(
      ({ action }) => profile.actions.get(action.name)?.beyond === 'administrators',
    );
    return isAlone ? state.locks.withoutAdministrators(proof) : state.locks.withAdministrators(proof);
  }

  /** Tries again after an ended session was renewed; ends, because each is renewed only once. */
  private async untilSignedIn(record: TestRecord, work: () => Promise<void>): Promise<void> {
    const began = performance.now();
    try {
      await work();
    } catch (error) {
      if (!(error instanceof NotRun)) await this.outlast(error, began);
      await this.renewSession(error, record);
      await this.untilSignedIn(record, work);
    }
  }

  /**
   * Waits, after an error, for a target that is away, so that the cells to come meet it.
   * @throws Inconclusive with the error and what kept the target away, or with {@link TargetGone}
   */
  private async outlast(error: unknown, began: number): Promise<void> {
    const inconclusive = error instanceof Inconclusive ? error : undefined;
    const away = await this.outages.wait(began).catch((gone: unknown) => {
      throw inconclusive ? new Inconclusive(inconclusive.message, inconclusive.role, gone) : gone;
    });
    if (away === undefined || !inconclusive) return;
    const cause = `${messageOf(inconclusive.cause)}; the target was away ${away}`;
    throw new Inconclusive(inconclusive.message, inconclusive.role, new Error(cause, inconclusive));
  }

  /**
   * Renews the session whose end is the cause of an error, and says so.
   * @throws the error, if it has another cause; Inconclusive when the session can not be renewed
   */
  private async renewSession(error: unknown, record: TestRecord): Promise<void> {
    const ended = error instanceof Inconclusive ? await this.sessions.endedBehind(error) : undefined;
    if (!(error instanceof Inconclusive) || !ended) throw error;
    this.options.pages.discard({ name: ended.who });
    try {
      record.annotations.push({ type: 'session', description: await this.sessions.renew(ended) });
    } catch (failure) {
      throw new Inconclusive(ended.message, error.role, failure);
    }
  }

  private async prove<Seen>(surface: Surface<Seen>, test: CellTest, record: TestRecord): Promise<void> {
    const { recorder, profile, state } = this.options;
    const { rule, cell, controlRule } = test;
    const role = roleIn(profile, cell.role);
    const allowed = cell.expectation.kind === 'allow';
    // In a situation, each cell is its own positive control.
    const proven =
      allowed || rule.given !== undefined || (await this.hasPositiveControl(surface, controlRule));
    const gap = gapOf(cell, surface.kind, surface.control);
    await state.hearing?.begin();
    const seen = await surface.see(rule, role, cell.expectation);
    const judged = surface.judge(cell.expectation, seen, proven);
    if (allowed && surface.isPositiveControl(seen, judged)) this.proven.add(keyOf(rule, surface));
    const disclosed = (await state.hearing?.end()) ?? [];
    const judgement = withDisclosures(judged, disclosed);
    const hasPositiveControl = !allowed && rule.given === undefined && proven;
    const { witnessed, ...evidence } = await surface.evidence(test, seen, judgement);
    recorder.record(
      { rule, cell, judgement, gap, hasPositiveControl },
      this.withCalls({ ...evidence, witnessed: withTold(witnessed, disclosed) }),
      record,
    );
  }

  /** Adds to the evidence which methods pages called that the plan does not cover. */
  private withCalls(evidence: Evidence): Evidence {
    const { coverage, pages } = this.options;
    // Asked last: the first answer compiles the plan.
    const covered = pages.called.size === 0 ? undefined : coverage?.().methods;
    if (!covered) return evidence;
    const methods = [...pages.called].filter((method) => !covered.has(method)).sort();
    pages.called.clear();
    if (methods.length === 0) return evidence;
    return { ...evidence, uncovered: { controls: [], ...evidence.uncovered, methods } };
  }

  /**
   * The positive control: an allowed role succeeds at the same attempt in this run. A rule's allowed cells
   * run first; when the worker was replaced or cells are filtered, the attempt is made here.
   */
  private async hasPositiveControl<Seen>(surface: Surface<Seen>, rule: Rule): Promise<boolean> {
    const { profile, state } = this.options;
    if (this.proven.has(keyOf(rule, surface))) return true;
    for (const { role, expectation, gaps } of surface.kind === 'api' ? rule.cells : cellsOnPages(rule)) {
      if (expectation.kind !== 'allow' || gapOf({ gaps }, surface.kind, surface.control)) continue;
      if (whyNotRun(profile, state, rule, role) !== undefined) continue;
      if (!(await surface.provesControl(rule, roleIn(profile, role)))) continue;
      this.proven.add(keyOf(rule, surface));
      return true;
    }
    return false;
  }

  private surfaceOf({ given }: Rule, control: Control | undefined, record: TestRecord): Surface<unknown> {
    if (!control) return this.api;
    const { profile, worlds, recorder, pages, contents = noContents, coverage } = this.options;
    const attach = (name: string, content: Buffer | string) => {
      recorder.attach(record, name, content);
    };
    if (control.lists)
      return new ContentsSurface(control, {
        ...{ worlds, pages, contents, pageAt, attach },
        onlyNotes: coverage?.().onlyNotes ?? false,
      });
    return given
      ? new SituationSurface(control, profile, worlds, pages, attach)
      : new ControlSurface(control, this.plain, worlds, pages, attach);
  }
}

const keyOf = (rule: Rule, { control = '' }: { control: string | undefined }) => `${rule.id} ${control}`;

const noContents = (): PageContents => {
  throw new Error('whoever runs this cell does not know what pages may have');
};
