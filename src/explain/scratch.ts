import { contextFor, type Action, type Attempt } from '../actions/action';
import type { Observation } from '../engine/attempt';
import { roleIn, type Profile } from '../engine/profile';
import { runCourse } from '../engine/situation';
import { hasWorked } from '../engine/verdict/judge';
import type { WitnessedWorld } from '../engine/witnessed-world';
import type { WorldPool } from '../engine/world-pool';
import type { Cell, Rule } from '../plan/types';
import type { Role } from '../roles';
import { Client } from '../target/client';
import { messageOf } from '../target/message';
import { userOf } from '../target/session';
import type { RunState } from '../target/state';
import { actorOf, type Actor } from './actor';
import { candidatesFor } from './candidates';
import type { Databases } from './database';
import type { Ground, Tried } from './search';
import { revokesFor } from './revokes';
import { moved, weightOf, type Statement } from './statement';

/** One trial of a cell in a scratch world. */
export interface Trial extends Tried {
  seen: Observation;
  actor: Actor;
  /** The prefix of its world. */
  prefix: string;
  /** A statement that could not be made. */
  failed?: string;
}

/** What all cells that are explained have in common. */
export interface Means {
  profile: Profile;
  state: RunState;
  worlds: WorldPool;
  databases: Databases;
}

/** A scratch world with all that the attempt makes in it, and who acts there. */
interface Scene {
  world: WitnessedWorld;
  /** Gives the same attempt each time: some are sent by an account that is made for them. */
  action: Action;
  attempt: Attempt;
  /** Whose account sends it; undefined for anonymous. */
  username: string | undefined;
  /** In a situation: who holds the right. */
  holder: Client | undefined;
}

/** In place of a world's prefix, in statements for any world. */
const ANY_WORLD = '{world}';

/**
 * Tries one cell again and again, as the engine does, with and without statements. A world is used until an attempt, or
 * a statement that can not be taken back whole, changed it; then the next one is made alike.
 */
export class Scratch implements Ground<Statement, Trial> {
  private scene: Scene | undefined;
  private readonly role: Role;
  private first: Trial | undefined;
  private isChanged = false;
  /** How often the cell was tried. */
  tries = 0;

  /** @param to what the cell is to turn to */
  constructor(
    private readonly means: Means,
    private readonly rule: Rule,
    cell: Cell,
    private readonly to: 'allowed' | 'denied' = 'allowed',
  ) {
    this.role = roleIn(means.profile, cell.role);
  }

  /** The cell as it is. @throws whatever the engine throws when it can not be tried */
  async untouched(): Promise<Trial> {
    this.first ??= await this.tried(await this.ready());
    return this.first;
  }

  async attempt(parts: readonly Statement[]): Promise<Trial> {
    const untouched = await this.untouched();
    if (parts.length === 0) return untouched;
    const scene = await this.ready();
    const { prefix } = scene.world.world;
    const undo: (() => Promise<unknown>)[] = [];
    try {
      for (const part of parts) undo.unshift(await this.make(moved(part, ANY_WORLD, prefix), scene));
    } catch (error) {
      for (const one of undo) await one().catch(() => undefined);
      return { ...untouched, turned: false, failed: messageOf(error) };
    }
    try {
      return await this.tried(scene);
    } finally {
      for (const one of undo) await one().catch(() => undefined);
    }
  }

  async candidates(trial: Trial, parts: readonly Statement[], wide: boolean): Promise<Statement[]> {
    const { state, databases } = this.means;
    const {
      world,
      attempt: { request },
    } = await this.ready();
    const { prefix } = world.world;
    // The trial may have been made in a world before this one.
    const { outcome } = renamed(trial.seen, trial.prefix, prefix);
    const actor = renamed(trial.actor, trial.prefix, prefix);
    if (this.to === 'denied') {
      const revokes = wide ? [] : await revokesFor(actor, { request, state }, databases);
      return revokes.map((one) => moved(one, prefix, ANY_WORLD));
    }
    const all = await candidatesFor(
      { state, role: this.role, prefix, actor, request, outcome },
      databases,
      wide,
    );
    const known = new Set(parts.map((part) => JSON.stringify(part)));
    return all.map((one) => moved(one, prefix, ANY_WORLD)).filter((one) => !known.has(JSON.stringify(one)));
  }

  /** Of what is taken, the order says which is the least. */
  weightOf(statement: Statement): number {
    return this.to === 'denied' ? 1 : weightOf(statement);
  }

  /** Takes the names of run and world out of a text. */
  readonly readable = (text: string): string => {
    const { prefix } = this.means.state;
    return text.replaceAll(`${ANY_WORLD}_`, '').replaceAll(new RegExp(`${prefix}_(\\w*?x\\d+_)?`, 'g'), '');
  };

  /** Ends the use of the world: what has objects on top of its base would name them otherwise for the next cell. */
  end(): void {
    const { world } = this.scene ?? {};
    this.scene = undefined;
    if (world) world.outdate();
    if (world && (world.world.size > 0 || this.isChanged)) this.means.worlds.discard(this.role);
    this.isChanged = false;
  }

  /** A world in which no attempt changed anything yet, with all that the attempt needs. */
  private async ready(): Promise<Scene> {
    if (this.scene) return this.scene;
    const world = await this.means.worlds.for(this.role);
    const holder = this.rule.given ? await this.bringAbout(world) : undefined;
    const [action, args] = this.action();
    const attempt = await action.attempt(contextFor(world.world, this.role, { missing: false }), args);
    const same = { ...action, attempt: () => Promise.resolve(attempt) };
    const username = await this.userOf(holder ?? attempt.as);
    this.scene = { world, action: same, attempt, username, holder };
    return this.scene;
  }

  /** The name of whoever sends an attempt; of the role's own account if nobody is named. */
  private async userOf(as: Client | undefined): Promise<string | undefined> {
    const { state } = this.means;
    if (!as) return state.accounts[this.role.name]?.username;
    return as.user ?? (as.session && (await userOf(state, as.session)));
  }

  private async tried(scene: Scene): Promise<Trial> {
    scene.world.outdate();
    const trial = await this.send(scene);
    if (trial.seen.changes.length > 0) {
      this.isChanged = true;
      this.end();
    }
    return trial;
  }

  /** Runs the course of the rule's situation. @returns who acts at its end */
  private async bringAbout(world: WitnessedWorld): Promise<Client> {
    const { situation: name = '', budgetMs = 0 } = this.rule.given ?? {};
    const situation = this.means.profile.situations?.get(name);
    if (!situation) throw new Error(`unknown situation ${name}`);
    let as: Client | undefined;
    await runCourse(
      { situation, budgetMs, expected: { kind: 'deny' }, world, role: this.role },
      async ({ client, account }) => {
        as = new Client(this.means.state, client.session, undefined, account?.username);
        const [action, args] = this.action();
        return world.perform(action, args, this.role, { mustSee: true, as: client });
      },
    );
    if (!as) throw new Error(`"${name}" was not tried`);
    return as;
  }

  private async send({ world, action, username, holder }: Scene): Promise<Trial> {
    const { state, databases } = this.means;
    const { args } = this.rule.action;
    const seen = await world.perform(action, args, this.role, {
      mustSee: true,
      ...(holder && { as: holder }),
    });
    this.tries += 1;
    const actor = await actorOf(databases, seen.request, username, state.databases.main.name);
    const { prefix } = world.world;
    return {
      turned: isAllowed(seen) === (this.to === 'allowed'),
      obstacle: obstacleIn(seen),
      isDeadEnd: seen.outcome.kind === 'allowed',
      ...{ seen, actor, prefix },
    };
  }

  private action() {
    const { name, args } = this.rule.action;
    const action = this.means.profile.actions.get(name);
    if (!action) throw new Error(`unknown action ${name}`);
    return [action, args] as const;
  }

  /** Makes a statement. @returns what takes it back */
  private async make(statement: Statement, { world }: Scene): Promise<() => Promise<unknown>> {
    const { databases } = this.means;
    if (statement.kind === 'sql') {
      const { database, sql, undo } = statement;
      await databases.rows(database, sql);
      return () => (undo === '' ? Promise.resolve() : databases.rows(database, undo));
    }
    const { setupAdmin } = world.world;
    const [ids] = await databases.rows<{ database: number; user: number; role: number }>('internal', IDS, [
      statement.database,
      statement.username,
      statement.role,
    ]);
    const made = await setupAdmin.rpc('collaborators.add', {
      database_id: ids?.database ?? 0,
      user_id: ids?.user ?? 0,
      configured_role_id: ids?.role ?? 0,
    });
    return () => setupAdmin.rpc('collaborators.delete', { collaborator_id: made.id });
  }
}

const IDS = `SELECT (SELECT id::int FROM mathesar_database WHERE name = $1 ORDER BY id DESC LIMIT 1) AS database,
  (SELECT id::int FROM mathesar_user WHERE username = $2) AS user,
  (SELECT id::int FROM mathesar_configuredrole WHERE name = $3 ORDER BY id DESC LIMIT 1) AS role`;

const isAllowed = (seen: Observation) => seen.outcome.kind === 'allowed' && hasWorked(seen);

const renamed = <T>(value: T, from: string, to: string): T =>
  JSON.parse(JSON.stringify(value).replaceAll(`${from}_`, `${to}_`)) as T;

/** Answered OK, and it did not do what it should: nothing is behind that. */
const IN_VAIN = 'in vain';

/** What held an attempt up, without the names of its world. */
function obstacleIn({ outcome, canarySeen }: Observation): string {
  if (outcome.kind === 'allowed') return `${IN_VAIN} ${String(canarySeen)}`;
  return `${outcome.kind} ${String(outcome.code)} ${outcome.message}`.replaceAll(/x\d+_|\d{3,}/g, '#');
}
