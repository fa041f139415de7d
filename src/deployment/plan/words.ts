import { unknownName } from '../../plan/suggest';

/**
 * The ways to deploy: Mathesar creates the database on its own server, is connected to an existing database
 * on another server, or is itself installed with a role that is not a superuser.
 */
export const DEPLOYMENTS = ['create-new', 'connect-existing', 'from-scratch'] as const;
export type Deployment = (typeof DEPLOYMENTS)[number];

/** Whether the whole deployment fails without a privilege, or only one feature of Mathesar. */
export const LEVELS = ['required', 'optional'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * How an install reports that a privilege is missing: it refuses the call because of the privilege or because
 * PostgreSQL refused the login, it does not start, or nothing, because the combination is not supported.
 */
export const REFUSALS = ['refused: privilege', 'refused: login', 'no start', 'unsupported'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Flaws of a refusal: a crash instead of an answer, an answer without the reason, a database that stays. */
export const FLAWS = ['crash', 'unclear', 'database left behind'] as const;
export type Flaw = (typeof FLAWS)[number];

/** One thing that PostgreSQL must allow the connecting role. */
export type Need =
  | { kind: 'version'; major: number }
  | { kind: 'attribute'; attribute: 'LOGIN' | 'CREATEDB' | 'CREATEROLE' }
  | { kind: 'database'; privilege: 'CONNECT' | 'CREATE' | 'TEMPORARY' }
  | { kind: 'schema'; privilege: 'USAGE' | 'CREATE'; schema: string }
  /** `template` names the database that new ones are copied from; by default the connected database. */
  | { kind: 'language'; language: string; template?: string }
  /** Needed only if the schema exists. */
  | { kind: 'ownership'; schema: string };

/** A phrase: its pattern, with an example of each variant, and how it is read. */
const FORMS: readonly { examples: readonly string[]; form: RegExp; read: (parts: string[]) => Need }[] = [
  {
    examples: ['PostgreSQL 14 or newer'],
    form: /^PostgreSQL (\d+) or newer$/,
    read: ([major]) => ({ kind: 'version', major: Number(major) }),
  },
  {
    examples: ['LOGIN', 'CREATEDB', 'CREATEROLE'],
    form: /^(LOGIN|CREATEDB|CREATEROLE)$/,
    read: ([attribute]) => ({ kind: 'attribute', attribute: attribute as 'LOGIN' }),
  },
  {
    examples: ['CONNECT on database', 'CREATE on database', 'TEMPORARY on database'],
    form: /^(CONNECT|CREATE|TEMPORARY) on database$/,
    read: ([privilege]) => ({ kind: 'database', privilege: privilege as 'CONNECT' }),
  },
  {
    examples: ['USAGE on schema public', 'CREATE on schema public'],
    form: /^(USAGE|CREATE) on schema (\w+)$/,
    read: ([privilege, schema = '']) => ({ kind: 'schema', privilege: privilege as 'USAGE', schema }),
  },
  {
    examples: ['USAGE on language plpgsql', 'USAGE on language plpgsql in template1'],
    form: /^USAGE on language (\w+)(?: in (\w+))?$/,
    read: ([language = '', template]) => ({
      kind: 'language',
      language,
      ...(template !== undefined && { template }),
    }),
  },
  {
    examples: ['ownership of existing schema msar'],
    form: /^ownership of existing schema (\w+)$/,
    read: ([schema = '']) => ({ kind: 'ownership', schema }),
  },
];

/** Examples of all valid phrases. */
export const NEED_EXAMPLES = FORMS.flatMap(({ examples }) => examples);

/**
 * Reads the phrase for a privilege.
 * @returns the need, or a one-line problem
 */
export function readNeed(written: string): Need | string {
  for (const { form, read } of FORMS) {
    const match = form.exec(written);
    if (match) return read(match.slice(1));
  }
  return unknownName('privilege', written, NEED_EXAMPLES);
}
