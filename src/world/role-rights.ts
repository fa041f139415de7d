import { ROLES, type Role } from '../roles';
import { Client } from '../target/client';
import { outcomeOfRpc } from '../target/outcome';
import { ok, wrong, type PreflightCheck } from '../target/preflight/check';
import type { RunState } from '../target/state';
import { buildWorld } from './build';
import { expectedRights, type Right } from './expected-rights';
import { COLUMNS, worldOwnerFor, type World, type WorldOwner } from './world';

const NAME = COLUMNS.authors.name;
/** Keys of the rows that one role may change and delete. */
interface Keys {
  change: unknown;
  delete: unknown;
}

/**
 * Checks in worlds like those of the cells that every provisioned role has exactly the rights that its name
 * says: a viewer who may write, for whatever reason, must not lead to a green run.
 * @returns a check per role
 * @throws CallFailed, InstallError when the worlds can not be built or inspected
 */
export async function checkRoles(state: RunState): Promise<PreflightCheck[]> {
  const owners: readonly WorldOwner[] = ['owner', 'manager'];
  const checks = await Promise.all(
    owners.map(async (owner) => {
      const roles = ROLES.filter((role) => worldOwnerFor(role) === owner);
      if (roles.length === 0) return [];
      const world = await buildWorld(state, `${state.prefix}_rights_${owner}`, owner, state.seed);
      try {
        return await tryAll(world, roles);
      } finally {
        await world.end();
      }
    }),
  );
  return checks.flat();
}

async function tryAll(world: World, roles: readonly Role[]): Promise<PreflightCheck[]> {
  const keys = await plantRows(world, roles);
  const tried = await Promise.all(
    roles.map(async (role) => ({ role, seen: await tryRole(world, role, keys.get(role.name)) })),
  );
  const rows = await readRows(world);
  return tried.map(({ role, seen }) => {
    const faults = [
      ...disagreements(role, seen),
      ...effects(role, rows, keys.get(role.name)),
      ...(seen.powers.length > 0 ? [`its PostgreSQL role has ${seen.powers.join(' and ')}`] : []),
    ];
    if (faults.length === 0) return ok(role.name, 'has the rights that its name says, and no more');
    return wrong(
      role.name,
      faults.join('; '),
      'it would prove nothing: check default privileges, memberships, and changes to src/roles.ts',
    );
  });
}

/** Two rows for every role, planted by the set-up admin. */
async function plantRows(world: World, roles: readonly Role[]): Promise<Map<string, Keys>> {
  const { setupAdmin, databaseId: database_id, tables } = world;
  const add = (text: string) =>
    ({
      method: 'records.add',
      params: { database_id, table_oid: tables.authors.oid, record_def: { [NAME]: text } },
    }) as const;
  const answers = await setupAdmin.all(
    roles.flatMap(({ name }) => [add(`to change: ${name}`), add(`to delete: ${name}`)]),
  );
  const key = (index: number) => answers[index]?.results[0]?.[COLUMNS.authors.id];
  return new Map(
    roles.map(({ name }, index) => [name, { change: key(2 * index), delete: key(2 * index + 1) }]),
  );
}

async function readRows({ setupAdmin, databaseId: database_id, tables }: World): Promise<Set<string>> {
  const { results } = await setupAdmin.rpc('records.list', {
    database_id,
    table_oid: tables.authors.oid,
    limit: 500,
  });
  return new Set(results.map((row) => String(row[NAME])));
}

interface Seen {
  outcomes: Record<Right, string>;
  /** Server-wide powers of its PostgreSQL role, which roles made for a run never have. */
  powers: string[];
}

async function tryRole(world: World, role: Role, keys: Keys | undefined): Promise<Seen> {
  const { state, databaseId: database_id, tables } = world;
  const client = new Client(state.baseUrl, state.accounts[role.name]?.session);
  const table = { database_id, table_oid: tables.authors.oid };
  const calls: Record<Exclude<Right, 'create schemas'> | 'role', { method: string; params: object }> = {
    'list the users': { method: 'users.list', params: {} },
    'open the main database': { method: 'databases.get', params: { database_id } },
    'open the other database': { method: 'databases.get', params: { database_id: state.databases.other.id } },
    'read records': { method: 'records.list', params: table },
    'add records': {
      method: 'records.add',
      params: { ...table, record_def: { [NAME]: `added by ${role.name}` } },
    },
    'change records': {
      method: 'records.patch',
      params: { ...table, record_id: keys?.change, record_def: { [NAME]: `changed by ${role.name}` } },
    },
    'delete records': { method: 'records.delete', params: { ...table, record_ids: [keys?.delete] } },
    role: { method: 'roles.get_current_role', params: { database_id } },
  };
  const names = Object.keys(calls) as (keyof typeof calls)[];
  const answers = await client.batch(Object.values(calls));
  const answerOf = (name: keyof typeof calls) => answers[names.indexOf(name)];
  const seen = (name: keyof typeof calls): string => {
    const answer = answerOf(name);
    if (!answer) return 'no answer';
    const outcome = outcomeOfRpc(answer, client.anonymous);
    if (outcome.kind === 'allowed') return 'allowed';
    return outcome.kind === 'denied' ? outcome.reason : `error ${String(outcome.code)}`;
  };
  const opened = answerOf('open the main database');
  const mayCreate =
    opened?.ok && (opened.result as { current_role_priv: string[] }).current_role_priv.includes('CREATE');
  const outcomes = {
    ...Object.fromEntries(names.map((name) => [name, seen(name)])),
    'create schemas': opened?.ok ? (mayCreate ? 'allowed' : 'privilege') : seen('open the main database'),
  } as Record<Right, string>;
  return { outcomes, powers: powersOf(role, answerOf('role')) };
}

function powersOf(role: Role, answer: { ok: boolean } | undefined): string[] {
  if (typeof role.postgres !== 'object' || !answer?.ok || !('result' in answer)) return [];
  const { current_role } = answer.result as {
    current_role: Record<'super' | 'create_role' | 'create_db', boolean>;
  };
  return [
    ...(current_role.super ? ['SUPERUSER'] : []),
    ...(current_role.create_role ? ['CREATEROLE'] : []),
    ...(current_role.create_db ? ['CREATEDB'] : []),
  ];
}

const disagreements = (role: Role, { outcomes }: Seen): string[] =>
  Object.entries(expectedRights(role)).flatMap(([right, expected]) => {
    const seen = outcomes[right as Right];
    if (seen === expected) return [];
    if (seen === 'allowed') return [`may ${right}, and should not`];
    if (expected === 'allowed') return [`may not ${right} (${seen}), and should`];
    return [`may not ${right} because of ${seen}, and should not because of ${expected}`];
  });

/** Answers can be wrong: compare them with what happened. */
function effects(role: Role, rows: ReadonlySet<string>, keys: Keys | undefined): string[] {
  if (!keys) return [];
  const expected = expectedRights(role);
  const happened: [Right, boolean][] = [
    ['add records', rows.has(`added by ${role.name}`)],
    ['change records', rows.has(`changed by ${role.name}`)],
    ['delete records', !rows.has(`to delete: ${role.name}`)],
  ];
  return happened.flatMap(([right, did]) =>
    did === (expected[right] === 'allowed')
      ? []
      : [did ? `did ${right}, whatever the answer said` : `did not ${right}, whatever the answer said`],
  );
}
