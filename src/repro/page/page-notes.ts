import type { Locator, Page } from '@playwright/test';
import { NotReproducible } from '../not-reproducible';

/** One call of Playwright's that a page object made. */
export interface Note {
  /** `page`, or a locator as code. */
  on: string;
  call: string;
  args: readonly unknown[];
}

/** What a person does, and what is waited for; a spec does the same. */
const DONE = /^(click|dblclick|fill|press|check|uncheck|setInputFiles|waitFor|goto|waitForURL)$/;
/** What is read from the page; the spec reads it too. */
const READ = /^(innerText|inputValue|textContent)$/;
/** What only looks or waits: the spec waits in its own way. */
const LOOKS = /^(isVisible|count|evaluate|url|waitForLoadState|viewportSize)$/;
/** The end of an answer: an event for which the spec waits in its own way. */
const ANSWERED = 'requestfinished';
/** What gives a part of the page. */
const PARTS = /^(locator|getBy\w+|filter|first|last|nth|and|or|toString)$/;

/** A page that notes what page objects do on it. */
export class PageNotes {
  /** For page objects, in place of the page. */
  readonly page: Page;
  private notes: Note[] = [];
  private readonly locators = new WeakMap<object, Locator>();

  constructor(page: Page) {
    this.page = this.noting(page, () => 'page');
  }

  /** What was done since the last time. */
  take(): Note[] {
    const { notes } = this;
    this.notes = [];
    return notes;
  }

  /** What page objects found, as Playwright has it. */
  private real(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const found = this.locators.get(value);
    if (found) return found;
    if (Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.real(one)]));
  }

  /** @throws NotReproducible (the page objects' call) for what a spec can not do by the same call */
  private noting<T extends Page | Locator>(target: T, name: () => string): T {
    return new Proxy(target, {
      get: (_target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof key === 'symbol' || key === 'then' || key.startsWith('_')) return value;
        if (key === 'page') return () => this.page;
        if (typeof value !== 'function') throw unknownCall(key);
        return (...given: unknown[]): unknown => {
          const args = given.map((one) => this.real(one));
          this.note(name(), key, args);
          const result: unknown = Reflect.apply(value, target, args);
          if (isDownload(key, args)) return this.noteEnd(result as Promise<unknown>);
          return PARTS.test(key) && key !== 'toString' ? this.locator(result as Locator) : result;
        };
      },
    });
  }

  private locator(real: Locator): Locator {
    const noting = this.noting(real, () => codeOf(real));
    this.locators.set(noting, real);
    return noting;
  }

  private note(on: string, call: string, args: readonly unknown[]): void {
    if (DONE.test(call) || READ.test(call) || isDownload(call, args)) this.notes.push({ on, call, args });
    else if (call === 'waitForEvent' && args[0] === ANSWERED) return;
    else if (!LOOKS.test(call) && !PARTS.test(call)) throw unknownCall(call);
  }

  private async noteEnd<T>(event: Promise<T>): Promise<T> {
    const result = await event;
    this.notes.push({ on: 'page', call: 'downloaded', args: [] });
    return result;
  }
}

const isDownload = (call: string, args: readonly unknown[]): boolean =>
  call === 'waitForEvent' && args[0] === 'download';

const unknownCall = (call: string) =>
  new NotReproducible(`the way to it takes more than clicks and inputs: "${call}" of the page`);

/** A locator as code. */
export const codeOf = (locator: Locator): string =>
  // Playwright leaves out of what it writes that each locator begins at the page.
  `page.${String(locator)}`.replaceAll(/(\.(?:and|or)\(|\bhas(?:Not)?: )(?=locator\(|getBy)/g, '$1page.');

/** A note as lines of a spec. @param text puts names in place of what is other in every run; @param address the same of an address */
export function linesOf({ on, call, args }: Note, text: Written, address: Written): string[] {
  const place = text(on);
  const values = args.map((one) => literal(one, call === 'goto' ? address : text)).join(', ');
  if (call === 'downloaded') return [`read.push(await readFile(await (await download).path(), 'utf8'));`];
  if (call === 'waitForEvent') return [`const download = page.waitForEvent('download');`];
  if (READ.test(call)) return [`read.push((await ${place}.${call}(${values})) ?? '');`];
  return [`await ${place}.${call}(${values});`];
}

type Written = (text: string) => string;

function literal(value: unknown, text: Written): string {
  if (value instanceof RegExp) return String(value);
  if (Buffer.isBuffer(value)) return `Buffer.from(${quoted(text(value.toString()))})`;
  if (typeof value === 'string') return quoted(text(value));
  if (Array.isArray(value)) return `[${value.map((one) => literal(one, text)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, one]) => `${key}: ${literal(one, text)}`);
  return `{ ${entries.join(', ')} }`;
}

/** In the quotes that Playwright itself writes. */
const quoted = (text: string) =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
