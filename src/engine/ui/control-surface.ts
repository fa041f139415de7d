import type { Control, ControlContext } from '../../controls/control';
import { gapOf } from '../../plan/gaps';
import type { Expectation, Rule } from '../../plan/types';
import type { WitnessKind } from '../../record/schema';
import type { Role } from '../../roles';
import type { ApiSurface } from '../api-surface';
import type { Observation } from '../attempt';
import { isKnown } from '../result-recorder';
import { Inconclusive, NotRun, type CellTest, type Evidence, type Surface } from '../surface';
import { partsOf, witnessOf, writeOffer, writeOutcome } from '../verdict/evidence';
import { judge, type Judgement } from '../verdict/judge';
import { judgeOffer, type Offer } from '../verdict/judge-control';
import { offeredIn } from '../verdict/witnessed';
import type { WitnessedWorld } from '../witnessed-world';
import type { WorldPool } from '../world-pool';
import type { PageDriver } from './page-driver';
import type { PageSessions } from './page-sessions';
import { photograph, type Screenshot } from './screenshot';

/** The observation of a control, with a screenshot if it differs from the plan. */
interface SeenControl {
  role: Role;
  offer: Offer;
  screenshot?: Screenshot;
}

/**
 * Tries rules through one control of a page. Roles that may use it find it enabled and complete its action;
 * for the others it is absent or disabled, while the same locator finds it for an allowed role.
 */
export class ControlSurface implements Surface<SeenControl> {
  readonly kind = 'ui';
  readonly control: string;

  /** @param attach adds a file to the report */
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
    const seen = await (target.shared ? this.worlds.exclusive.do(look) : look());
    const { offer } = seen;
    // When a control is offered to a denied role or withheld from an allowed one, the API's answer decides the verdict.
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
      // The report shows the API's answer too, even when the verdict did not need it.
      if (this.api.knows(rule)) offer.api ??= await this.api.see(rule, role, TRY);
      if (screenshot) {
        this.attach(`Page: ${this.control}`, screenshot.png);
        this.attach(`Region of the page: ${this.control}`, screenshot.snapshot);
      }
    }
    const { used, api } = offer;
    const named = (where: string, part: Observation | undefined) =>
      part ? partsOf(part).map(([name, text]): [string, string] => [`${where}: ${name}`, text]) : [];
    return {
      failure: writeOffer({ ...test, role, judgement }, this.control, offer),
      seen: writeSeen(offer),
      witnessed: offeredIn(offer),
      witnesses: [...new Set(witnessesOf(offer))],
      parts: [
        ['Control', `${this.control} on the ${this.target.page.name}: ${offer.state}`],
        ...named('On the page', used ?? offer.page),
        ...named('Over the API', api),
      ],
    };
  }

  private look(rule: Rule, role: Role, allowed: boolean): Promise<SeenControl> {
    const { target } = this;
    return this.at(rule, role, async (page, context, world) => {
      if (!this.api.knows(rule)) return this.lookAtPage(page, context, world, role, allowed);
      const restore = allowed ? await target.prepare?.(context) : undefined;
      try {
        // The page shows what was prepared only after a reload.
        if (allowed && target.prepare) page.forget();
        const found = await page.find(target, context, allowed ? 'enabled' : undefined);
        // Nobody has to see a control to use it; but who may use it must be able to see it.
        const hidden = allowed || found === 'enabled' ? undefined : await page.findHidden(target, context);
        const state = hidden === undefined ? found : 'enabled';
        if (state !== 'enabled' || !allowed) {
          const wrong = allowed !== (state === 'enabled');
          const screenshot = wrong ? await photograph(page.page, target, context) : undefined;
          const canary = target.canary?.(context);
          const canaryShown = canary !== undefined && (await page.everyText()).includes(canary);
          await page.leave();
          const offer = { state, canaryShown, ...(hidden !== undefined && { hidden }) };
          return { role, offer, ...(screenshot && { screenshot }) };
        }
        const used = await this.use(page, context, world);
        if (judge(TRY, used, true).verdict === 'pass') return { role, offer: { state, used } };
        const screenshot = await photograph(page.page, target, context);
        return { role, offer: { state, used }, screenshot };
      } finally {
        if (typeof restore === 'function') await (restore as () => Promise<unknown>)();
      }
    });
  }

  /** Observes the page itself: whether it is shown or refused, and whether the planted value is on it. */
  private async lookAtPage(
    page: PageDriver,
    context: ControlContext,
    world: WitnessedWorld,
    role: Role,
    allowed: boolean,
  ): Promise<SeenControl> {
    const { target } = this;
    const canary = target.canary?.(context);
    const request = { page: target.page.name, control: target.name };
    const state = await page.find(target, context);
    const seen = await world.watch({
      ...{ request, carryOut: () => page.read(target, context, state, { ever: !allowed }) },
      ...(canary !== undefined && { canary }),
    });
    const wrong = allowed !== (seen.outcome.kind === 'allowed');
    const screenshot = wrong ? await photograph(page.page, target, context) : undefined;
    return { role, offer: { state, page: seen }, ...(screenshot && { screenshot }) };
  }

  private async use(page: PageDriver, context: ControlContext, world: WitnessedWorld): Promise<Observation> {
    const { target } = this;
    const { changes, onlyBySql } = target;
    const canary = target.canary?.(context);
    return world.watch({
      request: { page: target.page.name, control: target.name },
      mustSee: true,
      ...(canary !== undefined && { canary }),
      ...(changes !== undefined && {
        changes: typeof changes === 'function' ? changes(context) : changes,
      }),
      ...(onlyBySql !== undefined && { onlyBySql }),
      ...(target.shared && { shared: true }),
      carryOut: () => page.use(target, context),
    });
  }

  /** Works on a role's page, in its world. */
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
      world.state.hearing?.excuse(target.canary?.(context));
      return await work(page, context, witnessed);
    } catch (error) {
      if (error instanceof NotRun) throw error;
      // A screenshot of a page that hangs says more than the error; a failing screenshot must not hide the error.
      const png = await page?.page.screenshot().catch(() => undefined);
      if (png) this.attach(`Page: ${this.control}`, png);
      this.worlds.discard(role);
      this.pages.discard(role);
      throw new Inconclusive(`"${this.control}" could not be observed`, role, error);
    } finally {
      if (target.usesThrowAwayAccount) await page?.close();
    }
  }
}

/** What a page offered, and what came of it, in short. */
function writeSeen({ state, hidden, used, page, api }: Offer): string {
  const last = page ?? used ?? api;
  return [hidden ?? state, ...(last ? [writeOutcome(last.outcome)] : [])].join(', ');
}

const witnessesOf = ({ used, page, api }: Offer): WitnessKind[] => [
  'page',
  ...(api ? (['api'] as const) : []),
  ...[used, page, api].flatMap((seen) => (seen ? witnessOf(seen) : [])),
];

const TRY: Expectation = { kind: 'allow' };
