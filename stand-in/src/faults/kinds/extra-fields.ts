import type { Call } from '../../call';
import { RpcError, toRpcError } from '../../errors';
import type { Install, PageData } from '../../install';
import { type Fault, type Wrapper, guarded, onRefusal, reads, spared, whole, wrapped } from '../fault';
import type { UserRow } from '../../store/schema';

/** Something that an answer tells beside what it is asked for. */
interface Told {
  detail: string;
  what: string;
  field: string;
  /** Whoever may call an administrators' method knows it anyway. */
  knownToAdministrators?: true;
  value: (install: Install, user: Pick<UserRow, 'id'> | undefined) => Promise<unknown>;
}

/** The account that was made first after the one that every install comes with, unless it is the caller's own. */
const ANOTHER = `(SELECT * FROM mathesar_user WHERE id <> $1 AND username <> 'admin' ORDER BY id LIMIT 1) u`;

const ofAnother =
  (sql: string): Told['value'] =>
  ({ store }, user) =>
    store.value(sql, [user?.id ?? 0]);

const TOLD: readonly Told[] = [
  {
    detail: 'hash',
    what: 'the hash of another account’s password',
    field: 'password',
    value: ofAnother(`SELECT u.password FROM ${ANOTHER}`),
  },
  {
    detail: 'stored-password',
    what: 'the password of a stored role',
    field: 'role_password',
    value: ofAnother(`SELECT r.password FROM mathesar_configuredrole r JOIN mathesar_userdatabaserolemap m
      ON m.configured_role_id = r.id WHERE m.user_id <> $1 AND r.password IS NOT NULL AND r.name <> current_user ORDER BY r.id LIMIT 1`),
  },
  {
    detail: 'session',
    what: 'the key of another account’s session',
    field: 'session',
    value: ofAnother(
      `SELECT s.session_key FROM django_session s JOIN ${ANOTHER} ON s.user_id = u.id LIMIT 1`,
    ),
  },
  {
    detail: 'email',
    what: 'another account’s e-mail address',
    field: 'owner_email',
    knownToAdministrators: true,
    value: ofAnother("SELECT email FROM mathesar_user WHERE id <> $1 AND email <> '' ORDER BY id LIMIT 1"),
  },
  {
    detail: 'database',
    what: 'the name of a database that the caller has no access to',
    field: 'database',
    knownToAdministrators: true,
    value: ofAnother(`SELECT d.name FROM mathesar_database d WHERE NOT EXISTS
      (SELECT FROM mathesar_userdatabaserolemap m WHERE m.database_id = d.id AND m.user_id = $1) ORDER BY d.id OFFSET 1 LIMIT 1`),
  },
  {
    detail: 'unknown',
    what: 'a field that the method does not have',
    field: 'debug',
    value: () => Promise.resolve(true),
  },
];

/** An answer with one field more, in each entry of a list. */
function withField(answer: unknown, field: string, value: unknown): unknown {
  const extra = { [field]: value };
  if (Array.isArray(answer)) {
    const objects = answer.some((entry) => typeof entry === 'object' && entry !== null);
    return objects
      ? answer.map((entry) => withField(entry, field, value))
      : [...(answer as unknown[]), extra];
  }
  return typeof answer === 'object' && answer !== null ? { ...answer, ...extra } : { answer, ...extra };
}

const telling =
  ({ field, value }: Told): Wrapper =>
  (method) => ({
    ...method,
    run: async (call, params) => {
      const answer = await method.run(call, params);
      return spared(call) ? answer : withField(answer, field, await value(call.install, call.user));
    },
  });

/** Also in refusals of the dispatcher. */
const tellingInErrors =
  ({ value }: Told): Wrapper =>
  (method) =>
    onRefusal(async (call: Call, _params, error) => {
      const { code, message } = toRpcError(error);
      throw new RpcError(
        code,
        spared(call) ? message : `${message} (${String(await value(call.install, call.user))})`,
      );
    })(whole(method));

/** What an error can not tell: a field. */
const VALUES = TOLD.filter(({ detail }) => detail !== 'unknown');

/** The parts of what a page is told to which a field can be added. */
const PAGE_PARTS = ['user', 'databases', 'schemas', 'tables', 'queries', 'servers'] as const;

const onPage = (part: (typeof PAGE_PARTS)[number], { detail, what, field, value }: Told): Fault => ({
  name: `extra-on-page:${part}:${detail}`,
  what: `a page is told ${what}, beside its ${part}`,
  kind: 'extra-on-page',
  apply: (install) => {
    install.tellPage = async (data: PageData, user) => {
      const told = data[part] as { data?: unknown };
      const more = await value(install, user);
      return {
        ...data,
        [part]: told.data
          ? { ...told, data: withField(told.data, field, more) }
          : withField(told, field, more),
      };
    };
  },
});

/** Answers, errors and pages that tell more than they should. */
export const extraFieldFaults = (install: Install): Fault[] => {
  const inAnswers = guarded(install).flatMap(([name, method], index) => {
    const told = TOLD.filter(
      ({ knownToAdministrators }) => method.gate !== 'admin' || !knownToAdministrators,
    );
    // A change answers little, so one field in turn is enough.
    const some = reads(name) ? told : [told[index % told.length]].filter((one) => one !== undefined);
    return some.map((one) =>
      wrapped('extra-field', name, `answers also ${one.what}`, telling(one), one.detail),
    );
  });
  const inErrors = guarded(install).flatMap(([name], index) => {
    const told = VALUES[index % VALUES.length];
    return told
      ? [wrapped('extra-in-error', name, `a refusal tells ${told.what}`, tellingInErrors(told), told.detail)]
      : [];
  });
  return [...inAnswers, ...inErrors, ...PAGE_PARTS.flatMap((part) => TOLD.map((told) => onPage(part, told)))];
};
