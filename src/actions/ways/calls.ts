import type { About, Choice, Factors, Form, Level, Params } from './form';
import { PLAIN } from './form';
import { PROMISED, SAYING_WHO, UNPROMISED, type Carriage } from './carriage';
import { EXPLORATIONS_WAYS, OTHER_WAYS } from './explorations';
import { nameOf, withFilled } from './pairs';
import { RECORDS_WAYS } from './records';
import { shareOf, type Share } from './share';

/** What the parameters of a method can be. */
const PARAMETERS: Readonly<Record<string, Factors>> = {
  ...RECORDS_WAYS,
  ...EXPLORATIONS_WAYS,
  ...OTHER_WAYS,
};

/** A promised way to send a call, as the last factor of each call. */
interface Sending extends Level {
  send: Carriage['send'];
}
const SENDINGS: readonly Sending[] = PROMISED.map((carriage) => ({ ...PLAIN, ...carriage }));

/** What can be chosen about a call: its parameters, then how it is sent. */
export const factorsOfCall = (method: string): Factors => ({ ...PARAMETERS[method], sending: SENDINGS });

/**
 * The forms of a call: by choices of {@link factorsOfCall}, then the ways to send it that are promised to nobody.
 * @param share of all forms
 */
export async function formsOfCall(
  call: { method: string; params: Params },
  about: About,
  choices: readonly Choice[],
  share: Share,
): Promise<Form[]> {
  const { method, params } = call;
  const forms: Form[] = [];
  for (const choice of shareOf(choices, share.promised)) {
    const { send } = choice.at(-1) as Sending;
    const filled = { method, params: await withFilled(params, choice, about) };
    forms.push({ ...nameOf(choice), ...send(filled, about) });
  }
  const others = new Set(shareOf(UNPROMISED, share.unpromised));
  // Who is nobody yet is the one to be taken for somebody.
  if (about.role.account === 'none') SAYING_WHO.forEach((carriage) => others.add(carriage));
  for (const { name, send } of others) forms.push({ name, promised: false, ...send(call, about) });
  return forms;
}
