import { unknownName } from '../../plan/suggest';

/**
 * The ways to deploy: Mathesar creates the database on its own server, is connected to an existing database on another
 * server, or is itself installed by a role that is no superuser.
 */
export const DEPLOYMENTS = ['create-new', 'connect-existing', 'from-scratch'] as const;
export type Deployment = (typeof DEPLOYMENTS)[number];

/** Whether the deployment fails without a privilege, or only one of Mathesar's features. */
export const LEVELS = ['required', 'optional'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * How an install tells that a privilege is missing: it refuses the call because of the privilege or because PostgreSQL
 * did not let the role in, it does not start, or nobody tells, because the combination is not supported.
 */
export const REFUSALS = ['refused: privilege', 'refused: login', 'no start', 'unsupported'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What can be wrong with a refusal: a crash in place of an answer, an answer that says nothing, a database that stays. */
export const FLAWS = ['crash', 'unclear', 'database left behind'] as const;
export type Flaw = (typeof FLAWS)[number];

/** One thing that PostgreSQL has to allow the connecting role. */
export type Need =
  | { kind: 'version'; major: number }
  | { kind: 'attribute'; attribute: 'LOGIN' | 'CREATEDB' | 'CREATEROLE' }
  | { kind: 'database'; privilege: 'CONNECT' | 'CREATE' | 'TEMPORARY' }
  | { kind: 'schema'; privilege: 'USAGE' | 'CREATE'; schema: string }
  /** `template` names the database that new ones are copied from; without it the database connected to is meant. */
  | { kind: 'language'; language: string; template?: string }
  /** Counts only where there is such a schema. */
  | { kind: 'ownership'; schema: string };

/** A form of words: how it is written, with an example for each, and how it is read. */
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

/** What may be written, by example. */
export const NEED_EXAMPLES = FORMS.flatMap(({ examples }) => examples);

/**
 * Reads the words for a privilege.
 * @returns the need, or one line that says what is wrong with the words
 */
export function readNeed(written: string): Need | string {
  for (const { form, read } of FORMS) {
    const match = form.exec(written);
    if (match) return read(match.slice(1));
  }
  return unknownName('privilege', written, NEED_EXAMPLES);
}
