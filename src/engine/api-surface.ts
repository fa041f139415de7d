import type { Action } from '../actions/action';
import type { WaysToAsk } from '../actions/ways';
import type { Share } from '../actions/ways/share';
import type { Expectation, Rule } from '../plan/types';
import type { Revocation } from '../record/schema';
import type { Role } from '../roles';
import type { Observation } from './attempt';
import { roleIn, type Profile } from './profile';
import { Inconclusive, NotRun, type CellTest, type Evidence, type Surface } from './surface';
import { writeExpectation } from '../plan/expectation';
import { partsOf, witnessOf, writeFailure, writeOutcome } from './verdict/evidence';
import { hasWorked, judge, type Judgement } from './verdict/judge';
import { judgeCourse } from './verdict/judge-course';
import { witnessedIn } from './verdict/witnessed';
import { revocationIn, runCourse, type Course } from './situation';
import { noteOf } from './ways';
import type { FormsOf, WitnessedWorld } from './witnessed-world';
import type { WorldPool } from './world-pool';

/** Tries rules over the API. */
export class ApiSurface implements Surface<Observation> {
  readonly kind = 'api';
  readonly control = undefined;

  constructor(
    private readonly worlds: WorldPool,
    private readonly profile: Profile,
    /** Whether to refuse attempts whose effect the witness can not see. */
    private readonly mustSee = true,
    /** The other forms in which reads are asked too; only in the plain form without. */
    private readonly ways?: WaysToAsk,
  ) {}

  /** Whether the API has a call for a rule; some rules exist on pages only. */
  knows(rule: Rule): boolean {
    return this.profile.actions.has(rule.action.name);
  }

  see(rule: Rule, role: Role, expected: Expectation): Promise<Observation> {
    const { ways } = this;
    const share = shareIn(rule, role);
    return this.attempt(rule, role, expected, ways && ((attempt, about) => ways.of(attempt, about, share)));
  }

  private async attempt(rule: Rule, role: Role, expected: Expectation, ways?: FormsOf): Promise<Observation> {
    const action = this.actionOf(rule);
    const { args } = rule.action;
    try {
      if (rule.safe) return await this.worlds.forReading().perform(action, args, role);
      const world = await this.worlds.for(role);
      if (rule.given) return await this.inSituation(rule.given, world, action, args, role, expected);
      return expected.kind === 'hide'
        ? await world.performHidden(action, args, role, { ways })
        : await world.perform(action, args, role, { mustSee: this.mustSee, ways });
    } catch (error) {
      if (error instanceof NotRun) throw error;
      this.worlds.discard(role);
      throw new Inconclusive('the attempt could not be made or got no answer', role, error);
    }
  }

  judge(expected: Expectation, seen: Observation, proven: boolean): Judgement {
    return seen.course ? judgeCourse(expected, seen, seen.course) : judge(expected, seen, proven);
  }

  isPositiveControl(seen: Observation): boolean {
    return hasWorked(seen);
  }

  async provesControl(rule: Rule, role: Role): Promise<boolean> {
    return hasWorked(await this.attempt(rule, role, ALLOW));
  }

  evidence(test: CellTest, seen: Observation, judgement: Judgement): Evidence {
    const role = roleIn(this.profile, test.cell.role);
    const allowed = test.cell.expectation.kind === 'allow';
    return {
      failure: writeFailure({ ...test, role, judgement }, seen),
      seen: writeOutcome(seen.outcome),
      witnessed: witnessedIn(seen),
      witnesses: ['api', ...witnessOf(seen)],
      parts: partsOf(seen),
      ...(seen.ways && { ways: noteOf(seen.ways, allowed) }),
      revocations: seen.course ? timesOf(seen.course) : [],
    };
  }

  private inSituation(
    { situation: name, budgetMs }: NonNullable<Rule['given']>,
    world: WitnessedWorld,
    action: Action,
    args: Record<string, unknown>,
    role: Role,
    expected: Expectation,
  ): Promise<Observation> {
    const situation = this.profile.situations?.get(name);
    if (!situation) throw new Error(`unknown situation ${name}`);
    return runCourse({ situation, budgetMs, expected, world, role }, ({ client }) =>
      world.perform(action, args, role, { mustSee: this.mustSee, as: client }),
    );
  }

  private actionOf(rule: Rule): Action {
    const action = this.profile.actions.get(rule.action.name);
    if (!action) throw new Error(`unknown action ${rule.action.name}`);
    return action;
  }
}

/** How long the right still worked, where it was taken. */
function timesOf({ taken, end, ...course }: Course): Revocation[] {
  const settled = course.situation.course === 'taken' ? end : taken;
  return settled ? [revocationIn(course, 'API with the old session', settled.settledMs)] : [];
}

const ALLOW: Expectation = { kind: 'allow' };

/** The share of a cell in the forms of its rule's read. */
function shareIn({ cells }: Rule, role: Role): Share {
  const own = cells.find((cell) => cell.role === role.name);
  const among = (say: (expected: Expectation) => string) => {
    const alike = cells.filter(({ expectation }) => own && say(expectation) === say(own.expectation));
    return { place: own ? alike.indexOf(own) : 0, among: Math.max(1, alike.length) };
  };
  return {
    promised: among(writeExpectation),
    unpromised: among(({ kind }) => (kind === 'hide' ? 'deny' : kind)),
  };
}
