import { exchange, type Incoming } from '../exchange';
import { ok, wrong, type PreflightCheck } from './check';

/** Time limit of the login page, in milliseconds; a slower install is not fit to be tested. */
const ANSWERS_WITHIN = 2000;

/** Methods of every release; an endpoint without them belongs to another program. */
const SIGNS = ['collaborators.list', 'databases.configured.list', 'schemas.list'];

/** The result of the first request to an install, and its clock. */
export interface Reached {
  check: PreflightCheck;
  date: string | undefined;
}

/**
 * Whether something answers at the address, and is Mathesar: a login page that sets a CSRF token, and a JSON-RPC
 * endpoint that names Mathesar's methods. Changes nothing.
 */
export async function checkReach(baseUrl: string, variable: string): Promise<Reached> {
  const path = '/auth/login/';
  let page: Incoming;
  try {
    page = await exchange({ method: 'GET', url: baseUrl + path, headers: {} }, ANSWERS_WITHIN);
  } catch (error) {
    return {
      check: wrong('address', noAnswer(error), `start the install, or correct ${variable}`),
      date: undefined,
    };
  }
  return { check: await judge(baseUrl, variable, page), date: page.date };
}

async function judge(baseUrl: string, variable: string, page: Incoming): Promise<PreflightCheck> {
  const { status, location, cookies } = page;
  if (location !== undefined && status >= 300 && status < 400) {
    const to = new URL(location, baseUrl).origin;
    return wrong('address', `the login page leads to ${to}`, `set ${variable} to the address of the pages`);
  }
  if (status >= 500) {
    return wrong(
      'address',
      `the login page answers HTTP ${String(status)}: the install is broken, or still starting`,
      'read its log, and open the address in a browser',
    );
  }
  const hasToken = cookies.some((cookie) => cookie.startsWith('csrftoken='));
  if (status !== 200 || !hasToken) {
    return notMathesar(
      variable,
      `/auth/login/ answers HTTP ${String(status)}${hasToken ? '' : ' and sets no csrftoken'}`,
    );
  }
  const methods = await methodsOf(baseUrl);
  if (!Array.isArray(methods) || !SIGNS.every((sign) => methods.includes(sign))) {
    return notMathesar(variable, '/api/rpc/v0/ does not list its methods');
  }
  return ok('address', `Mathesar answers, with ${String(methods.length)} methods`);
}

const notMathesar = (variable: string, why: string) =>
  wrong(
    'address',
    `what answers there is not Mathesar: ${why}`,
    `set ${variable} to the address of Mathesar's home page`,
  );

async function methodsOf(baseUrl: string): Promise<unknown> {
  try {
    const { text } = await exchange(
      {
        method: 'POST',
        url: `${baseUrl}/api/rpc/v0/`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'system.listMethods', params: {} }),
      },
      ANSWERS_WITHIN,
    );
    return (JSON.parse(text) as { result?: unknown }).result;
  } catch {
    return undefined;
  }
}

function noAnswer(error: unknown): string {
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError') {
    return `no answer within ${String(ANSWERS_WITHIN / 1000)} s`;
  }
  if (code === 'ECONNREFUSED') return 'nothing is listening there (ECONNREFUSED)';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the host has no address (${code})`;
  return `no answer (${code ?? message})`;
}
