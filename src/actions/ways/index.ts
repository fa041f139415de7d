import type { Attempt } from '../action';
import { factorsOfAddress, formsOfAddress } from './addresses';
import { factorsOfCall, formsOfCall } from './calls';
import type { About, Choice, Factors, Form, Params } from './form';
import { choicesOf } from './pairs';
import type { Share } from './share';

/** The forms of one read. */
export interface Ways {
  /** The method or address that is read by. */
  read: string;
  forms: readonly Form[];
}

/** A method that reads, by its name. */
const READS = /\.(list|get|search|run|view|suggest)(_\w+)?$/;

/** The other forms of reads, the same ones for the same seed. */
export class WaysToAsk {
  /** Covering arrays take a while to make. */
  private readonly choices = new Map<string, Choice[]>();

  constructor(private readonly seed: number) {}

  /**
   * The share of the forms of a read that one cell asks beside its plain form.
   * @returns undefined for an attempt that changes something, and for one that is itself about how a read is sent: in a
   *   batch, with a name and a password
   */
  async of(attempt: Attempt, about: About, share: Share): Promise<Ways | undefined> {
    const { request, changes, as } = attempt;
    if (changes !== undefined || (as && !as.session && !as.anonymous)) return undefined;
    if ('http' in request) {
      const { method, path } = request.http;
      if (method !== 'GET') return undefined;
      const read = `GET ${path.split('?')[0]?.replaceAll(/(?<=\/)(\d+|[0-9a-f-]{36})(?=\/|$)/g, '<id>') ?? ''}`;
      const choices = this.choicesOf(read, factorsOfAddress(path));
      return { read, forms: await formsOfAddress(path, about, choices, share) };
    }
    const { rpc: method, batchedWith } = request;
    if (batchedWith || !READS.test(method)) return undefined;
    const choices = this.choicesOf(method, factorsOfCall(method));
    const call = { method, params: request.params as Params };
    return { read: method, forms: await formsOfCall(call, about, choices, share) };
  }

  private choicesOf(read: string, factors: Factors): Choice[] {
    const made = this.choices.get(read) ?? choicesOf(factors, this.seed);
    this.choices.set(read, made);
    return made;
  }
}
