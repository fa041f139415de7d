import type { Role } from '../roles';

/** The roles on a demo: each is one column of the plan and one entry here. All act on the visitor's database. */
export const DEMO_ROLES = [
  {
    name: 'visitor',
    title: 'a user of the demo, in their own database',
    account: 'standard',
    collaborator: 'main',
    postgres: 'owner',
  },
  {
    name: 'neighbour',
    title: 'another user of the demo, who also has a database',
    account: 'standard',
    collaborator: 'other',
    postgres: 'none',
  },
  {
    name: 'admin',
    title: 'an administrator of the demo',
    account: 'admin',
    collaborator: 'none',
    postgres: 'none',
  },
  { name: 'anonymous', title: 'anonymous', account: 'none', collaborator: 'none', postgres: 'none' },
] as const satisfies readonly Role[];
