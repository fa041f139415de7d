import type { ActionCall } from '../plan/types';
import { ACTIONS } from '../actions';
import { parseCall } from '../plan/action-call';
import { ACCOUNT_CONTROLS } from './accounts';
import type { Control } from './control';
import { DATABASE_CONTROLS } from './database';
import { EXPLORER_CONTROLS } from './explorer';
import { FORM_CONTROLS } from './forms';
import { HOME_CONTROLS } from './home';
import { RECORD_CONTROLS } from './records';
import { SCHEMA_CONTROLS } from './schema';
import { SETTINGS_CONTROLS } from './settings';
import { TABLE_CONTROLS } from './table';

/** Every control that a plan's rules can be offered by, and those that were recorded without a rule. */
export const CONTROLS: readonly Control[] = [
  ...HOME_CONTROLS,
  ...DATABASE_CONTROLS,
  ...SCHEMA_CONTROLS,
  ...RECORD_CONTROLS,
  ...TABLE_CONTROLS,
  ...EXPLORER_CONTROLS,
  ...FORM_CONTROLS,
  ...SETTINGS_CONTROLS,
  ...ACCOUNT_CONTROLS,
];

const INFOS = new Map([...ACTIONS].map(([name, { info }]) => [name, info]));

/** Whatever order the arguments are written in, defaults written or not. */
const keyOf = ({ name, args }: ActionCall) =>
  JSON.stringify([name, Object.entries(args).sort(([one], [other]) => (one < other ? -1 : 1))]);

const BY_CALL = new Map<string, Control[]>();
for (const control of CONTROLS) {
  for (const offer of control.offers) {
    const key = keyOf(parseCall(offer, INFOS));
    BY_CALL.set(key, [...(BY_CALL.get(key) ?? []), control]);
  }
}

/** The controls that offer a rule's call, in the order of the pages; none where no page does. */
export function controlsFor(call: ActionCall): readonly Control[] {
  return BY_CALL.get(keyOf(call)) ?? [];
}

const BY_NAME = new Map(CONTROLS.map((control) => [control.name, control]));

/** A control by its name. @throws Error for an unknown one */
export function controlNamed(name: string): Control {
  const control = BY_NAME.get(name);
  if (!control) throw new Error(`there is no control "${name}"; they are in src/controls/`);
  return control;
}
