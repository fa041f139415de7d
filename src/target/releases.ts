import type { MethodName, Params } from '../../wire/index';

/** The oldest release that the suite was tried on; it refuses older ones. */
export const OLDEST = '0.9.0';
/** The newest release that the suite was tried on, which `wire/` describes. */
export const NEWEST = '0.11.0';

const collator = new Intl.Collator('en', { numeric: true });

/** Whether the first release is older than the second: 0.9.0 is older than 0.10.0. */
export const isOlder = (one: string, other: string): boolean => collator.compare(one, other) < 0;

/** Whether a release is newer than all that the suite was tried on. */
export const isNewer = (release: string): boolean => isOlder(NEWEST, release);

/** Whether a release is too old for the suite, and what to do about it; undefined when it is not. */
export function tooOld(release: string): { says: string; todo: string } | undefined {
  if (!isOlder(release, OLDEST)) return undefined;
  return {
    says: `${release}, which is too old: the oldest release that the suite knows is ${OLDEST}`,
    todo: `upgrade this Mathesar to ${OLDEST} or newer`,
  };
}

/** What to say about a release that the suite was not tried on; undefined for the others. */
export function remarkOn(release: string): { says: string; todo: string } | undefined {
  if (!isNewer(release)) return undefined;
  return {
    says: `${release}, which the suite does not know; it makes all calls as for ${NEWEST}`,
    todo: 'failing cells may be changes in the program',
  };
}

/** How a call was made before a release. */
interface Former<M extends MethodName> {
  before: string;
  params: (params: Params<M>) => object;
}

/**
 * The calls that older releases took with other parameters, as seen in Mathesar's source and on running installs.
 * Calls in which an older release only ignores a parameter are not here.
 */
const FORMER: { readonly [M in MethodName]?: Former<M> } = {
  'explorations.add': {
    before: '0.10.0',
    params: ({ database_id, exploration_def }) => ({ exploration_def: { ...exploration_def, database_id } }),
  },
  'explorations.replace': {
    before: '0.10.0',
    params: ({ database_id, new_exploration }) => ({ new_exploration: { ...new_exploration, database_id } }),
  },
  'explorations.run': {
    before: '0.10.0',
    params: ({ database_id, exploration_def, ...page }) => ({
      ...page,
      exploration_def: { ...exploration_def, database_id },
    }),
  },
  'forms.add': {
    before: '0.10.0',
    params: ({ database_id, form_def }) => ({ form_def: { ...form_def, database_id } }),
  },
};

/**
 * The parameters of a call as a release takes them.
 * @param release the newest if undefined
 * @param params as the newest release takes them
 */
export function paramsIn<M extends MethodName>(
  release: string | undefined,
  method: M,
  params: Params<M>,
): Params<M>;
export function paramsIn(release: string | undefined, method: string, params: unknown): unknown;
export function paramsIn(release: string | undefined, method: string, params: unknown): unknown {
  const former = FORMER[method as MethodName] as Former<never> | undefined;
  if (!former || release === undefined || !isOlder(release, former.before)) return params;
  return former.params(params as never);
}
