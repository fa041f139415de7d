import { DatabaseError } from 'pg';
import { CODES, RpcError } from '../errors';

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
