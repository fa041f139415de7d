import { z } from 'zod';
import type { Credentials } from './client';

/** Which install a run is pointed at, as the environment says. */
export interface Target {
  install: 'local';
  baseUrl: string;
  admin: { username: string; password: string };
  /** The SQL witness's connection to the install's internal database; undefined: the API is read back instead. */
  witness: string | undefined;
  seed: number;
}

/** A demo install and the accounts by which it is tested. */
export interface DemoTarget {
  install: 'demo';
  baseUrl: string;
  /** Two users of the demo, whose isolation from each other is tested. */
  visitors: { visitor: Credentials; neighbour: Credentials };
  /** An administrator, for what only one can tell; undefined without one. */
  admin: Credentials | undefined;
  /** The SQL witness's connection to the install's internal database; undefined without one. */
  witness: string | undefined;
  seed: number;
  /** Whether what changes something may be sent: the host is this machine, or allowed by name. */
  mayChange: boolean;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const Environment = z
  .object({
    LOCAL_URL: z.url({
      protocol: /^https?$/,
      error: 'is not an http(s) address; example: http://localhost:8000',
    }),
    LOCAL_ADMIN_USERNAME: z.string().min(1, 'is empty; example: admin'),
    LOCAL_ADMIN_PASSWORD: z.string().min(1, 'is empty; give the password of LOCAL_ADMIN_USERNAME'),
    LOCAL_DATABASE_URL: z
      .url({
        protocol: /^postgres(ql)?$/,
        error:
          'is not a PostgreSQL address; example: postgres://mathesar:secret@localhost:5432/mathesar_django',
      })
      .optional(),
    QA_PLAN_ALLOWED_HOSTS: z.string().default(''),
    QA_PLAN_SEED: z.coerce.number().int('is not a whole number; example: 42').optional(),
  })
  .superRefine((env, issues) => {
    if (!URL.canParse(env.LOCAL_URL)) return;
    const { hostname } = new URL(env.LOCAL_URL);
    const allowed = env.QA_PLAN_ALLOWED_HOSTS.split(',').map((host) => host.trim());
    if (!LOOPBACK.test(hostname) && !allowed.includes(hostname)) {
      issues.addIssue({
        code: 'custom',
        path: ['LOCAL_URL'],
        message: `names ${hostname}, which is not this machine, and the suite changes what it tests; to allow it, set QA_PLAN_ALLOWED_HOSTS=${hostname}`,
      });
    }
  });

/** The environment does not say which install to test, or says it wrongly. The message names every variable. */
export class TargetError extends Error {}

/**
 * Reads the target from environment variables.
 * @throws TargetError naming each variable that is missing or wrong, with an example
 */
export function readTarget(env: Record<string, string | undefined>): Target {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return `  ${name} ${issue.code === 'invalid_type' && !(name in given) ? 'is missing' : issue.message}`;
    });
    throw new TargetError(
      ['The environment does not name a Mathesar install to test:', ...lines, '  See .env.example.'].join(
        '\n',
      ),
    );
  }
  const { data } = parsed;
  return {
    install: 'local',
    baseUrl: data.LOCAL_URL.replace(/\/+$/, ''),
    admin: { username: data.LOCAL_ADMIN_USERNAME, password: data.LOCAL_ADMIN_PASSWORD },
    witness: data.LOCAL_DATABASE_URL,
    seed: data.QA_PLAN_SEED ?? Math.floor(Math.random() * 2 ** 31),
  };
}
