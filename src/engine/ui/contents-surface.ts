import type { Control } from '../../controls/control';
import type { Expectation, Rule } from '../../plan/types';
import type { PageContents } from '../../plan/known-controls';
import type { Role } from '../../roles';
import type { Observation } from '../attempt';
import { Inconclusive, NotRun, type CellTest, type Evidence, type Surface } from '../surface';
import { writeFailure, writeOutcome } from '../verdict/evidence';
import type { Judgement } from '../verdict/judge';
import {
  judgeContents,
  titleOf,
  unexpectedOn,
  type Activatable,
  type Unexpected,
} from '../verdict/judge-contents';
import { listedIn } from '../verdict/witnessed';
import type { WorldPool } from '../world-pool';
import type { PageSessions } from './page-sessions';
import { contentsOf, newContentsOf, popupContentsOf } from './page-watch';

/** What was found on a page. */
interface SeenContents {
  role: Role;
  /** Whether the page was shown or refused; its answer is the list of what can be activated. */
  seen: Observation;
  contents: readonly Activatable[];
  unexpected: readonly Unexpected[];
}

/** What the listed contents of pages are held against. */
interface Options {
  worlds: WorldPool;
  pages: Pick<PageSessions, 'for' | 'discard'>;
  contents: () => PageContents;
  pageAt: (href: string) => string | undefined;
  attach: (name: string, content: Buffer | string) => void;
}

/** Opens a page as a role and holds everything on it that can be activated against what the plan knows. */
export class ContentsSurface implements Surface<SeenContents> {
  readonly kind = 'ui';
  readonly control: string;
  private readonly page: string;
  private readonly lists: NonNullable<Control['lists']>;

  /** @throws Error for a control that does not stand for everything on its page */
  constructor(
    private readonly target: Control,
    private readonly options: Options,
  ) {
    if (!target.lists) throw new Error(`"${target.name}" stands for one control of its page`);
    this.control = target.name;
    this.page = target.lists.page;
    this.lists = target.lists;
  }

  async see(rule: Rule, role: Role): Promise<SeenContents> {
    const { worlds, pages, pageAt } = this.options;
    try {
      const { world } = await worlds.for(role);
      const driver = await pages.for(role);
      const context = await driver.context(this.target, { world, role, args: rule.action.args });
      // What was shown for a moment is known since the page was opened.
      driver.forget();
      const state = await driver.find(this.target, context);
      const contents = await contentsOf(driver.page);
      if (state === 'enabled') {
        contents.push(...(await popupContentsOf(driver.page, this.lists.withBar)));
        for (const menu of this.lists.menus) {
          if (!(await menu.opener(context).isVisible())) continue;
          await menu.open(context);
          contents.push(...(await newContentsOf(driver.page)));
          await driver.page.keyboard.press('Escape');
        }
      }
      const { outcome } = await driver.read(this.target, context, state);
      // A list shows what is chosen in it as its name, and the owner's role is another one on every install.
      const owner = world.postgresRole('owner').name;
      for (const each of contents) if (each.name.replace(/ Help$/, '') === owner) each.name = 'owner';
      driver.forget();
      const { known, openTo } = this.options.contents();
      const unexpected = unexpectedOn(contents, {
        ...{ page: this.page, role: role.name, known, pageAt },
        mayOpen: (page) => openTo.get(page)?.has(role.name) ?? false,
      });
      if (unexpected.length > 0) this.options.attach(`Page: ${this.page}`, await driver.page.screenshot());
      const seen: Observation = {
        request: { page: this.target.page.name, control: this.target.name },
        ...{ outcome, answer: contents.map(write).join('\n'), changes: [] },
        ...{ canarySeen: undefined, stated: undefined },
      };
      return { role, seen, contents, unexpected };
    } catch (error) {
      if (error instanceof NotRun) throw error;
      worlds.discard(role);
      pages.discard(role);
      throw new Inconclusive(`what the page "${this.page}" offers could not be listed`, role, error);
    }
  }

  judge(expected: Expectation, { seen, unexpected }: SeenContents, proven: boolean): Judgement {
    return judgeContents(expected, seen, unexpected, proven);
  }

  isPositiveControl(_seen: SeenContents, { verdict }: Judgement): boolean {
    return verdict === 'pass';
  }

  async provesControl(rule: Rule, role: Role): Promise<boolean> {
    const { seen } = await this.see(rule, role);
    return seen.outcome.kind === 'allowed';
  }

  evidence(
    test: CellTest,
    { role, seen, contents, unexpected }: SeenContents,
    judgement: Judgement,
  ): Evidence {
    const lines = unexpected.map(({ seen: what, why }) => `  page      ${write(what)}: ${why}`);
    return {
      failure: [writeFailure({ ...test, role, judgement }, seen), ...lines].join('\n'),
      seen: `${writeOutcome(seen.outcome)}, ${String(contents.length)} controls and links`,
      witnessed: listedIn(seen, unexpected),
      witnesses: ['page'],
      parts: [['What can be activated', contents.map(write).join('\n')]],
    };
  }
}

const write = (what: Activatable): string => {
  const leads = what.href === undefined ? '' : `, to ${what.href.replace(/[?#].*/s, '')}`;
  return `${titleOf(what)} in ${what.region}, ${what.how}${leads}`;
};
