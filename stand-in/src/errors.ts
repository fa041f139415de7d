import { DatabaseError } from 'pg';

/**
 * Error codes of the JSON-RPC endpoint, as recorded on release 0.11.0 (-30xxx PostgreSQL, -29xxx framework,
 * -28xxx Mathesar's own, -31xxx language built-ins).
 */
export const CODES = {
  authentication: -32603,
  methodNotFound: -32601,
  invalidRequest: -32600,
  parseError: -32700,
  noConnection: -28030,
  noAdminConnection: -28029,
  notFound: -28009,
  internalDatabase: -28002,
  integrity: -29042,
  invalidUuid: -29107,
  wrongOldPassword: -31000,
  refused: -31002,
  missingKey: -31025,
  badArguments: -31049,
  badValue: -31057,
  raised: -30206,
  loginRefused: -30193,
  syntax: -30237,
  undefinedTable: -30259,
  undefinedSchema: -30149,
  undefinedColumn: -30254,
  exploration: -26037,
  nullName: -30188,
} as const;

/** PostgreSQL's SQLSTATE → code of the endpoint, for the states that the recordings show or a caller can cause. */
const CODE_BY_SQLSTATE: Readonly<Record<string, number>> = {
  '42501': -30101,
  '42P01': CODES.undefinedTable,
  '3F000': CODES.undefinedSchema,
  '42601': CODES.syntax,
  '23505': -30260,
  '23503': -30087,
  '23502': -30185,
  '23514': -30017,
  '22004': -30188,
  '2BP01': -30035,
  '2201W': -30145,
  '2201X': -30146,
  '55006': -30191,
  '42710': -30047,
  '42P04': -30043,
  '42P06': -30049,
  '42P07': -30050,
  '42701': -30041,
  '42703': CODES.undefinedColumn,
  '42704': -30257,
  '42883': -30256,
  '42804': -30032,
  '42809': -30267,
  '22P02': -30156,
  '22007': -30125,
  '22003': -30190,
  '3D000': -30117,
  '0A000': -30085,
  P0001: CODES.raised,
  XX000: -30107,
};

/** Any other PostgreSQL error. */
const UNKNOWN_POSTGRES_ERROR = -30000;

/** An error that a caller of the endpoint sees: `code` and `message` go out as they are. */
export class RpcError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** The caller is not logged in, or no administrator where the method wants one. */
export const authenticationFailed = (method: string) =>
  new RpcError(CODES.authentication, `Authentication failed when calling "${method}"`);

/** The caller is no collaborator of the database (or the database does not exist). */
export const noConnection = () => new RpcError(CODES.noConnection, 'NoConnectionAvailable: ');

/** No such row of the install's own tables. */
export const notFound = (what: string) =>
  new RpcError(CODES.notFound, `DoesNotExist: ${what} matching query does not exist.`);

/** An error of PostgreSQL raised on purpose, where a lookup replaces what the database would say. */
export const undefinedTable = (oid: number) =>
  new RpcError(
    CODES.undefinedTable,
    `UndefinedTable: relation "${String(oid)}" does not exist \nSQLSTATE: 42P01`,
  );
export const undefinedSchema = (oid: number) =>
  new RpcError(
    CODES.undefinedSchema,
    `InvalidSchemaName: schema "${String(oid)}" does not exist \nSQLSTATE: 3F000`,
  );
/** What a statement was to be made of is not there: a column, a key, any change at all. */
export const nullName = () =>
  new RpcError(CODES.nullName, 'NullValueNotAllowed: nothing to name in the statement \nSQLSTATE: 22004');
export const noColumn = (name: string) =>
  new RpcError(CODES.undefinedColumn, `UndefinedColumn: column ${name} does not exist \nSQLSTATE: 42703`);
export const syntaxError = (near: string) =>
  new RpcError(CODES.syntax, `SyntaxError: syntax error at or near "${near}" \nSQLSTATE: 42601`);

/** The answer for anything thrown while a method ran; unknown errors keep their text, so that bugs are visible. */
export function toRpcError(error: unknown): RpcError {
  if (error instanceof RpcError) return error;
  if (error instanceof DatabaseError) {
    const state = error.code ?? '';
    const name = state === '42501' ? 'InsufficientPrivilege' : (error.routine ?? 'DatabaseError');
    return new RpcError(
      CODE_BY_SQLSTATE[state] ?? UNKNOWN_POSTGRES_ERROR,
      `${name}: ${error.message} \nSQLSTATE: ${state}`,
    );
  }
  return new RpcError(-31000, error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}

/** How the SQLSTATE of a violated constraint begins. */
const CONSTRAINT_VIOLATION = '23';

/**
 * Runs changes of the install's own tables. A violated constraint there is the framework's error, with a code of its
 * own, and not the one that the same violation has in a user's database.
 *
 * @throws RpcError -29042 when a constraint of the install's own tables is violated; whatever else the work throws
 */
export async function withIntegrity<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DatabaseError && error.code?.startsWith(CONSTRAINT_VIOLATION)) {
      throw new RpcError(CODES.integrity, `IntegrityError: ${error.message}\nDETAIL:  ${error.detail ?? ''}`);
    }
    throw error;
  }
}
