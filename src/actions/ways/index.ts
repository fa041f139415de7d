import type { Attempt } from '../action';
import { formsOfAddress } from './addresses';
import { formsOfCall } from './calls';
import type { About, Form, Params } from './form';

/** The forms of one read. */
export interface Ways {
  /** The method or address that is read by. */
  read: string;
  forms: readonly Form[];
}

/** A method that reads, by its name. */
const READS = /\.(list|get|search|run|view)(_\w+)?$/;

/**
 * The forms of a read beside its plain one.
 * @param seed the same forms for the same seed
 * @returns undefined for an attempt that changes something, and for one that is itself about how a read is sent: in a batch,
 *   with a name and a password
 */
export async function waysOf(attempt: Attempt, about: About, seed: number): Promise<Ways | undefined> {
  const { request, changes, as } = attempt;
  if (changes !== undefined || (as && !as.session && !as.anonymous)) return undefined;
  if ('http' in request) {
    const { method, path } = request.http;
    if (method !== 'GET') return undefined;
    const read = `GET ${path.split('?')[0]?.replaceAll(/\d{2,}|[0-9a-f-]{36}/g, '<id>') ?? ''}`;
    return { read, forms: await formsOfAddress(path, about, seed) };
  }
  const { rpc, params, batchedWith } = request;
  if (batchedWith || !READS.test(rpc)) return undefined;
  return { read: rpc, forms: await formsOfCall({ method: rpc, params: params as Params }, about, seed) };
}
