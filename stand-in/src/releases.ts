import { asBefore0100 } from './before-0-10-0';
import type { AnyMethod } from './method';

/** Releases that the install can stand for, oldest first. */
export const RELEASES = ['0.9.0', '0.10.1', '0.11.0'] as const;
export type Release = (typeof RELEASES)[number];
export const NEWEST: Release = '0.11.0';

/**
 * Reads a release's name.
 * @param written the newest where it is empty or left out
 * @throws Error naming the known ones
 */
export function readRelease(written: string | undefined): Release {
  if (written === undefined || written === '') return NEWEST;
  const known = RELEASES.find((release) => release === written);
  if (known) return known;
  throw new Error(
    `the stand-in can not stand for release "${written}"\n` +
      `  known: ${RELEASES.join(', ')}; set QA_PLAN_RELEASE to one of them, or leave it out`,
  );
}

/** Whether the first release is older than the second. */
export const isOlder = (one: Release, other: Release): boolean =>
  RELEASES.indexOf(one) < RELEASES.indexOf(other);

/** Methods that 0.11.0 closed to who is no administrator, as recorded on both releases. */
const OPEN_BEFORE_0_11_0 = ['users.list', 'users.get'];

/** The methods of a release, from those of the newest. */
export function asOf(release: Release, methods: Map<string, AnyMethod>): Map<string, AnyMethod> {
  if (!isOlder(release, '0.11.0')) return methods;
  // Until 0.11.0 administrators had to be collaborators like everybody else.
  const older = new Map<string, AnyMethod>(
    [...methods].map(([name, method]) => [name, { ...method, adminsToo: true as const }]),
  );
  for (const name of OPEN_BEFORE_0_11_0) {
    const method = methods.get(name);
    if (method) older.set(name, { ...method, gate: 'login', collaborator: false });
  }
  const list = older.get('collaborators.list');
  if (list) older.set('collaborators.list', { ...list, run: withoutUserInfo(list) });
  return isOlder(release, '0.10.1') ? asBefore0100(older) : older;
}

/** Until 0.11.0 the list did not say who the collaborators are. */
const withoutUserInfo =
  (list: AnyMethod): AnyMethod['run'] =>
  async (call, params) =>
    ((await list.run(call, params)) as Record<string, unknown>[]).map(
      ({ user_info: _user_info, ...entry }) => entry,
    );
