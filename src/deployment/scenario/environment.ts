import { randomBytes } from 'node:crypto';
import type { Deployment } from '../plan/words';
import { Client } from '../../target/client';
import { readTarget } from '../../target/environment/read';
import { newRunPrefix } from '../../target/run-name';
import { login, logOut } from '../../target/session';
import { isGiven } from '../../target/chosen-targets';
import { startPostgres } from '../../target/stand-in';
import type { Connecting } from './arrange';
import { startOver, type StartedInstall } from './start-over';
import { Superuser } from './superuser';

/** An install that creates and connects databases. */
export interface Deployer {
  client: Client;
  /** Its own role and internal database; undefined when they must not be changed. */
  own: Connecting | undefined;
  internal: string;
}

/** The environment for deployments: a PostgreSQL server, and an install on it. */
export interface DeploymentEnvironment {
  superuser: Superuser;
  /** Prefix of all names that are made. */
  prefix: string;
  /** Whether nobody else uses the server. */
  alone: boolean;
  /** The install, started when it is first needed. */
  deployer(): Promise<Deployer>;
  end(): Promise<void>;
}

/** Names the role of a given install, on a server with no other use, so that its rights may be changed briefly. */
const ROLE_VARIABLE = 'QA_PLAN_DEPLOYMENT_ROLE_URL';

/** Why a deployment can not be tried on the tested install; undefined if it can. */
export function obstacle(deployment: Deployment): string | undefined {
  if (!isGiven('local')) return undefined;
  if (deployment === 'from-scratch') {
    return 'starts installs of its own, which only a stand-in can be: run it without LOCAL_URL';
  }
  if (!process.env.LOCAL_DATABASE_URL) {
    return 'needs LOCAL_DATABASE_URL, because it makes PostgreSQL roles with different privileges';
  }
  if (deployment === 'create-new' && !process.env[ROLE_VARIABLE]) {
    return `changes what the role of LOCAL_URL may do, and template1: set ${ROLE_VARIABLE} if its server has no other use`;
  }
  return undefined;
}

/** Opens the given install with the server of its internal database, or a stand-in on its own server. */
export const openEnvironment = (): Promise<DeploymentEnvironment> =>
  isGiven('local') ? givenEnvironment() : standInEnvironment();

async function givenEnvironment(): Promise<DeploymentEnvironment> {
  const { baseUrl, admin, witness = '' } = readTarget(process.env);
  const superuser = new Superuser(witness);
  const { session } = await login(baseUrl, admin.username, admin.password);
  const role = process.env[ROLE_VARIABLE];
  const own = role ? connectingOf(role) : undefined;
  return {
    superuser,
    prefix: newRunPrefix(),
    alone: own !== undefined,
    deployer: () =>
      Promise.resolve({ client: new Client(baseUrl, session), own, internal: superuser.database }),
    end: () => logOut(baseUrl, session),
  };
}

async function standInEnvironment(): Promise<DeploymentEnvironment> {
  const server = await startPostgres();
  const superuser = new Superuser(server.databaseUrl);
  const prefix = newRunPrefix();
  let started: Promise<StartedInstall> | undefined;
  return {
    superuser,
    prefix,
    alone: true,
    deployer: async () => {
      const own = {
        role: `${prefix}_own`,
        password: randomBytes(9).toString('hex'),
        database: `${prefix}_internal`,
      };
      return await (started ??= startOver(superuser, own));
    },
    end: async () => {
      await (await started)?.stop();
      await server.stop();
    },
  };
}

function connectingOf(dsn: string): Connecting {
  const url = new URL(dsn);
  const [role = '', password = '', database = ''] = [url.username, url.password, url.pathname.slice(1)].map(
    decodeURIComponent,
  );
  return { role, password, database };
}
