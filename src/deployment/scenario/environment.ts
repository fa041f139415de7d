import { randomBytes } from 'node:crypto';
import type { Deployment } from '../plan/words';
import { Client } from '../../target/client';
import { readTarget } from '../../target/environment/read';
import { newRunPrefix } from '../../target/run-name';
import { login } from '../../target/session';
import { isGiven } from '../../target/chosen-targets';
import { startPostgres } from '../../target/stand-in';
import type { Connecting } from './arrange';
import { startOver, type StartedInstall } from './start-over';
import { Superuser } from './superuser';

/** An install that databases are made and connected by. */
export interface Deployer {
  client: Client;
  /** The role that it runs by and its internal database; undefined where they are not to be changed. */
  own: Connecting | undefined;
  internal: string;
}

/** Where deployments are tried: a PostgreSQL server, and an install on it. */
export interface DeploymentEnvironment {
  superuser: Superuser;
  /** Begins the names of everything that is made. */
  prefix: string;
  /** Whether nobody else is on the server. */
  alone: boolean;
  /** The install, started when it is first asked for. */
  deployer(): Promise<Deployer>;
  end(): Promise<void>;
}

/** The role that a given install runs by, on a server that serves nothing else: its rights may be changed for moments. */
const ROLE_VARIABLE = 'QA_PLAN_DEPLOYMENT_ROLE_URL';

/** Why a deployment can not be tried on the install that is tested; undefined where it can. */
export function obstacle(deployment: Deployment): string | undefined {
  if (!isGiven('local')) return undefined;
  if (deployment === 'from-scratch') {
    return 'starts installs of its own, which only a stand-in can be: run it without LOCAL_URL';
  }
  if (!process.env.LOCAL_DATABASE_URL) {
    return 'needs LOCAL_DATABASE_URL, for it makes PostgreSQL roles that are allowed more or less';
  }
  if (deployment === 'create-new' && !process.env[ROLE_VARIABLE]) {
    return `changes what the role of LOCAL_URL may do, and template1: set ${ROLE_VARIABLE} where nothing else is on its server`;
  }
  return undefined;
}

/** The given install with the server of its internal database, or a stand-in on a server of its own. */
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
    end: () => Promise.resolve(),
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
