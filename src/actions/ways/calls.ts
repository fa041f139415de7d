import type { About, Factors, Form, Level, Params } from './form';
import { PLAIN } from './form';
import { PROMISED, UNPROMISED, type Carriage } from './carriage';
import { EXPLORATIONS_WAYS, OTHER_WAYS } from './explorations';
import { choicesOf, nameOf, withFilled } from './pairs';
import { RECORDS_WAYS } from './records';

/** The choices that the parameters of a method have. */
const CHOICES: Readonly<Record<string, Factors>> = { ...RECORDS_WAYS, ...EXPLORATIONS_WAYS, ...OTHER_WAYS };

/** A promised way to send a call, as the last factor of each call. */
interface Sending extends Level {
  send: Carriage['send'];
}
const SENDINGS: readonly Sending[] = PROMISED.map((carriage) => ({ ...PLAIN, ...carriage }));

/**
 * The forms of a call: its parameters and the promised ways to send it in pairs, then the other ways to send it.
 * @param seed the same pairs for the same seed
 */
export async function formsOfCall(
  call: { method: string; params: Params },
  about: About,
  seed: number,
): Promise<Form[]> {
  const { method, params } = call;
  const forms: Form[] = [];
  for (const choice of choicesOf({ ...CHOICES[method], sending: SENDINGS }, seed)) {
    const { send } = choice.at(-1) as Sending;
    const filled = { method, params: await withFilled(params, choice, about) };
    forms.push({ ...nameOf(choice), ...send(filled, about) });
  }
  for (const { name, send } of UNPROMISED) forms.push({ name, promised: false, ...send(call, about) });
  return forms;
}
