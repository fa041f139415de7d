import path from 'node:path';
import { trialPlan } from '../../tests/integration/support/trial-plan';
import { inTurns, median, ratioInTurns, spread } from './arithmetic';
import type { Benchmark } from './benchmark';
import { lasted, timesIn } from './durations';
import { PlanCopy } from './plan-copy';

const TURNS = { quick: 2, whole: 5 };
const RULES = { quick: 6, whole: 20 };

/** What a finding costs: two of the five cells of each rule turn red when the plan wants the contrary for them. */
export const red: Benchmark = {
  name: 'red',
  what: 'a plan in which two cells of five are red, against the same one in which none is',
  quick: true,
  measure: async (size, { folder }) => {
    const plans = {
      green: new PlanCopy(path.join(folder, 'green'), {
        'trial.md': planOf(RULES[size], 'allow', 'deny: privilege'),
      }),
      red: new PlanCopy(path.join(folder, 'red'), {
        'trial.md': planOf(RULES[size], 'deny: privilege', 'allow'),
      }),
    };
    let [cells, reds] = [0, 0];
    const secondsOf = async (copy: PlanCopy) => {
      const { results } = (await copy.run([])).record;
      cells = results.length;
      reds = results.filter(({ status }) => status === 'failed').length;
      return lasted(timesIn(results)) / 1000;
    };
    const took = await inTurns(TURNS[size], {
      green: () => secondsOf(plans.green),
      red: () => secondsOf(plans.red),
    });
    if (reds !== RULES[size] * 2)
      throw new Error(`${String(reds)} cells were red instead of ${String(RULES[size] * 2)}`);
    const noise = Math.max(spread(took.green), spread(took.red));
    const detail = `${String(reds)} red cells of ${String(cells)} in ${median(took.red).toFixed(1)} s; none in ${median(took.green).toFixed(1)} s`;
    return {
      figures: [
        {
          name: 'a red cell, more than a green one',
          value: median(took.red.map((seconds, turn) => (seconds - (took.green[turn] ?? 0)) / reds)),
          ...{ unit: 's', better: 'low', target: 0.3, spread: noise, detail },
        },
        {
          name: 'two red cells of five / none',
          value: ratioInTurns(took.red, took.green),
          ...{ unit: '×', better: 'low', spread: noise, detail },
        },
      ],
    };
  },
};

/** @param admin,viewer what the plan says of them */
const planOf = (rules: number, admin: string, viewer: string): string =>
  trialPlan(
    Array.from(
      { length: rules },
      (_, n) =>
        `| T-${String(n + 1)} | Add a record | \`records.add\` | ${admin} | allow | ${viewer} | deny: collaborator | deny: login |`,
    ),
  );
