import {
  ACCOUNT,
  BROWSER,
  NAMESAKE,
  NAMESAKE_SESSION,
  OWN_PASSWORD,
  PASSWORD,
  PASSWORD_ELSEWHERE,
  SET_PASSWORD,
  SIGNED_IN,
} from './account-ways';
import { FORM, FORM_LINK, PUBLIC_FORM } from './form-ways';
import { ADMIN_FLAG, COLLABORATOR, COLLABORATOR_ROLE, STORED_ROLE } from './mathesar-ways';
import { MEMBERSHIP, ON_DATABASE, ON_SCHEMA, ON_TABLE, OWNERSHIP } from './privilege-ways';
import { ON_COLUMNS, ROW_POLICY, TO_PUBLIC } from './sql-ways';
import type { Situation, Way } from './situation';

/** The situations of a way: the names that a plan writes for what happens to the right. */
function of(way: Way, taken: string, back?: string, given?: string): Situation[] {
  return [
    { name: taken, way, course: 'taken' },
    ...(back === undefined ? [] : [{ name: back, way, course: 'given back' } as const]),
    ...(given === undefined ? [] : [{ name: given, way, course: 'given' } as const]),
  ];
}

/** Every situation that a plan may name, by name. */
export const SITUATIONS: ReadonlyMap<string, Situation> = new Map(
  [
    ...of(ADMIN_FLAG, 'no admin any more', 'admin again', 'just made admin'),
    ...of(COLLABORATOR, 'collaborator just removed', 'collaborator again', 'just made collaborator'),
    ...of(COLLABORATOR_ROLE, 'just demoted', 'promoted again', 'just promoted'),
    ...of(STORED_ROLE, 'stored role just removed', 'stored role again'),
    ...of(
      ON_DATABASE,
      'database privilege revoked',
      'database privilege granted again',
      'database privilege just granted',
    ),
    ...of(
      ON_SCHEMA,
      'schema privilege revoked',
      'schema privilege granted again',
      'schema privilege just granted',
    ),
    ...of(
      ON_TABLE,
      'table privileges revoked',
      'table privileges granted again',
      'table privileges just granted',
    ),
    ...of(MEMBERSHIP, 'membership revoked', 'membership granted again', 'membership just granted'),
    ...of(OWNERSHIP, 'ownership just lost', 'ownership again', 'ownership just got'),
    ...of(
      ON_COLUMNS,
      'column privileges revoked',
      'column privileges granted again',
      'column privileges just granted',
    ),
    ...of(
      TO_PUBLIC,
      'privileges of PUBLIC revoked',
      'privileges of PUBLIC granted again',
      'privileges of PUBLIC just granted',
    ),
    ...of(ROW_POLICY, 'row policy just dropped', 'row policy again', 'row policy just made'),
    ...of(ACCOUNT, 'account just deleted', 'account made anew with its rights'),
    ...of(NAMESAKE, 'account made anew'),
    ...of(NAMESAKE_SESSION, 'account made anew, old session'),
    ...of(OWN_PASSWORD, 'password just changed', 'signed in with the new password'),
    ...of(PASSWORD_ELSEWHERE, 'password just changed elsewhere'),
    ...of(PASSWORD, 'password just changed, old password'),
    ...of(SET_PASSWORD, 'password just set by an admin', 'signed in after an admin set the password'),
    ...of(SIGNED_IN, 'just signed out', 'signed in again'),
    ...of(BROWSER, 'browser just passed on'),
    ...of(PUBLIC_FORM, 'form just withdrawn', 'form public again', 'form just made public'),
    ...of(FORM_LINK, 'link of the form just replaced'),
    ...of(FORM, 'form just deleted'),
  ].map((situation) => [situation.name, situation]),
);
