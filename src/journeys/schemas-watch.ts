import type { BrowserContext, Page } from '@playwright/test';

/** What a page said about schemas at one moment. */
export interface SchemasState {
  /** The path of the page. */
  path: string;
  /** Words that claim that there are none, such as "Schemas (0)"; empty if there are no such words. */
  words: string;
  /** How many schemas the database's list shows; undefined when the list is not shown, or is still loading. */
  listed?: number;
}

const BINDING = '__schemasSeen';

/**
 * Runs in the page from the start. Checks after every change of the document, before painting, so it also
 * sees states shorter than a frame. A list counts once it is shown and is no longer loading.
 */
const WATCH = `(() => {
  const ZERO = /schemas?\\s{0,2}[(:]\\s{0,2}0\\b\\)?|\\b(0|no) schemas?\\b|schemas? (was |were )?not found|zero schemas/i;
  let last = '';
  const look = () => {
    if (!document.body) return;
    const tab = document.querySelector('[role=tab]');
    const words = [document.body.innerText, tab ? tab.innerText.replace(/\\s+/g, ' ').trim() : ''];
    const said = words.map((text) => ZERO.exec(text)?.[0] ?? '').find(Boolean) ?? '';
    const badge = /^schemas? 0$/i.test(words[1]) ? words[1] : '';
    const state = { path: location.pathname, words: said || badge };
    if (/^\\/db\\/\\d+\\/(schemas\\/)?$/.test(location.pathname)) {
      const panel = document.querySelector('[role=tabpanel]');
      const list = panel?.querySelector('ul, ol, [role=list]');
      const busy = panel?.querySelector('[aria-busy=true], [class*=skeleton], [class*=spinner]');
      if (list && !busy) state.listed = list.querySelectorAll('a[href*="/schemas/"]').length;
    }
    const text = JSON.stringify(state);
    if (text === last) return;
    last = text;
    window.${BINDING}(text);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  document.addEventListener('DOMContentLoaded', look);
})()`;

/** Records every state, however short, of what the pages of a browser context say about schemas. */
export class SchemasWatch {
  /** In order of occurrence. */
  readonly states: SchemasState[] = [];

  private constructor() {
    // Use `in`.
  }

  /** Watches all pages that the context opens from now on. */
  static async in(context: BrowserContext): Promise<SchemasWatch> {
    const watch = new SchemasWatch();
    await context.exposeBinding(BINDING, (_source, text: string) => {
      watch.states.push(JSON.parse(text) as SchemasState);
    });
    await context.addInitScript(WATCH);
    return watch;
  }

  /** How often a list of schemas was seen; without any, nothing was watched. */
  get listsSeen(): number {
    return this.states.filter(({ listed }) => listed !== undefined).length;
  }

  /** Describes the states that claim that there are no schemas, which is wrong if there are any. */
  zeros(): string[] {
    return this.states
      .filter(({ words, listed }) => words !== '' || listed === 0)
      .map(({ path, words, listed }) =>
        words === '' ? `${path} showed a list of ${String(listed)} schemas` : `${path} said "${words}"`,
      );
  }
}

/** Waits for a round trip to the page, after which all its earlier reports have arrived. */
export async function arrived(page: Page): Promise<void> {
  await page.evaluate('0');
}
