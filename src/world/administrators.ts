import { queryRows } from '../target/postgres';
import type { World } from './world';

/**
 * Takes the rights of all administrators of the install away, for a moment in which nothing else is under way. They are
 * given back at the end of the world's objects, too, should the attempt be stopped in between.
 * @param but the id of one who stays the last
 * @returns what gives exactly those rights back
 * @throws Error without the SQL witness: no administrator is left who could do either
 */
export async function dismissAdministrators(world: World, but = 0): Promise<() => Promise<void>> {
  const { witness } = world.state;
  if (witness === undefined) throw new Error('administrators can only be dismissed and put back by SQL');
  const resume = await world.state.locks?.pause();
  const dismissed: { id: number }[] = [];
  let isPutBack = false;
  const putBack = async () => {
    if (isPutBack) return;
    isPutBack = true;
    const ids = dismissed.map(({ id }) => id);
    try {
      await queryRows(witness, 'UPDATE mathesar_user SET is_superuser = true WHERE id = ANY ($1)', [ids]);
    } finally {
      await resume?.();
    }
  };
  world.onEnd(putBack);
  const sql = 'UPDATE mathesar_user SET is_superuser = false WHERE is_superuser AND id <> $1 RETURNING id';
  dismissed.push(...(await queryRows<{ id: number }>(witness, sql, [but])));
  return putBack;
}
