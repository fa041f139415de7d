import type { Control, ControlContext } from '../../controls/control';
import { gapOf } from '../../plan/gaps';
import type { Expectation, Rule } from '../../plan/types';
import type { Role } from '../../roles';
import type { ApiSurface } from '../api-surface';
import type { Observation } from '../attempt';
import { isKnown } from '../result-recorder';
import { Inconclusive, type CellTest, type Evidence, type Surface } from '../surface';
import { partsOf, writeOffer } from '../verdict/evidence';
import { judge, type Judgement } from '../verdict/judge';
import { judgeOffer, type Offer } from '../verdict/judge-control';
import { NotWitnessed, type WitnessedWorld } from '../witnessed-world';
import type { WorldPool } from '../world-pool';
import type { PageDriver } from './page-driver';
import type { PageSessions } from './page-sessions';
import { photograph, type Screenshot } from './screenshot';

/** What was seen of a control, and a picture of it where it is not what the plan says. */
interface SeenControl {
  role: Role;
  offer: Offer;
  screenshot?: Screenshot;
}

/**
 * Tries rules at one control of a page: roles that may use it find it enabled and carry its purpose through; for the
 * others it is absent or disabled, while the same locator is found for an allowed role.
 */
export class ControlSurface implements Surface<SeenControl> {
  readonly kind = 'ui';
  readonly control: string;

  /** @param attach takes a file of the report */
  constructor(
    private readonly target: Control,
    private readonly api: ApiSurface,
    private readonly worlds: WorldPool,
    private readonly pages: Pick<PageSessions, 'for' | 'discard'>,
    private readonly attach: (name: string, content: Buffer | string) => void,
  ) {
    this.control = target.name;
  }

  async see(rule: Rule, role: Role, { kind }: Expectation): Promise<SeenControl> {
    const { target, api } = this;
    const allowed = kind === 'allow';
    const look = () => this.look(rule, role, allowed);
    const seen = await (target.shared ? this.worlds.exclusive.run(look) : look());
    const { offer } = seen;
    // What is offered to a role that may not use it, or withheld from one that may, the API decides.
    if (api.knows(rule) && allowed !== (offer.state === 'enabled'))
      offer.api = await api.see(rule, role, TRY);
    return seen;
  }

  judge(expected: Expectation, { offer }: SeenControl, proven: boolean): Judgement {
    return judgeOffer(expected, offer, proven);
  }

  isPositiveControl({ offer }: SeenControl, { verdict }: Judgement): boolean {
    return offer.page ? verdict === 'pass' : offer.state === 'enabled';
  }

  async provesControl(rule: Rule, role: Role): Promise<boolean> {
    if (!this.api.knows(rule)) {
      const { offer } = await this.look(rule, role, true);
      return judgeOffer(TRY, offer, true).verdict === 'pass';
    }
    const state = await this.at(rule, role, async (page, context) => {
      const seen = await page.find(this.target, context, 'enabled');
      await page.leave();
      return seen;
    });
    return state === 'enabled';
  }

  async evidence(test: CellTest, seen: SeenControl, judgement: Judgement): Promise<Evidence> {
    const { rule, cell } = test;
    const { offer, screenshot, role } = seen;
    const unknown = judgement.verdict !== 'pass' && !isKnown(judgement, gapOf(cell, 'ui', this.control));
    if (unknown) {
      // The answer beside it, where the verdict did not ask for it already.
      if (this.api.knows(rule)) offer.api ??= await this.api.see(rule, role, TRY);
      if (screenshot) {
        this.attach(`Page: ${this.control}`, screenshot.png);
        this.attach(`Region of the page: ${this.control}`, screenshot.snapshot);
      }
    }
    const { state, used, api } = offer;
    const named = (where: string, part: Observation | undefined) =>
      part ? partsOf(part).map(([name, text]): [string, string] => [`${where}: ${name}`, text]) : [];
    return {
      failure: writeOffer({ ...test, role, judgement }, this.control, offer),
      parts: [
        ['Control', `${this.control} on the ${this.target.page.name}: ${state}`],
        ...named('On the page', used ?? offer.page),
        ...named('Over the API', api),
      ],
    };
  }

  private look(rule: Rule, role: Role, allowed: boolean): Promise<SeenControl> {
    const { target } = this;
    return this.at(rule, role, async (page, context, world) => {
      if (!this.api.knows(rule)) return this.lookAtPage(page, context, world, role);
      const restore = allowed ? await target.prepare?.(context) : undefined;
      try {
        // What was prepared is on the page only when that is loaded again.
        if (allowed && target.prepare) page.forget();
        const state = await page.find(target, context, allowed ? 'enabled' : undefined);
        if (state !== 'enabled' || !allowed) {
          const screenshot =
            allowed !== (state === 'enabled') ? await photograph(page.page, target, context) : undefined;
          const canary = target.canary?.(context);
          const canaryShown = canary !== undefined && (await page.text()).includes(canary);
          await page.leave();
          return { role, offer: { state, canaryShown }, ...(screenshot && { screenshot }) };
        }
        const used = await this.use(page, context, world);
        if (judge(TRY, used, true).verdict === 'pass') return { role, offer: { state, used } };
        return { role, offer: { state, used }, screenshot: await photograph(page.page, target, context) };
      } finally {
        if (typeof restore === 'function') await (restore as () => Promise<unknown>)();
      }
    });
  }

  /** The page is all there is to see: whether it shows itself or refuses, and the planted value on it. */
  private async lookAtPage(
    page: PageDriver,
    context: ControlContext,
    world: WitnessedWorld,
    role: Role,
  ): Promise<SeenControl> {
    const { target } = this;
    const canary = target.canary?.(context);
    const request = { page: target.page.name, control: target.name };
    const state = await page.find(target, context);
    const seen = await world.watch({
      ...{ request, carryOut: () => page.read(target, context, state) },
      ...(canary !== undefined && { canary }),
    });
    const screenshot = await photograph(page.page, target, context);
    return { role, offer: { state, page: seen }, screenshot };
  }

  private async use(page: PageDriver, context: ControlContext, world: WitnessedWorld): Promise<Observation> {
    const { target } = this;
    const { changes } = target;
    const canary = target.canary?.(context);
    return world.watch({
      request: { page: target.page.name, control: target.name },
      mustSee: true,
      ...(canary !== undefined && { canary }),
      ...(changes !== undefined && { changes: typeof changes === 'string' ? changes : changes(context) }),
      ...(target.shared && { shared: true }),
      carryOut: () => page.use(target, context),
    });
  }

  /** Does something on the page of a role, in its world. */
  private async at<T>(
    rule: Rule,
    role: Role,
    work: (page: PageDriver, context: ControlContext, world: WitnessedWorld) => Promise<T>,
  ): Promise<T> {
    const { target } = this;
    let page: PageDriver | undefined;
    try {
      const witnessed = rule.safe ? this.worlds.forReading() : await this.worlds.for(role);
      const { world } = witnessed;
      page = await this.pages.for(role, target.usesThrowAwayAccount ? world : undefined);
      const context = await page.context(target, { world, role, args: rule.action.args });
      return await work(page, context, witnessed);
    } catch (error) {
      if (error instanceof NotWitnessed) throw error;
      // Where a page hangs, a picture of it says more than the cause; one that can not be had must not hide the cause.
      const png = await page?.page.screenshot().catch(() => undefined);
      if (png) this.attach(`Page: ${this.control}`, png);
      this.worlds.discard(role);
      this.pages.discard(role);
      throw new Inconclusive(`"${this.control}" could not be looked at`, role, error);
    } finally {
      if (target.usesThrowAwayAccount) await page?.close();
    }
  }
}

const TRY: Expectation = { kind: 'allow' };
