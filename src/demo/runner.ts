import type { Attempt } from '../actions/action';
import { contextFor } from '../actions/action';
import { send, Stage, type Observation } from '../engine/attempt';
import { DEMO_ACTIONS } from './vocabulary';
import { sightNamed, type DemoPages } from './pages';
import { demoRoleNamed, DEMO_ROLES } from './roles';
import { findSample, type Sample } from './sample';
import { visitorAccount, type DemoState } from './state';
import type { Witness } from '../target/witness';
import { gapOf } from '../plan/gaps';
import type { Cell, Plan, Rule } from '../plan/types';
import type { Role } from '../roles';
import { writeFailure } from '../engine/verdict/evidence';
import { judge } from '../engine/verdict/judge';
import { buildWorld } from '../world/build';
import { World } from '../world/world';
import type { Conclusion, Evidence } from '../engine/result-recorder';
import { partsOf, ruleWithId } from '../engine/api-runner';

/** Why a cell is not tried on this demo; undefined when it is. */
export function whyNotRun({ mayChange, host, run }: DemoState, rule: Rule, role: string): string | undefined {
  if (!mayChange && !rule.safe)
    return `${rule.id} may change something, and ${host} is not in QA_PLAN_ALLOWED_HOSTS`;
  if (run.accounts.admin) return undefined;
  if (role === 'admin') return 'no administrator of the demo is given (DEMO_ADMIN_USERNAME)';
  const others = rule.cells.filter((cell) => cell.role !== 'admin');
  return others.some(({ expectation }) => expectation.kind === 'allow')
    ? undefined
    : `${rule.id} has its positive control in an administrator, and none is given (DEMO_ADMIN_USERNAME)`;
}

/** Proves the cells of the demo's plan, one worker's; remembers which rules somebody has succeeded at. */
export class DemoProver {
  private readonly proven = new Set<string>();
  private stage: Promise<Stage> | undefined;
  private worlds = 0;
  private readonly samples = new Map<string, Promise<Sample>>();

  constructor(
    private readonly plan: Plan,
    private readonly demo: DemoState,
    private readonly witness: Witness,
    private readonly pages: DemoPages,
    private readonly conclusion: Conclusion,
    private readonly worker: number,
  ) {}

  /**
   * Proves one cell, over the API or on a page.
   * @param sight what is looked at on a page; the API without one
   * @throws CellFailed with the whole evidence when the verdict is not pass
   */
  async prove(rule: Rule, cell: Cell, sight: string | undefined, info: Evidence): Promise<void> {
    const allowed = cell.expectation.kind === 'allow';
    const control = allowed || (await this.control(rule, sight));
    const seen = await this.observe(rule, cell.role, sight);
    const judgement = judge(cell.expectation, seen, control);
    if (allowed && judgement.verdict === 'pass') this.proven.add(keyOf(rule, sight));
    this.conclusion.describe(info, partsOf(seen));
    const gap = gapOf(cell, sight === undefined ? 'api' : 'ui', sight);
    this.conclusion.conclude({ rule, cell, judgement, gap }, info, () =>
      writeFailure(rule, cell, seen, judgement, demoRoleNamed(cell.role).title),
    );
  }

  /** The positive control: somebody who may succeeds at the same attempt in this run. */
  private async control(rule: Rule, sight: string | undefined): Promise<boolean> {
    const source = rule.control ? ruleWithId(this.plan, rule.control) : rule;
    if (!source) return false;
    if (this.proven.has(keyOf(source, sight))) return true;
    for (const { role, expectation, gaps } of source.cells) {
      if (expectation.kind !== 'allow' || gaps.length > 0 || whyNotRun(this.demo, source, role)) continue;
      if (judge(expectation, await this.observe(source, role, sight), true).verdict !== 'pass') continue;
      this.proven.add(keyOf(source, sight));
      return true;
    }
    return false;
  }

  private async observe(rule: Rule, roleName: string, sight: string | undefined): Promise<Observation> {
    const role = demoRoleNamed(roleName);
    try {
      if (sight !== undefined) {
        const account = this.demo.run.accounts[roleName];
        return await this.pages.look(sightNamed(sight), role, account, {
          demo: this.demo,
          sample: () => this.sample('visitor'),
        });
      }
      return await (rule.safe ? this.read(rule, role) : this.perform(rule, role));
    } catch (error) {
      this.stage = undefined;
      throw this.conclusion.inconclusive(rule, roleName, 'the attempt could not be made', error);
    }
  }

  /** A safe rule needs no world and no witness: its action only reads, and this is held once more here. */
  private async read(rule: Rule, role: Role): Promise<Observation> {
    const { run } = this.demo;
    const world = new World(run, run.prefix, 'owner', run.seed);
    const attempt = await this.attempt(rule, role, world);
    if (!ONLY_READS(attempt)) throw new Error(`${rule.action.name} is no reading call, so it was not sent`);
    const { outcome, text } = await send(attempt, run, role);
    return {
      request: attempt.request,
      outcome,
      answer: text,
      changes: [],
      canarySeen: attempt.canary === undefined ? undefined : text.includes(attempt.canary),
      expectedPart: undefined,
    };
  }

  private async perform(rule: Rule, role: Role): Promise<Observation> {
    this.stage ??= this.newStage();
    let stage = await this.stage;
    if (stage.spent) {
      await stage.world.end();
      this.stage = this.newStage();
      stage = await this.stage;
    }
    await stage.renew();
    const attempt = await this.attempt(rule, role, stage.world);
    return stage.watch({ ...attempt, carryOut: () => send(attempt, this.demo.run, role) });
  }

  private attempt(rule: Rule, role: Role, world: World): Promise<Attempt> {
    const action = DEMO_ACTIONS.get(rule.action.name);
    if (!action) throw new Error(`unknown action ${rule.action.name}`);
    const context = {
      ...contextFor(world, role, { missing: false }),
      demo: this.demo,
      sample: (whose: 'visitor' | 'own') =>
        this.sample(whose === 'own' && role.name === 'neighbour' ? 'neighbour' : 'visitor'),
    };
    return action.attempt(context, rule.action.args);
  }

  private async newStage(): Promise<Stage> {
    const { run } = this.demo;
    const prefix = `${run.prefix}_${String(this.worker)}x${String(++this.worlds)}`;
    return new Stage(await buildWorld(run, prefix, 'owner', run.seed, DEMO_ROLES), this.witness);
  }

  private sample(who: 'visitor' | 'neighbour'): Promise<Sample> {
    const { run } = this.demo;
    let found = this.samples.get(who);
    if (!found) {
      const database = run.databases[who === 'visitor' ? 'main' : 'other'];
      found = findSample(run.baseUrl, visitorAccount(this.demo, who), database);
      this.samples.set(who, found);
    }
    return found;
  }

  /** Removes what was made. */
  async end(): Promise<void> {
    await (await this.stage)?.world.end();
    await this.pages.end();
  }
}

/** Whether a call is one that reads, by its name: `list` and `get`, and downloads. */
const ONLY_READS = ({ request }: Attempt): boolean =>
  'http' in request ? request.http.method === 'GET' : /\.(list|get|list_\w+)$/.test(request.rpc);

const keyOf = (rule: Rule, sight: string | undefined) => `${rule.id} ${sight ?? ''}`;
