import type { Role } from '../roles';

/** The roles on a demo: each is one column of the plan and one entry here. All act on the visitor's database. */
export const DEMO_ROLES = [
  {
    name: 'visitor',
    title: 'a user of the demo, in their own database',
    people: 'the visitor',
    account: 'standard',
    collaborator: 'main',
    postgres: 'owner',
  },
  {
    name: 'neighbour',
    title: 'another user of the demo, who also has a database',
    people: 'the neighbour',
    account: 'standard',
    collaborator: 'other',
    postgres: 'none',
  },
  {
    name: 'admin',
    title: 'an administrator of the demo',
    people: 'admins of the demo',
    account: 'admin',
    collaborator: 'none',
    postgres: 'none',
  },
  {
    name: 'anonymous',
    title: 'anonymous',
    people: 'people who are not signed in',
    account: 'none',
    collaborator: 'none',
    postgres: 'none',
  },
] as const satisfies readonly Role[];
