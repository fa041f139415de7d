import type { z } from 'zod';
import { printable } from '../../record/problems';
import type { Credentials } from '../client';
import type { Effect } from '../effects';
import type { DemoTarget, Target, TargetName, Targets } from '../target';
import {
  EXAMPLES,
  givenIn,
  INSTALL_VARIABLES,
  SETTINGS,
  slips,
  type Environment,
  type InstallVariable,
  type Setting,
} from './variables';

/** Variables that name the install are missing or wrong. The message lists all of them. */
export class TargetError extends Error {}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Reads the installs to test from environment variables.
 * @param need installs that must be named; others are optional
 * @param among the installs that matter; the variables of others are not looked at
 * @throws TargetError naming each variable that is missing or wrong, with an example
 */
export function readTargets(
  env: Environment,
  need: readonly Target['install'][] = [],
  among: readonly TargetName[] = ['local', 'demo'],
): Targets {
  const isForeign = (name: string) =>
    (!among.includes('local') && name.startsWith('LOCAL_')) ||
    (!among.includes('demo') && name.startsWith('DEMO_'));
  return new Reading(Object.fromEntries(Object.entries(env).filter(([name]) => !isForeign(name)))).targets(
    need,
  );
}

/**
 * Reads the local install, which must be named.
 * @throws TargetError as {@link readTargets}
 */
export function readTarget(env: Environment): Target {
  const { local } = readTargets(env, ['local']);
  // Unreachable: a missing required install is already a problem.
  if (!local) throw new TargetError('LOCAL_URL is missing');
  return local;
}

/** One pass over an environment that collects all its problems. */
class Reading {
  private readonly given: Record<string, string>;
  private readonly problems: string[] = [];
  private readonly warnings: string[] = [];

  constructor(env: Environment) {
    this.given = givenIn(env);
  }

  targets(need: readonly Target['install'][]): Targets {
    this.problems.push(...slips(Object.keys(this.given)));
    const allowed = this.field('QA_PLAN_ALLOWED_HOSTS') ?? [];
    const effects = this.field('QA_PLAN_ALLOWED_EFFECTS') ?? [];
    const seed = this.field('QA_PLAN_SEED') ?? Math.floor(Math.random() * 2 ** 31);
    this.field('QA_PLAN_WORKERS');
    this.field('QA_PLAN_UNCOVERED');
    this.field('DEMO_BANNER');
    const local =
      need.includes('local') || this.names('LOCAL_') ? this.local(allowed, effects, seed) : undefined;
    const demo = this.names('DEMO_') ? this.demo(allowed, effects, seed) : undefined;
    if (local && demo?.baseUrl === local.baseUrl) {
      this.problems.push(
        'DEMO_URL is the same as LOCAL_URL; a demo gives every user a database of their own, so test it as one of the two',
      );
    }
    if (this.problems.length > 0) {
      const lines = this.problems.map((problem) => `  ${printable(problem)}`);
      throw new TargetError(
        [
          'The environment does not name the install to test:',
          ...lines,
          '  See .env.example; nothing was sent.',
        ].join('\n'),
      );
    }
    return { local, demo, warnings: this.warnings };
  }

  private local(allowed: readonly string[], allowedEffects: Effect[], seed: number): Target | undefined {
    const baseUrl = this.address('LOCAL_URL');
    const admin = this.account('LOCAL_ADMIN', 'an administrator');
    const witness = this.field('LOCAL_DATABASE_URL');
    if (baseUrl !== undefined && !isAllowed(baseUrl, allowed)) {
      const { hostname } = new URL(baseUrl);
      this.problems.push(
        `LOCAL_URL names ${hostname}, which is not this machine, and the suite changes what it tests; to allow it, set QA_PLAN_ALLOWED_HOSTS=${hostname}`,
      );
    }
    return baseUrl === undefined || !admin
      ? undefined
      : { install: 'local', baseUrl, admin, witness, seed, allowedEffects };
  }

  private demo(allowed: readonly string[], allowedEffects: Effect[], seed: number): DemoTarget | undefined {
    const baseUrl = this.address('DEMO_URL');
    const visitor = this.account('DEMO_VISITOR', 'a user of the demo');
    const neighbour = this.account('DEMO_NEIGHBOUR', 'another user of the demo');
    const admin = this.has('DEMO_ADMIN_USERNAME', 'DEMO_ADMIN_PASSWORD')
      ? this.account('DEMO_ADMIN', 'an administrator')
      : undefined;
    const witness = this.field('DEMO_DATABASE_URL');
    this.distinct(['DEMO_VISITOR_USERNAME', 'DEMO_NEIGHBOUR_USERNAME', 'DEMO_ADMIN_USERNAME']);
    if (baseUrl === undefined || !visitor || !neighbour) return undefined;
    const mayChange = isAllowed(baseUrl, allowed);
    const visitors = { visitor, neighbour };
    return { install: 'demo', baseUrl, visitors, admin, witness, seed, mayChange, allowedEffects };
  }

  private address(name: 'LOCAL_URL' | 'DEMO_URL'): string | undefined {
    const example = EXAMPLES[name];
    if (!this.has(name)) {
      this.problems.push(`${name} is missing; example: ${example}`);
      return undefined;
    }
    const value = this.field(name);
    if (value === undefined) return undefined;
    const { protocol, hostname } = new URL(value);
    if (protocol === 'http:' && !LOOPBACK.test(hostname)) {
      this.warnings.push(`${name} is http and not https: passwords travel to ${hostname} in the clear`);
    }
    return value;
  }

  /** A user name and its password; both or neither must be set. */
  private account(prefix: 'LOCAL_ADMIN' | 'DEMO_VISITOR' | 'DEMO_NEIGHBOUR' | 'DEMO_ADMIN', who: string) {
    const names = { username: `${prefix}_USERNAME`, password: `${prefix}_PASSWORD` } as const;
    if (!this.has(names.username))
      this.problems.push(
        `${names.username} is missing; give ${who}; example: ${prefix === 'LOCAL_ADMIN' ? 'admin' : 'alice'}`,
      );
    if (!this.has(names.password))
      this.problems.push(`${names.password} is missing; give the password of ${names.username}`);
    const account = {
      username: this.field(names.username),
      password: this.field(names.password),
    };
    return account.username === undefined || account.password === undefined
      ? undefined
      : (account as Credentials);
  }

  private distinct(names: readonly InstallVariable[]): void {
    names.forEach((name, index) => {
      const same = names
        .slice(0, index)
        .find((earlier) => this.has(name) && this.given[earlier] === this.given[name]);
      if (same !== undefined)
        this.problems.push(
          `${name} is the same account as ${same}; the test compares the two, so give different ones`,
        );
    });
  }

  /** The value of a variable; undefined when it is not set, or wrong, which is recorded as a problem. */
  private field<Name extends Setting>(name: Name): z.output<typeof SETTINGS>[Name] | undefined {
    const text = this.given[name];
    if (text === undefined) return undefined;
    if (/\p{Cc}/u.test(text)) {
      this.problems.push(`${name} has a control character in it, such as the end of a line; leave it out`);
      return undefined;
    }
    const parsed = SETTINGS.shape[name].safeParse(text);
    if (parsed.success) return parsed.data as z.output<typeof SETTINGS>[Name];
    this.problems.push(`${name} ${parsed.error.issues[0]?.message ?? 'is wrong'}`);
    return undefined;
  }

  private has(...names: InstallVariable[]): boolean {
    return names.some((name) => name in this.given);
  }

  /** Whether any variable of an install is set. */
  private names(family: 'LOCAL_' | 'DEMO_'): boolean {
    return INSTALL_VARIABLES.some((name) => name.startsWith(family) && name in this.given);
  }
}

const isAllowed = (baseUrl: string, allowed: readonly string[]) => {
  const { hostname } = new URL(baseUrl);
  return LOOPBACK.test(hostname) || allowed.some((host) => host.toLowerCase() === hostname);
};
