import type { HttpAnswer } from '../client';
import { KEYS } from '../keys';
import { ask, named, one, seenIn, whole, type Answer, type Entry, type Say } from './ask';
import { failed, only, type Look } from './look';
import { grants, type ReadBack } from './main-database';

/** By one list of the install. */
const list =
  (
    part: string,
    method: string,
    say: Say,
    meant: (look: Look) => (entry: Entry) => boolean = () => () => true,
  ): ReadBack =>
  async (look) =>
    seenIn(part, only(await ask(look.readers.install, [{ method, params: {} }]), meant(look)), say);

const users: ReadBack = list(
  'users',
  'users.list',
  one(({ id }) => KEYS.user(Number(id))),
  (look) => (entry) => look.isUser(entry),
);

/** The ids of the scope's accounts. */
async function userIds(look: Look): Promise<{ ids: unknown[]; failures: Answer[] }> {
  const answers = await ask(look.readers.install, [{ method: 'users.list', params: {} }]);
  const ids = answers.flatMap(({ entries }) => entries.filter((entry) => look.isUser(entry)));
  return { ids: ids.map(({ id }) => id), failures: failed(answers) };
}

const collaborators: ReadBack = async (look) => {
  const [{ ids, failures }, connected] = await Promise.all([userIds(look), look.connected()]);
  const own = connected.flatMap(({ entries }) => entries.map(({ id }) => id));
  const databases = [...look.databases.map(({ id }) => id), ...own];
  const answers = await ask(
    look.readers.install,
    databases.map((database_id) => ({ method: 'collaborators.list', params: { database_id } })),
  );
  const meant = ({ user_id, database_id }: Entry) => ids.includes(user_id) || own.includes(database_id);
  return seenIn(
    'collaborators',
    [...failures, ...failed(connected), ...only(answers, meant)],
    one(
      ({ id }) => KEYS.collaborator(Number(id)),
      named({ user_id: 'user_id', database_id: 'database_id', configured_role_id: 'configured_role_id' }),
      ({ user_id, database_id, configured_role_id }) => [
        KEYS.user(Number(user_id)),
        KEYS.connected(Number(database_id)),
        KEYS.storedRole(Number(configured_role_id)),
      ],
    ),
  );
};

/** By a call for each connected database of the scope: a dropped one answers with an error. */
const inConnected =
  (part: string, method: string, say: (nameOf: (id: unknown) => string) => Say): ReadBack =>
  async (look) => {
    const connected = await look.connected();
    const names = new Map(
      connected.flatMap(({ entries }) => entries.map(({ id, name }) => [id, String(name)])),
    );
    const answers = await ask(
      look.readers.main,
      [...names.keys()].map((database_id) => ({ method, params: { database_id } })),
    );
    return seenIn(
      part,
      [...failed(connected), ...answers],
      say((id) => names.get(id) ?? ''),
    );
  };

const otherSchemas: ReadBack = async (look) => {
  const params = { database_id: look.state.databases.other.id };
  const answers = await ask(look.readers.other, [{ method: 'schemas.list', params }]);
  return seenIn(
    'other schemas',
    only(answers, ({ name }) => look.isNamed(name)),
    one(({ oid }) => KEYS.schema(Number(oid)), named({ name: 'name', owner: 'owner_oid' })),
  );
};

const storedRoles: ReadBack = async (look) => {
  const { readers, state } = look;
  const params = { database_id: state.databases.main.id, server_id: state.serverId };
  const answers = await ask(readers.main, [{ method: 'roles.configured.list', params }]);
  return seenIn(
    'stored roles',
    only(answers, ({ name }) => look.isNamed(name)),
    one(({ id }) => KEYS.storedRole(Number(id))),
  );
};

/** PostgreSQL's roles belong to the server, so any database leads to them. */
const allRoles = ({ readers, state }: Look): Promise<Answer[]> =>
  ask(readers.main, [{ method: 'roles.list', params: { database_id: state.databases.main.id } }]);

const roles: ReadBack = async (look) => {
  const answers = only(await allRoles(look), ({ name }) => look.isNamed(name));
  const fields = ({ members: _members, ...role }: Entry) => whole(role);
  return seenIn(
    'roles',
    answers,
    one(({ oid }) => KEYS.role(Number(oid)), fields),
  );
};

/** Memberships in a role of the scope, or of one. */
const roleMembers: ReadBack = async (look) => {
  const answers = await allRoles(look);
  const names = new Map(answers.flatMap(({ entries }) => entries.map(({ oid, name }) => [oid, name])));
  return seenIn('role members', answers, ({ oid, name, members }) =>
    ((members ?? []) as { oid: number }[])
      .map((member) => ({ oid: member.oid, name: names.get(member.oid) }))
      .filter((member) => look.isNamed(name) || look.isNamed(member.name))
      .map((member) => ({
        key: KEYS.member(Number(oid), member.oid),
        needs: [KEYS.role(member.oid)],
        fields: { of: name, member: member.name },
      })),
  );
};

/** An administrator's list has everybody's uploads. */
const dataFiles: ReadBack = async (look) => {
  const path = '/api/db/v0/data_files/';
  const [{ ids, failures }, answer] = await Promise.all([
    userIds(look),
    look.readers.install.http({ method: 'GET', path }),
  ]);
  const call = { method: path, params: {} };
  const found: Answer =
    answer.status === 200 ? { call, entries: uploads(answer) } : { call, entries: [], code: answer.status };
  return seenIn(
    'data files',
    [...failures, ...only([found], ({ user }) => ids.includes(user))],
    one(
      ({ id }) => KEYS.dataFile(Number(id)),
      whole,
      ({ user }) => [KEYS.user(Number(user))],
    ),
  );
};

const uploads = ({ text }: HttpAnswer): Entry[] => (JSON.parse(text) as { results: Entry[] }).results;

/** The parts of the install itself, of its server and of other databases than the main one. */
export const ON_INSTALL: Readonly<Record<string, ReadBack>> = {
  users,
  collaborators,
  'connected databases': list(
    'connected databases',
    'databases.configured.list',
    one(({ id }) => KEYS.connected(Number(id))),
    (look) =>
      ({ name }) =>
        look.isNamed(name),
  ),
  databases: inConnected('databases', 'databases.get', () =>
    one(({ name }) => KEYS.database(String(name)), named({ name: 'name', owner: 'owner_oid' })),
  ),
  'database privileges': inConnected('database privileges', 'databases.privileges.list_direct', (nameOf) =>
    grants(({ database_id }) => KEYS.database(nameOf(database_id))),
  ),
  'other schemas': otherSchemas,
  'stored roles': storedRoles,
  roles,
  'role members': roleMembers,
  'data files': dataFiles,
};

/** What all attempts share. */
export const SHARED: Readonly<Record<string, ReadBack>> = {
  servers: list(
    'servers',
    'servers.configured.list',
    one(({ id }) => KEYS.server(Number(id))),
  ),
  // Usage data are on as long as there is an id.
  'installation id': list(
    'installation id',
    'analytics.get_state',
    one(
      () => KEYS.usageData,
      ({ enabled }) => ({ enabled: enabled === true ? true : null }),
    ),
  ),
};
