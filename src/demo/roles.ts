import type { Role } from '../roles';

/** Who acts on a demo: one column of its plan, one entry here. All act on the visitor's database. */
export const DEMO_ROLES: readonly Role[] = [
  {
    name: 'visitor',
    title: 'a user of the demo, in the own database',
    account: 'standard',
    collaborator: 'main',
    postgres: 'owner',
  },
  {
    name: 'neighbour',
    title: 'another user of the demo, who has a database too',
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
];

/** A role of the demo by name. @throws Error for an unknown one, naming the known */
export function demoRoleNamed(name: string): Role {
  const role = DEMO_ROLES.find((candidate) => candidate.name === name);
  if (!role)
    throw new Error(`unknown role "${name}"; known: ${DEMO_ROLES.map((known) => known.name).join(', ')}`);
  return role;
}
