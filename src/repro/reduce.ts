import { namesIn, type Recipe, type Step, type Template } from './recipe';
import { withoutUnused } from './slice';

/** Whether a recipe still shows just the same. */
export type Shows = (recipe: Recipe) => Promise<boolean>;

/** What may be left out of a recipe. @returns undefined where nothing is left out by it */
type Cut = (recipe: Recipe) => Recipe | undefined;

/**
 * Leaves out of a recipe what it shows the same without: constraints and columns, then requests (delta debugging; several at
 * once before one alone). What is fixed stays.
 */
export async function reduce(recipe: Recipe, shows: Shows): Promise<Recipe> {
  let least = recipe;
  const attempt = async (cut: Cut) => {
    const next = cut(least);
    if (!next || !(await shows(next))) return false;
    least = next;
    return true;
  };
  await attempt(plainTables);
  const free = least.setUp.filter((step) => step.isFixed !== true);
  if (!(await attempt(without(free)))) {
    const kinds = [...new Set(free.map(({ method }) => method))];
    for (const kind of kinds) {
      const same = free.filter(({ method }) => method === kind);
      if (await attempt(without(same))) continue;
      if (same.length > 1) for (const one of same) await attempt(without([one]));
    }
  }
  return least;
}

/** Leaves out steps, and all that needs what they give. */
const without =
  (gone: readonly Step[]): Cut =>
  (recipe) => {
    const present = gone.filter((step) => recipe.setUp.includes(step));
    if (present.length === 0) return undefined;
    let setUp = recipe.setUp.filter((step) => !present.includes(step));
    for (let size = -1; size !== setUp.length;) {
      size = setUp.length;
      const given = new Set([
        'prefix',
        'password',
        'database_name',
        ...setUp.flatMap(({ saves }) => saves.map(({ name }) => name)),
      ]);
      setUp = setUp.filter(({ params }) => namesIn(params).every((name) => given.has(name)));
      const rest = namesIn([recipe.attempt, recipe.missing, recipe.looks, recipe.check]);
      if (!rest.every((name) => given.has(name))) return undefined;
    }
    return { ...recipe, setUp };
  };

/** Tables without constraints, and rows without the columns for them. */
const plainTables: Cut = (recipe) => {
  const books = recipe.setUp.find(
    ({ method, params }) => method === 'tables.add' && fieldOf(params, 'table_name') === 'books',
  );
  if (!books) return undefined;
  const name = books.saves[0]?.name;
  const setUp = recipe.setUp.map((step) => {
    if (step === books)
      return {
        ...step,
        params: {
          ...(step.params as object),
          constraint_data_list: [],
          column_data_list: firstOf(step.params),
        },
      };
    const rows = fieldOf(step.params, 'record_def');
    if (step.method !== 'records.add' || !namesIn(step.params).includes(name ?? '') || !rows) return step;
    const record_def = { 2: (rows as Record<string, Template>)['2'] ?? null };
    return { ...step, params: { ...(step.params as object), record_def } };
  });
  const plain = { ...recipe, setUp };
  const used = withoutUnused([plain.attempt, plain.missing, plain.looks, plain.check], setUp);
  const idle = setUp.filter(
    (step, index) =>
      step.method === 'tables.add' &&
      used[index]?.saves.length === 0 &&
      step !== books &&
      step.saves.length > 0,
  );
  return without(idle)(plain) ?? plain;
};

const fieldOf = (params: Template, name: string): Template | undefined =>
  typeof params === 'object' && params !== null && !Array.isArray(params) ? params[name] : undefined;

const firstOf = (params: Template): Template => {
  const columns = fieldOf(params, 'column_data_list');
  return Array.isArray(columns) ? columns.slice(0, 1) : [];
};
