import { contextFor, type Action, type Attempt } from '../actions/action';
import { openHearing } from '../engine/hearing';
import { Exclusive } from '../engine/exclusive';
import type { Observation } from '../engine/attempt';
import { LOCAL } from '../engine/local-profile';
import { roleIn, whyNotRun } from '../engine/profile';
import { NotWitnessed, WitnessedWorld } from '../engine/witnessed-world';
import type { Disclosure } from '../plan/disclosure/kinds';
import type { Cell, Rule } from '../plan/types';
import type { Role } from '../roles';
import { ApiWitness, openWitness } from '../target/api-witness';
import type { RunState } from '../target/state';
import { may } from '../target/stated';
import type { Change } from '../target/snapshot';
import { NotReproducible } from './not-reproducible';
import type { HttpStep, Recipe, Step } from './recipe';
import { newWorld, recipeOf } from './recipe-of';
import type { Take } from './take';
import type { Templates } from './templates';
import { Trace } from './trace';

/**
 * Tries a cell on a provisioned install, and makes a recipe of all that was sent.
 * @throws NotReproducible
 */
export async function makeRecipe(
  state: RunState,
  disclosure: Disclosure,
  rule: Rule,
  cell: Cell,
): Promise<Recipe> {
  const role = roleIn(LOCAL, cell.role);
  refuse(state, rule, cell);
  const action = LOCAL.actions.get(rule.action.name);
  if (!action) throw new NotReproducible(`"${rule.action.name}" is done on pages only`);
  const changes = await lookAtAll(state, rule, role, action);
  const hearing = await openHearing(state, LOCAL, disclosure);
  const trace = new Trace(state, hearing);
  const take = await takeOf(state, trace, rule, role, action, changes);
  if (take.seen.outcome.kind === 'error' && cell.gaps.length === 0 && take.seen.outcome.code === 0)
    throw new NotReproducible('the attempt got no answer');
  const by = role.account === 'none' ? 'nobody' : (take.sender ?? 'actor');
  const recipe = await recipeOf(state, rule, cell, take, async (templates) => ({
    attempt: attemptOf(take.seen, by, templates),
    ...(cell.expectation.kind === 'hide' && {
      missing: await missingOf(take, role, action, rule, by, templates),
    }),
  }));
  await take.world.end();
  return recipe;
}

function refuse(state: RunState, rule: Rule, { role }: Cell): void {
  if (!rule.surfaces.includes('api')) throw new NotReproducible('it is checked on pages only');
  refuseRule(state, rule, role);
}

/** What no short script shows, on any surface. */
export function refuseRule(state: RunState, rule: Rule, role: string): void {
  if (rule.given)
    throw new NotReproducible(`it is about what happens while a right changes ("${rule.given.situation}")`);
  const reason = whyNotRun(LOCAL, state, rule, role);
  if (reason !== undefined) throw new NotReproducible(`it is not run here: ${reason}`);
}

/** All that the attempt changes, seen by the run's own witness. */
async function lookAtAll(
  state: RunState,
  rule: Rule,
  role: Role,
  action: Action,
): Promise<readonly Change[]> {
  const witness = openWitness(state);
  const world = await newWorld(state, role, 'x1');
  try {
    const witnessed = new WitnessedWorld(world, witness, new Exclusive());
    return (await witnessed.perform(action, rule.action.args, role)).changes;
  } finally {
    await world.end();
    await witness.close();
  }
}

/** Tries the cell while all calls are noted, with a witness that reads back what changed over the API. */
async function takeOf(
  state: RunState,
  trace: Trace,
  rule: Rule,
  role: Role,
  action: Action,
  changes: readonly Change[],
): Promise<Take> {
  const { args } = rule.action;
  const world = await newWorld(state, role, 'x2');
  const attempt = await action.attempt(contextFor(world, role, { missing: false }), args);
  refuseAttempt(attempt);
  const stated = attempt.changes ?? [];
  const parts = [...new Set(changes.map(({ part }) => part))].filter(
    (part) => !stated.some((one) => one.part === part),
  );
  const wider: Action = {
    ...action,
    attempt: () =>
      Promise.resolve({
        ...attempt,
        changes:
          stated.length + parts.length > 0 ? [...stated, ...parts.map((part) => may(part))] : undefined,
      } as Attempt),
  };
  const setUp = trace.calls.splice(0);
  const witnessed = new WitnessedWorld(world, new ApiWitness(state), new Exclusive());
  await state.hearing?.begin();
  const seen = await witnessed.perform(wider, args, role, { mustSee: true }).catch(rethrow);
  const told = (await state.hearing?.end()) ?? [];
  const admin = trace.calls.filter(({ username }) => username === state.setupAdmin.username);
  const sent = trace.calls.findIndex(({ username }) => username !== state.setupAdmin.username);
  const index =
    sent < 0 ? admin.length / 2 : trace.calls.slice(0, sent).filter((call) => admin.includes(call)).length;
  return {
    world,
    seen: { ...seen, stated: attempt.changes },
    setUp,
    before: admin.slice(0, index),
    after: admin.slice(index),
    sender: attempt.as && trace.calls[sent]?.username,
    told,
    canary: attempt.canary,
  };
}

/** What the API does not show, no script can look at. @throws NotReproducible; any other error as it is */
export function rethrow(error: unknown): never {
  if (error instanceof NotWitnessed) throw new NotReproducible(error.message.replace(/: set LOCAL_\w+$/, ''));
  throw error;
}

function refuseAttempt({ request, onlyBySql, shared, prepare, as }: Attempt): void {
  if (onlyBySql !== undefined) throw new NotReproducible(`only SQL sees a change of ${onlyBySql}`);
  if (shared === true || prepare) throw new NotReproducible('it changes what belongs to the whole install');
  if (as && !as.session) throw new NotReproducible('it sends a name and password with the call, or none');
  if ('rpc' in request && request.batchedWith) throw new NotReproducible('it sends several calls as one');
  if ('http' in request && Object.values(request.http.form ?? {}).some((one) => typeof one !== 'string'))
    throw new NotReproducible('it sends a file');
}

function attemptOf(
  { request }: Pick<Observation, 'request'>,
  by: string,
  templates: Templates,
): Step | HttpStep {
  if ('rpc' in request)
    return { by, method: request.rpc, params: templates.template(request.params), saves: [] };
  if ('page' in request) throw new NotReproducible('it is done on a page');
  const { method, path, json, form } = request.http;
  return {
    by,
    http: {
      method,
      path: templates.text(path),
      ...(json === undefined ? {} : { json: templates.template(json) }),
      ...(form && {
        form: Object.fromEntries(
          Object.entries(form).map(([name, value]) => [name, asText(templates.template(value, name))]),
        ),
      }),
    },
  };
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

async function missingOf(
  { world }: Take,
  role: Role,
  action: Action,
  { action: { args } }: Rule,
  by: string,
  templates: Templates,
): Promise<Step | HttpStep> {
  const { request } = await action.attempt(contextFor(world, role, { missing: true }), args);
  return attemptOf({ request }, by, templates);
}
