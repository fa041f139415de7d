import { alone, NotWitnessed, type Observation } from './attempt';
import type { Stages } from './world-pool';
import type { Control, ControlContext } from '../controls/control';
import { photograph, type Picture } from './ui/screenshot';
import type { Visitor } from './ui/page-driver';
import { gapOf } from '../plan/gaps';
import type { Cell, Plan, Rule } from '../plan/types';
import type { Role } from '../roles';
import { writeOffer } from './verdict/evidence';
import { judge } from './verdict/judge';
import { judgeOffer, type Offer } from './verdict/judge-offer';
import { roleNamed } from '../world/world';
import { isKnown, type Conclusion, type Evidence } from './result-recorder';
import { partsOf, ruleWithId, type Prover } from './api-runner';
import type { Visitors } from './ui/sessions';

/** What was seen on a page, and a picture of it where it is not what the plan says. */
interface Sight {
  offer: Offer;
  picture?: Picture;
}

/** Proves cells on pages, one worker's; remembers which controls were found for an allowed role in this run. */
export class PageProver {
  private readonly found = new Set<string>();

  constructor(
    private readonly plan: Plan,
    private readonly stages: Stages,
    private readonly visitors: Pick<Visitors, 'for' | 'discard'>,
    private readonly api: Prover,
    private readonly conclusion: Conclusion,
  ) {}

  /**
   * Proves one cell at one control: who may finds it enabled and carries its purpose through; for who may not it is
   * absent or disabled, while the same locator is found for an allowed role.
   * @throws CellFailed with the whole evidence when the verdict is not pass, or is pass where a gap is known;
   *   NoBrowser when there is none
   */
  async prove(rule: Rule, cell: Cell, control: Control, info: Evidence): Promise<void> {
    const role = roleNamed(cell.role);
    const allowed = cell.expectation.kind === 'allow';
    const gap = gapOf(cell, 'ui', control.name);
    const proven = allowed || (await this.control(rule, control, info));
    const { offer, picture } = await this.see(rule, role, control, allowed, info);
    const judgement = judgeOffer(cell.expectation, offer, proven);
    if (allowed && offer.state === 'enabled') this.found.add(keyOf(rule, control));
    const failed = judgement.verdict !== 'pass';
    // The answer beside it, where the verdict did not ask for it already.
    if (failed && !offer.api && !isKnown(judgement, gap))
      offer.api = await this.api.observe(rule, role.name, false);
    this.describe(info, control, offer);
    if (picture && failed && !isKnown(judgement, gap)) {
      this.conclusion.attach(info, `Page: ${control.name}`, picture.png);
      this.conclusion.attach(info, `Region of the page: ${control.name}`, picture.snapshot);
    }
    this.conclusion.conclude({ rule, cell, judgement, gap }, info, () =>
      writeOffer(rule, cell, control.name, offer, judgement),
    );
  }

  /**
   * The positive control: the same control is found for an allowed role in this run. The rule's own cells run first;
   * after a worker was replaced, or with a filter, it is looked for here.
   */
  private async control(rule: Rule, control: Control, info: Evidence): Promise<boolean> {
    const source = rule.control ? ruleWithId(this.plan, rule.control) : rule;
    if (!source) return false;
    if (this.found.has(keyOf(source, control))) return true;
    for (const cell of source.cells) {
      if (cell.expectation.kind !== 'allow' || gapOf(cell, 'ui', control.name)) continue;
      const role = roleNamed(cell.role);
      const state = await this.at(source, role, control, info, async (visitor, setting) => {
        const seen = await visitor.find(control, setting, 'enabled');
        await visitor.leave();
        return seen;
      });
      if (state === 'enabled') {
        this.found.add(keyOf(source, control));
        return true;
      }
    }
    return false;
  }

  /** Looks at a control as a role, and uses it where the role may. */
  private async see(
    rule: Rule,
    role: Role,
    control: Control,
    allowed: boolean,
    info: Evidence,
  ): Promise<Sight> {
    const sight = await (control.shared
      ? alone(() => this.look(rule, role, control, allowed, info))
      : this.look(rule, role, control, allowed, info));
    const { state } = sight.offer;
    // What is offered to who may not, and withheld from who may, the API decides.
    if (allowed !== (state === 'enabled')) sight.offer.api = await this.api.observe(rule, role.name, false);
    return sight;
  }

  private look(rule: Rule, role: Role, control: Control, allowed: boolean, info: Evidence): Promise<Sight> {
    return this.at(rule, role, control, info, async (visitor, setting) => {
      const restore = allowed ? await control.prepare?.(setting) : undefined;
      try {
        // What was prepared is on the page only when that is loaded again.
        if (allowed && control.prepare) visitor.forget();
        const state = await visitor.find(control, setting, allowed ? 'enabled' : undefined);
        if (state !== 'enabled' || !allowed) {
          const picture =
            allowed !== (state === 'enabled') ? await photograph(visitor.page, control, setting) : undefined;
          const canary = control.canary?.(setting);
          const canaryShown = canary !== undefined && (await visitor.text()).includes(canary);
          await visitor.leave();
          return { offer: { state, canaryShown }, ...(picture && { picture }) };
        }
        const used = await this.use(role, control, visitor, setting);
        if (judge({ kind: 'allow' }, used, true).verdict === 'pass') return { offer: { state, used } };
        return { offer: { state, used }, picture: await photograph(visitor.page, control, setting) };
      } finally {
        if (typeof restore === 'function') await (restore as () => Promise<unknown>)();
      }
    });
  }

  private async use(
    role: Role,
    control: Control,
    visitor: Visitor,
    setting: ControlContext,
  ): Promise<Observation> {
    const stage = await this.stages.for(role);
    const { changes } = control;
    const canary = control.canary?.(setting);
    return stage.watch({
      request: { page: control.page.name, control: control.name },
      ...(canary !== undefined && { canary }),
      ...(changes !== undefined && { changes: typeof changes === 'string' ? changes : changes(setting) }),
      ...(control.shared && { shared: true }),
      carryOut: () => visitor.use(control, setting),
    });
  }

  /** Does something on the page of a role, in its world. */
  private async at<T>(
    rule: Rule,
    role: Role,
    control: Control,
    info: Evidence,
    work: (visitor: Visitor, setting: ControlContext) => Promise<T>,
  ): Promise<T> {
    let visitor: Visitor | undefined;
    try {
      const { world } = await this.stages.for(role);
      visitor = await this.visitors.for(role, control.usesThrowAwayAccount ? world : undefined);
      return await work(visitor, await visitor.setting(control, { world, role, args: rule.action.args }));
    } catch (error) {
      if (error instanceof NotWitnessed) throw error;
      // Where a page hangs, a picture of it says more than the cause; one that can not be had must not hide the cause.
      const png = await visitor?.page.screenshot().catch(() => undefined);
      if (png) this.conclusion.attach(info, `Page: ${control.name}`, png);
      this.stages.discard(role);
      this.visitors.discard(role);
      throw this.conclusion.inconclusive(rule, role.name, `"${control.name}" could not be looked at`, error);
    } finally {
      if (control.usesThrowAwayAccount) await visitor?.close();
    }
  }

  private describe(info: Evidence, control: Control, { state, used, api }: Offer): void {
    this.conclusion.describe(info, [
      ['Control', `${control.name} on the ${control.page.name}: ${state}`],
      ...(used ? partsOf(used).map(([name, text]): [string, string] => [`On the page: ${name}`, text]) : []),
      ...(api ? partsOf(api).map(([name, text]): [string, string] => [`Over the API: ${name}`, text]) : []),
    ]);
  }
}

const keyOf = (rule: Rule, control: Control) => `${rule.id} ${control.name}`;
