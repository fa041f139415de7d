import { ADMIN_FLAG, COLLABORATOR, COLLABORATOR_ROLE, STORED_ROLE } from './mathesar-ways';
import { MEMBERSHIP, ON_DATABASE, ON_SCHEMA, ON_TABLE, OWNERSHIP } from './privilege-ways';
import type { Situation, Way } from './situation';

/** The situations of a way: the names that a plan writes for what happens to the right. */
function of(way: Way, taken: string, back: string, given?: string): Situation[] {
  return [
    { name: taken, way, course: 'taken' },
    { name: back, way, course: 'given back' },
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
  ].map((situation) => [situation.name, situation]),
);
