import { MADE, namesIn, type Made, type Recipe, type Step } from './recipe';

/** Names that come of no step. */
const GIVEN = ['prefix', 'password', 'database_name'];

/** Methods that make something: of no use unless something later names it. */
const isMaking = ({ method }: Step) =>
  /\.(add|create_new|connect_existing)$/.test(method) && !/^(records|collaborators)\./.test(method);

/** Names that a recipe gives to what it makes. */
const ownNames = (template: unknown): string[] => JSON.stringify(template).match(/\{\{prefix\}\}_\w+/g) ?? [];

/**
 * Keeps the steps of a recipe that its attempt, looks and check come from, and what is done to what they name.
 * @param kept stays in any case: without it the role is not the plan's
 */
export function slice(recipe: Recipe, kept: ReadonlySet<Step>): Recipe {
  const { setUp, attempt, missing, looks, check } = recipe;
  const needed = new Set(namesIn([attempt, missing, looks, check]));
  const texts = check.holds.concat(check.lacks);
  const says = (step: Step) =>
    texts.some((text) => /canary|secret-/.test(text) && JSON.stringify(step.params).includes(text));
  // A page shows all that is in what its address names, and what its texts name.
  const isOnPage = 'page' in attempt;
  const shown = ownNames([check.holds, ...(isOnPage ? [attempt] : [])]);
  const isShown = (step: Step) =>
    isMaking(step) && ownNames(step.params).some((name) => shown.includes(name));
  const chosen = new Set<Step>();
  for (let size = -1; size < chosen.size;) {
    size = chosen.size;
    for (const step of setUp) {
      if (kept.has(step) || says(step) || isShown(step) || step.saves.some(({ name }) => needed.has(name))) {
        chosen.add(step);
        for (const name of namesIn(step.params)) needed.add(name);
      }
    }
    const provided = new Set([
      ...GIVEN,
      ...[...chosen].flatMap(({ saves }) => saves.map(({ name }) => name)),
    ]);
    for (const step of setUp) {
      const names = namesIn(step.params);
      const isAboutOwn = names.some(
        (name) => !GIVEN.includes(name) && !['database', 'server'].includes(name),
      );
      if ((isMaking(step) && !isOnPage) || !isAboutOwn || !names.every((name) => provided.has(name)))
        continue;
      chosen.add(step);
    }
  }
  const isFixed = (step: Step) => kept.has(step) || step.method.endsWith('replace_for_roles') || says(step);
  const left = setUp.filter((step) => chosen.has(step)).map((step) => ({ ...step, isFixed: isFixed(step) }));
  const steps = withoutUnused([attempt, missing, looks, check], left);
  return { ...recipe, setUp: steps, cleanUp: madeBy([...steps, ...('method' in attempt ? [attempt] : [])]) };
}

/** Saves only what is used. */
export function withoutUnused(users: unknown, steps: readonly Step[]): Step[] {
  const used = new Set(namesIn([users, steps.map(({ params }) => params)]));
  const always = ['database', 'server'];
  return steps.map((step) => ({
    ...step,
    saves: step.saves.filter(({ name }) => used.has(name) || always.includes(name)),
  }));
}

const MAKERS: Record<Made, RegExp> = {
  databases: /^databases\.setup\./,
  schemas: /^schemas\.(add|patch)$/,
  users: /^users\.(add|patch)/,
  'stored roles': /^roles\.configured\.add$/,
  roles: /^roles\.add$/,
};

const madeBy = (steps: readonly Step[]): Made[] =>
  MADE.filter((kind) => steps.some(({ method }) => MAKERS[kind].test(method)));
