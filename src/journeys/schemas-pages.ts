import type { BrowserContext, Locator, Page } from '@playwright/test';
import { DatabasePage, HomePage, LoginPage, SchemaPage } from '../../pages';
import type { Browsing } from '../target/browser/browsing';
import type { RunAccount } from '../target/state';
import { schemasByApi, schemasBySql, type SchemasPlace } from './schemas-truth';
import { arrived, SchemasWatch } from './schemas-watch';
import { messageOf } from '../target/message';

/** An account that views the schemas of a database, and its browser. */
export interface SchemasView extends SchemasPlace {
  browsing: Browsing;
  account: RunAccount;
  /** A schema whose own page is also opened. */
  schema: { oid: number; name: string };
}

/** Problems in what pages show of schemas, one line each; empty if there are none. */
type Problems = string[];

/** How pages come to be shown. */
const LOADS = ['first load', 'reload', 'cold cache', 'login'] as const;

/**
 * Opens home, database and schema page as an account and compares the schemas that they show with the API and
 * the database: on the first load, on reload, with a cold cache, and after a login through the form.
 * Meanwhile every state of the pages is watched for a wrong zero.
 *
 * Call it only while nobody changes the schemas of the database; otherwise use {@link problemsWhileChanging}.
 * @param loads all, or some of the ways in which the pages are loaded
 * @returns the problems, one line each
 * @throws NoBrowser when there is none
 */
export async function problemsOfSchemas(
  view: SchemasView,
  loads: readonly (typeof LOADS)[number][] = LOADS,
): Promise<Problems> {
  const problems: Problems = [];
  for (const what of ['first load', 'cold cache'] as const) {
    if (!loads.includes(what)) continue;
    await inContext(view, what, true, problems, async (page) => {
      await compareAll(page, view, what, problems);
      if (what === 'first load' && loads.includes('reload'))
        await compareAll(page, view, 'reload', problems, { reload: true });
    });
  }
  if (!loads.includes('login')) return problems;
  await inContext(view, 'login', false, problems, async (page) => {
    await page.goto(DatabasePage.path({ databaseId: view.database.id }));
    await new LoginPage(page).logIn(view.account.username, view.account.password);
    await new DatabasePage(page).schemaLinks.first().waitFor();
    await compareList(page, view, 'after login', problems);
  });
  return problems;
}

/**
 * Opens the database's page repeatedly while schemas are added and dropped.
 * @param change makes one change; its name is part of the finding
 */
export async function problemsWhileChanging(
  view: SchemasView,
  changes: readonly { what: string; change: () => Promise<unknown> }[],
): Promise<Problems> {
  const problems: Problems = [];
  await inContext(view, 'schemas that change', true, problems, async (page) => {
    const database = new DatabasePage(page);
    await database.open({ databaseId: view.database.id });
    for (const { what, change } of changes) {
      // Concurrently: the page may show the state before or after the change, but never zero schemas.
      await Promise.all([change(), database.open({ databaseId: view.database.id })]);
      await database.open({ databaseId: view.database.id });
      await compareList(page, view, what, problems);
    }
  });
  return problems;
}

/** Works on a watched page of a new browser context, and adds every wrong zero to the problems. */
async function inContext(
  { browsing, account }: SchemasView,
  what: string,
  loggedIn: boolean,
  problems: Problems,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context: BrowserContext = await browsing.contextOf(loggedIn ? account.session : undefined);
  try {
    const watch = await SchemasWatch.in(context);
    const page = await context.newPage();
    await work(page).catch((error: unknown) => {
      const [message = ''] = messageOf(error).split('Call log');
      problems.push(`${what}: the page of schemas did not show itself: ${message.trim()}`);
    });
    await arrived(page);
    problems.push(...new Set(watch.zeros().map((zero) => `${what}: ${zero}`)));
    if (watch.listsSeen === 0) problems.push(`${what}: no list of schemas was ever shown`);
  } finally {
    await context.close();
  }
}

async function compareAll(
  page: Page,
  view: SchemasView,
  when: string,
  problems: Problems,
  { reload = false } = {},
): Promise<void> {
  const ids = { databaseId: view.database.id, schemaOid: view.schema.oid };
  const again = async () => {
    if (reload) await page.reload();
  };
  const home = new HomePage(page);
  await home.open();
  await again();
  await home.openLink(view.database.name).waitFor();

  const database = new DatabasePage(page);
  await database.open(ids);
  await again();
  await database.schemaLinks.first().waitFor();
  await compareList(page, view, `database page, ${when}`, problems);
  await database.banner.openSchemas();
  await compare(await textsOf(await database.banner.schemaEntries.all()), view, `bar, ${when}`, problems);

  const schema = new SchemaPage(page);
  await schema.open(ids);
  await again();
  await schema.banner.crumb(view.schema.name).waitFor();
  await schema.banner.openSchemas();
  const entries = await textsOf(await schema.banner.schemaEntries.all());
  await compare(entries, view, `bar of the schema’s page, ${when}`, problems);
}

const textsOf = (all: readonly Locator[]) => Promise.all(all.map((each) => each.innerText()));

async function compareList(page: Page, view: SchemasView, when: string, problems: Problems): Promise<void> {
  const links = await new DatabasePage(page).schemaLinks.all();
  const names = await Promise.all(links.map((link) => link.getAttribute('aria-label')));
  const texts = await textsOf(links);
  await compare(
    names.map((name, index) => name ?? texts[index] ?? ''),
    view,
    when,
    problems,
  );
}

/** Compares the schemas on a page with the API's answer to the same account and with the database. */
async function compare(shown: string[], view: SchemasView, where: string, problems: Problems): Promise<void> {
  const [api, sql] = await Promise.all([schemasByApi(view, view.account.session), schemasBySql(view)]);
  const listed = (names: readonly string[]) => `${String(names.length)} (${names.join(', ')})`;
  const page = shown.map((name) => name.trim()).sort();
  const truth = sql ?? api;
  if (page.join('\n') === truth.join('\n') && api.join('\n') === truth.join('\n')) return;
  problems.push(
    `${where}: the page shows ${listed(page)} schemas, the API lists ${listed(api)}` +
      (sql ? `, the database has ${listed(sql)}` : ''),
  );
}

/** Runs in the page: shows wrong words, and then an empty list, each for one frame. */
const PLANT = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const words = document.body.appendChild(document.createElement('p'));
  words.textContent = 'Schemas (0)';
  await frame();
  words.remove();
  await frame();
  const list = document.querySelector('[role=tabpanel] ul, [role=tabpanel] ol, [role=tabpanel] [role=list]');
  const kept = [...list.childNodes];
  list.replaceChildren();
  await frame();
  list.replaceChildren(...kept);
  await frame();
})()`;

/** The positive control of the watch. @returns what it detects of zeros planted on the database's page */
export async function plantZeros(view: SchemasView): Promise<{ words: string[]; list: string[] }> {
  const context = await view.browsing.contextOf(view.account.session);
  try {
    const watch = await SchemasWatch.in(context);
    const page = await context.newPage();
    await new DatabasePage(page).open({ databaseId: view.database.id });
    await page.evaluate(PLANT);
    const zeros = watch.zeros();
    const list = zeros.filter((zero) => zero.includes('showed a list'));
    return { words: zeros.filter((zero) => !list.includes(zero)), list };
  } finally {
    await context.close();
  }
}
