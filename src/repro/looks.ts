import { KEYS } from '../target/keys';
import type { Change } from '../target/snapshot';
import { differenceFrom } from '../target/stated';
import { differences } from './differences';
import type { Step } from './recipe';
import type { Take } from './take';
import type { Templates } from './templates';
import type { Traced } from './trace';

/** The looks whose answers may change, with how many objects of each should. */
export function looksOf(
  { seen, before, after }: Take,
  templates: Templates,
): { looks: Step[]; counts: number[] } {
  const { besides } = differenceFrom(seen.stated ?? [], seen.changes);
  const parts = new Set([...(seen.stated ?? []), ...seen.changes].map(({ part }) => part));
  const looks: Step[] = [];
  const counts: number[] = [];
  // What the attempt made may be looked at afterwards only.
  const rest = [...after];
  before.forEach((call) => {
    const at = rest.findIndex((one) => asked(one) === asked(call));
    const [later] = at < 0 ? [] : rest.splice(at, 1);
    if (!later || !isAbout(call.method, parts)) return;
    const wrong = besides
      .filter((change) => isAbout(call.method, new Set([change.part])) && isOf(call, change))
      .reduce((sum, { was, now }) => sum + (was && now ? 2 : 1), 0);
    looks.push({ by: 'admin', method: call.method, params: templates.template(call.params), saves: [] });
    counts.push(Math.max(0, differences(textOf(call), textOf(later)) - wrong));
  });
  return { looks, counts };
}

/** Whether a change is of the table that a call is about, if it is about one. */
function isOf({ params }: Traced, { key }: Change): boolean {
  const { table_oid } = params as { table_oid?: number };
  const table = KEYS.table(table_oid ?? 0);
  return table_oid === undefined || key === table || key.startsWith(`${table}/`);
}

const asked = ({ method, params }: Traced) => `${method} ${JSON.stringify(params)}`;

/** What was told; nothing by a refusal. */
const textOf = ({ result }: Traced) => JSON.stringify(result ?? null);

/** The parts of the witness that a call shows. */
const SHOWN: Record<string, RegExp> = {
  'records.list': /^rows/,
  'users.list': /^users$/,
  'collaborators.list': /^collaborators$/,
  'tables.privileges.list_direct': /^table privileges$/,
  'schemas.privileges.list_direct': /^schema privileges$/,
  'databases.privileges.list_direct': /^database privileges$/,
  'roles.list': /^role/,
  'roles.configured.list': /^stored roles$/,
  'columns.list': /^columns$/,
  'constraints.list': /^constraints$/,
  'schemas.list': /^(schemas|schema owners|other schemas)$/,
  'tables.list': /^(tables|table owners)$/,
  'forms.list': /^form/,
  'explorations.list': /^explorations$/,
  'databases.configured.list': /^(connected )?databases$/,
  'tables.metadata.list': /^table metadata$/,
  'columns.metadata.list': /^column metadata$/,
};

const isAbout = (method: string, parts: ReadonlySet<string>) =>
  [...parts].some((part) => SHOWN[method]?.test(part));
