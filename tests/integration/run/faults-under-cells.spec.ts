import { expect, test } from '@playwright/test';
import { endConnections } from '../support/end-connections';
import { every, faultyProxy, type FaultyProxy, type ProxyFault } from '../support/faulty-proxy';
import { trialPlan } from '../support/trial-plan';
import { Trial } from '../support/trial-runner';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();
let proxy: FaultyProxy;
let trial: Trial;

const PLAN = trialPlan([
  '| T-1 | See the users | `users.list` | allow | deny: admin | deny: admin | deny: admin | deny: login |',
  '| T-2 | Add a record | `records.add` | allow | allow | deny: privilege | deny: collaborator | deny: login |',
  '| T-3 | See records | `records.list` | allow | allow | allow | deny: collaborator | deny: login |',
  '| T-4 | Delete a user | `users.delete` | allow | deny: admin | deny: admin | deny: admin | deny: login |',
]);

const PAGES = trialPlan(
  [
    '| T-1 | Add a table | `tables.add` | allow | deny: privilege | deny: privilege | deny: collaborator | deny: login |',
  ],
  'api, ui',
);
const AT = { control: 'schema page: New Table', roles: ['admin', 'viewer', 'outsider'] };
let pages: Trial;

test.beforeAll(async () => {
  proxy = await faultyProxy(install().baseUrl);
  trial = await Trial.of(PLAN, install(), proxy.url);
  pages = await Trial.of(PAGES, install(), proxy.url);
});

test.afterEach(() => {
  proxy.fault = undefined;
});

test.afterAll(async () => {
  await trial.end();
  await pages.end();
  proxy.stop();
});

const endConnectionsThere = (which?: string) => endConnections(install().databaseUrl, which);

/** Does something beside every so many-th request, which is then handed on. */
const beside =
  (nth: number, work: () => Promise<unknown>): FaultyProxy['fault'] =>
  (_request, count) => {
    if (count % nth === 0) void work();
    return undefined;
  };

/** What happens while cells are tried, and whether each of them must still end as if nothing did. */
const FAULTS: [what: string, fault: () => FaultyProxy['fault'], all: boolean][] = [
  ['does what it should', () => undefined, true],
  ['answers 502 to 3 % of all calls', () => every(33, 'bad gateway'), false],
  ['resets 3 % of all connections', () => every(33, 'reset'), false],
  ['cuts 3 % of all answers in half', () => every(33, 'cut'), false],
  ['delays all answers ten times', () => every(1, 'slow'), true],
  [
    'ends all connections to the database again and again',
    () => beside(25, () => endConnectionsThere()),
    false,
  ],
  [
    'ends the connections of the witness again and again',
    () => beside(25, () => endConnectionsThere("query ~ '\\mAS part\\M'")),
    false,
  ],
];

for (const [what, fault, all] of FAULTS) {
  test(`a target that ${what} makes no false finding, and nothing green without proof`, async () => {
    proxy.fault = fault();
    const ends: [cell: string, verdict: string][] = [];
    for (const allow of [true, false]) {
      for (const [cell, { verdict }] of Object.entries(await trial.cells(allow))) ends.push([cell, verdict]);
    }
    expect(ends).toHaveLength(20);
    for (const [cell, verdict] of ends)
      expect(verdict, cell).toMatch(all ? /^pass$/ : /^(pass$|inconclusive)/);
    expect(ends.filter(([, verdict]) => verdict === 'pass').length).toBeGreaterThan(8);
  });
}

/** Of a page's requests it takes one to spoil what it shows. */
const ON_PAGES: [what: string, fault: ProxyFault, all: boolean][] = [
  ['answers 502', 'bad gateway', false],
  ['resets connections', 'reset', false],
  ['cuts answers in half', 'cut', false],
  ['delays all answers ten times', 'slow', true],
];

for (const [what, fault, all] of ON_PAGES) {
  test(`a target that ${what} makes no false finding on pages`, async () => {
    test.setTimeout(180_000);
    const ends: string[] = [];
    for (const nth of [3, 7, 12]) {
      // Every time another request of the page.
      proxy.fault = all ? every(1, fault) : (_request, count) => (count % 23 === nth ? fault : undefined);
      for (const allow of [true, false])
        ends.push(...Object.values(await pages.cells(allow, AT)).map(({ verdict }) => verdict));
    }
    expect(ends).toHaveLength(9);
    for (const verdict of ends) expect(verdict).toMatch(all ? /^pass$/ : /^(pass$|inconclusive)/);
    expect(ends.filter((verdict) => verdict === 'pass').length).toBeGreaterThan(1);
  });
}
