import type { Role } from '../../roles';
import { listOf } from './words';

/** Several roles under one name, which stands for all roles of the target of which it is true. */
const TOGETHER: readonly { people: string; has: (role: Role) => boolean }[] = [
  { people: 'people of every role', has: () => true },
  { people: 'signed-in users', has: ({ account }) => account !== 'none' },
  { people: 'collaborators', has: ({ collaborator }) => collaborator === 'main' },
  { people: 'admins of both kinds', has: ({ account }) => account === 'admin' },
];

/** The names for several roles of a target that need fewer words than naming each. */
export function togetherIn(roles: readonly Role[]): { people: string; members: readonly Role[] }[] {
  return TOGETHER.map(({ people, has }) => ({ people, members: roles.filter(has) })).filter(
    ({ members }) => members.length > 1,
  );
}

/** `collaborators and outsiders`: those who have some roles of a target, as few words as stand for exactly these. */
export function peopleWith(names: readonly string[], roles: readonly Role[]): string {
  const left = new Set(names);
  const words: { at: number; people: string }[] = [];
  const take = (people: string, members: readonly Role[]) => {
    words.push({ at: Math.min(...members.map((role) => roles.indexOf(role))), people });
    for (const { name } of members) left.delete(name);
  };
  for (const { people, members } of togetherIn(roles))
    if (members.every(({ name }) => left.has(name))) take(people, members);
  for (const role of roles) if (left.has(role.name)) take(role.people, [role]);
  return listOf([...words.toSorted((one, other) => one.at - other.at).map(({ people }) => people), ...left]);
}
