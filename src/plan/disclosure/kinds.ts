/**
 * What an answer may tell: the kinds of data that are planted in every run and searched for in every answer. One's own
 * is always known to oneself, so each kind is about what belongs to others.
 */
export const DISCLOSURE_KINDS = [
  'password hash',
  'account password',
  'stored password',
  'session key',
  'form token',
  'address of a collaborator',
  'address of another account',
  'name of a collaborator',
  'name of another account',
  'other database',
  'inside of another database',
  'row of a closed table',
  'row count of a closed table',
  'value behind a link',
  'form',
  'exploration',
  'file of another account',
  'installation id',
  'unknown field',
] as const;
export type DisclosureKind = (typeof DISCLOSURE_KINDS)[number];

/** Who may be told what, as the plan says it: for each kind the roles that may know. */
export type Disclosure = ReadonlyMap<DisclosureKind, ReadonlySet<string>>;
