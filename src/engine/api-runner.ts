import { ACTIONS } from '../actions/index';
import type { Action } from '../actions/action';
import { NotWitnessed, type Observation } from './attempt';
import type { Stages } from './world-pool';
import { gapOf } from '../plan/gaps';
import type { Cell, Plan, Rule } from '../plan/types';
import { writeChanges, writeFailure, writeOutcome } from './verdict/evidence';
import { judge } from './verdict/judge';
import { roleNamed } from '../world/world';
import type { Conclusion, Evidence } from './result-recorder';

/** Proves cells on the API, one worker's; remembers which rules an allowed role has succeeded at in this run. */
export class Prover {
  private readonly proven = new Set<string>();

  constructor(
    private readonly plan: Plan,
    private readonly stages: Stages,
    private readonly conclusion: Conclusion,
  ) {}

  /**
   * Proves one cell.
   * @throws CellFailed with the whole evidence when the verdict is not pass, or is pass where a gap is known;
   *   NotWitnessed when the run's witness is blind to what the attempt changes
   */
  async prove(rule: Rule, cell: Cell, info: Evidence): Promise<void> {
    const { kind } = cell.expectation;
    const control = kind === 'allow' ? true : await this.control(rule);
    const seen = await this.observe(rule, cell.role, kind === 'hide');
    const judgement = judge(cell.expectation, seen, control);
    if (kind === 'allow' && judgement.verdict === 'pass') this.proven.add(rule.id);
    this.conclusion.describe(info, partsOf(seen));
    const judged = { rule, cell, judgement, gap: gapOf(cell, 'api') };
    this.conclusion.conclude(judged, info, () => writeFailure(rule, cell, seen, judgement));
  }

  /**
   * Tries a rule's action as a role.
   * @throws CellFailed when the attempt could not be made; NotWitnessed as {@link prove}
   */
  async observe(rule: Rule, roleName: string, hidden: boolean): Promise<Observation> {
    const role = roleNamed(roleName);
    const action = actionOf(rule);
    try {
      const stage = await this.stages.for(role);
      return hidden
        ? await stage.performHidden(action, rule.action.args, role)
        : await stage.perform(action, rule.action.args, role);
    } catch (error) {
      if (error instanceof NotWitnessed) throw error;
      this.stages.discard(role);
      throw this.conclusion.inconclusive(
        rule,
        roleName,
        'the attempt could not be made or got no answer',
        error,
      );
    }
  }

  /**
   * The positive control: an allowed role succeeds at the rule's attempt, or at its control rule's, in this run.
   * The rule's own cells run first; after a worker was replaced, or with a filter, the control is tried here.
   */
  private async control(rule: Rule): Promise<boolean> {
    const source = rule.control ? ruleWithId(this.plan, rule.control) : rule;
    if (!source) return false;
    if (this.proven.has(source.id)) return true;
    for (const cell of source.cells) {
      if (cell.expectation.kind !== 'allow' || gapOf(cell, 'api')) continue;
      const seen = await this.observe(source, cell.role, false);
      if (judge(cell.expectation, seen, true).verdict === 'pass') {
        this.proven.add(source.id);
        return true;
      }
    }
    return false;
  }
}

/** A rule of the plan; undefined when there is none with that ID. */
export const ruleWithId = (plan: Plan, id: string): Rule | undefined =>
  plan.files.flatMap(({ rules }) => rules).find((rule) => rule.id === id);

/** What a reader wants to know of an attempt. */
export const partsOf = (seen: Observation): [string, string][] => [
  ['Request', JSON.stringify(seen.request, null, 2)],
  ['Answer', `${writeOutcome(seen.outcome)}\n\n${seen.answer.slice(0, 4000)}`],
  ['Witness difference', writeChanges(seen)],
];

function actionOf(rule: Rule): Action {
  const action = ACTIONS.get(rule.action.name);
  if (!action) throw new Error(`unknown action ${rule.action.name}`);
  return action;
}
