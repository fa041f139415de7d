import { contextFor, type Action, type Attempt } from '../actions/action';
import { openHearing } from '../engine/hearing';
import { Exclusive } from '../engine/exclusive';
import type { Observation } from '../engine/attempt';
import { LOCAL } from '../engine/local-profile';
import { roleIn, whyNotRun } from '../engine/profile';
import { writeExpectation } from '../plan/expectation';
import { WitnessedWorld } from '../engine/witnessed-world';
import type { Disclosure } from '../plan/disclosure/kinds';
import type { Cell, Rule } from '../plan/types';
import type { Role } from '../roles';
import { ApiWitness, openWitness } from '../target/api-witness';
import type { Disclosed } from '../target/disclosure/hearing';
import { nameInWorker } from '../target/run-name';
import type { RunState } from '../target/state';
import { differenceFrom, may } from '../target/stated';
import type { Change } from '../target/snapshot';
import { buildWorld } from '../world/build';
import { worldOwnerFor, type World } from '../world/world';
import { checkOf } from './check';
import { differences } from './differences';
import { NotReproducible } from './not-reproducible';
import type { HttpStep, Recipe, Step } from './recipe';
import { slice } from './slice';
import { otherDatabase, others, standingOf } from './standing';
import { Templates } from './templates';
import { Trace, type Traced } from './trace';

/** Worlds are named after their worker; this is beyond all others. */
const WORKER = 950;

/** What was seen and sent when a cell was tried. */
interface Take {
  world: World;
  seen: Observation;
  /** Of the set-up admin's, before the first look. */
  setUp: Traced[];
  before: Traced[];
  after: Traced[];
  /** Who sent the attempt, if not the role's account. */
  sender: string | undefined;
  told: readonly Disclosed[];
  canary: Attempt['canary'];
}

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
  const templates = new Templates(state, take.world);
  const own = standingOf(role, state, templates);
  const other = otherDatabase(state, templates);
  const rest = others(role).map((one) => standingOf(one, state, templates));
  const setUp = take.setUp.filter(({ failed }) => !failed).map((traced) => templates.step(traced, 'admin'));
  const by = role.account === 'none' ? 'nobody' : (take.sender ?? 'actor');
  const attempt = attemptOf(take.seen, by, templates);
  const { looks, counts } = looksOf(take, templates);
  const standing = [
    ...templates.standing,
    other,
    ...own.steps,
    ...rest.flatMap(({ steps }) => steps),
    ...own.own,
  ];
  const check = checkOf(cell.expectation, take.canary, take.told, counts, templates);
  const recipe: Recipe = {
    rule: rule.id,
    role: cell.role,
    title: rule.title,
    action: rule.action.text,
    expected: writeExpectation(cell.expectation),
    setUp: [...standing, ...setUp],
    looks,
    attempt,
    ...(cell.expectation.kind === 'hide' && {
      missing: await missingOf(take, role, action, rule, by, templates),
    }),
    cleanUp: [],
    check,
  };
  const result = slice(recipe, new Set([...templates.standing, ...own.own, ...own.steps]));
  await take.world.end();
  return result;
}

function refuse(state: RunState, rule: Rule, { role }: Cell): void {
  if (!rule.surfaces.includes('api')) throw new NotReproducible('it is checked on pages only');
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

const newWorld = (state: RunState, role: Role, name: string) =>
  buildWorld(state, nameInWorker(state.prefix, WORKER, name), worldOwnerFor(role), state.seed, [role]);

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
  const seen = await witnessed.perform(wider, args, role, { mustSee: true });
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

/** The looks whose answers may change, with how many objects of each should. */
function looksOf({ seen, before, after }: Take, templates: Templates): { looks: Step[]; counts: number[] } {
  const { besides } = differenceFrom(seen.stated ?? [], seen.changes);
  const parts = new Set([...(seen.stated ?? []), ...seen.changes].map(({ part }) => part));
  const looks: Step[] = [];
  const counts: number[] = [];
  before.forEach((call, index) => {
    const later = after[index];
    if (!later || !isAbout(call.method, parts)) return;
    const wrong = besides
      .filter(({ part }) => isAbout(call.method, new Set([part])))
      .reduce((sum, { was, now }) => sum + (was && now ? 2 : 1), 0);
    looks.push({ by: 'admin', method: call.method, params: templates.template(call.params), saves: [] });
    counts.push(Math.max(0, differences(JSON.stringify(call.result), JSON.stringify(later.result)) - wrong));
  });
  return { looks, counts };
}

/** The parts of the witness that a call shows. */
const SHOWN: Record<string, RegExp> = {
  'records.list': /^rows/,
  'users.list': /^users$/,
  'collaborators.list': /^collaborators$/,
  'tables.privileges.list_direct': /^table privileges$/,
  'schemas.privileges.list_direct': /^schema privileges$/,
  'databases.privileges.list_direct': /^database privileges$/,
  'roles.list': /^role/,
  'roles.configured.list': /^stored roles$/,
  'columns.list': /^columns$/,
  'constraints.list': /^constraints$/,
  'schemas.list': /^(schemas|schema owners|other schemas)$/,
  'tables.list': /^(tables|table owners)$/,
  'forms.list': /^form/,
  'explorations.list': /^explorations$/,
  'databases.configured.list': /^(connected )?databases$/,
  'tables.metadata.list': /^table metadata$/,
  'columns.metadata.list': /^column metadata$/,
};

const isAbout = (method: string, parts: ReadonlySet<string>) =>
  [...parts].some((part) => SHOWN[method]?.test(part));
