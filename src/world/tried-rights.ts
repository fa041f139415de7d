import type { Role } from '../roles';
import { Client, type RpcAnswer } from '../target/client';
import { messageOf } from '../target/message';
import { outcomeOfRpc } from '../target/outcome';
import type { Right } from './expected-rights';
import { COLUMNS, type World } from './world';

const NAME = COLUMNS.authors.name;

/** Keys of the rows that one role may change and delete. */
interface Keys {
  change: unknown;
  delete: unknown;
}

/** What came of a role's tries. */
export interface Tried {
  /** Right → what was answered: `allowed`, the reason of a refusal, or the error. */
  answered: Record<Right, string>;
  /** Right → whether it happened, whatever was answered; for rights that a look at the rows tells. */
  happened: Partial<Record<Right, boolean>>;
}

/**
 * Lets roles try their rights in a world, and looks what happened.
 * @returns by the name of the role
 * @throws CallFailed, InstallError when the set-up admin can not make or read rows
 */
export async function tryRights(world: World, roles: readonly Role[]): Promise<Map<string, Tried>> {
  const keys = await plantRows(world, roles);
  const tried = await Promise.all(
    roles.map(async (role) => ({ role, answers: await tryRole(world, role, keys.get(role.name)) })),
  );
  const rows = await readRows(world);
  return new Map(
    tried.map(({ role: { name }, answers }) => [
      name,
      {
        answered: answers.outcomes,
        happened: {
          'read records': answers.read,
          'add records': rows.has(`added by ${name}`),
          'change records': rows.has(`changed by ${name}`),
          'delete records': !rows.has(`to delete: ${name}`),
        },
      },
    ]),
  );
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

/** Sends each try as a call of its own: one that crashes must not hide the answers to the others. */
async function tryRole(
  world: World,
  { name }: Role,
  keys: Keys | undefined,
): Promise<{ outcomes: Record<Right, string>; read: boolean }> {
  const { state, databaseId: database_id, tables } = world;
  const client = new Client(state.baseUrl, state.accounts[name]?.session);
  const table = { database_id, table_oid: tables.authors.oid };
  const send = (method: string, params: object): Promise<RpcAnswer | Error> =>
    client.call(method, params).catch((error: unknown) => new Error(messageOf(error)));
  const said = (answer: RpcAnswer | Error): string => {
    if (answer instanceof Error) return answer.message;
    const outcome = outcomeOfRpc(answer, client.anonymous);
    if (outcome.kind === 'allowed') return 'allowed';
    return outcome.kind === 'denied' ? outcome.reason : `error ${String(outcome.code)}`;
  };
  const record = (text: string) => ({ record_def: { [NAME]: `${text} ${name}` } });
  const [users, main, other, rows, added, changed, deleted] = await Promise.all([
    send('users.list', {}),
    send('databases.get', { database_id }),
    send('databases.get', { database_id: state.databases.other.id }),
    send('records.list', table),
    send('records.add', { ...table, ...record('added by') }),
    send('records.patch', { ...table, record_id: keys?.change, ...record('changed by') }),
    send('records.delete', { ...table, record_ids: [keys?.delete] }),
  ]);
  return {
    outcomes: {
      'list the users': said(users),
      'open the main database': said(main),
      'open the other database': said(other),
      'create schemas': said(main) === 'allowed' ? createsIn(main) : said(main),
      'read records': said(rows),
      'add records': said(added),
      'change records': said(changed),
      'delete records': said(deleted),
    },
    read: !(rows instanceof Error) && rows.text.includes(world.canary),
  };
}

/** Whether the database's own answer says that the role may create schemas. */
function createsIn(answer: RpcAnswer | Error): string {
  const told = 'result' in answer ? (answer.result as { current_role_priv?: string[] } | null) : null;
  return told?.current_role_priv?.includes('CREATE') ? 'allowed' : 'privilege';
}
