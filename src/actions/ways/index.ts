import type { Attempt } from '../action';
import { PROMISED, UNPROMISED } from './carriage';
import type { About, Factors, Form, Level, Params } from './form';
import { PLAIN } from './form';
import { pairsOf } from './pairs';
import { RECORDS_WAYS } from './records';

const WAYS: Readonly<Record<string, Factors>> = { ...RECORDS_WAYS };

/** A method that reads, by its name. */
const READS = /\.(list|get|search|run)(_\w+)?$/;

/** The forms of one read. */
export interface Ways {
  /** The method or address that is read by. */
  read: string;
  forms: readonly Form[];
}

/**
 * The forms of a read beside its plain one: its parameters and how the call is sent in pairs, then each way to send it that
 * nobody is promised.
 * @param seed the same pairs for the same seed
 * @returns undefined for an attempt that changes something, or that is itself a way to send a read
 */
export async function waysOf(attempt: Attempt, about: About, seed: number): Promise<Ways | undefined> {
  const { request, changes, onlyBySql } = attempt;
  if (changes !== undefined || onlyBySql !== undefined) return undefined;
  if ('http' in request || request.batchedWith || !READS.test(request.rpc)) return undefined;
  const { rpc: method } = request;
  const params = request.params as Params;
  const carriages = new Map(PROMISED.map((carriage) => [carriage.name, carriage]));
  const sent: Level[] = PROMISED.map(({ name }) => ({ ...PLAIN, name }));
  const forms: Form[] = [];
  for (const choice of pairsOf({ ...WAYS[method], sent }, seed)) {
    const name = choice.flatMap((level) => level.name || []).join(', ');
    if (name === '') continue;
    let filled = params;
    for (const level of choice) filled = await level.fill(filled, about);
    const carriage = carriages.get(choice.at(-1)?.name ?? '');
    if (!carriage) throw new Error(`no way to send a call is called "${name}"`);
    const promised = !choice.some(({ odd }) => odd);
    forms.push({ name, promised, ...carriage.send({ method, params: filled }, about) });
  }
  for (const { name, send } of UNPROMISED)
    forms.push({ name, promised: false, ...send({ method, params }, about) });
  return { read: method, forms };
}
