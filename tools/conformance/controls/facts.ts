import { ACTIONS } from '../../../src/actions/index';
import { MATHESAR_CONTROLS } from '../../../src/controls/index';
import type { Control } from '../../../src/controls/control';
import { parseCall } from '../../../src/plan/action-call';
import type { ControlState } from '../../../pages/index';
import { readRecording } from '../recordings';

/** The roles whose pages were recorded. */
export const RECORDED_ROLES = ['admin', 'editor', 'viewer'] as const;
export type RecordedRole = (typeof RECORDED_ROLES)[number];

/** In which state a control was recorded for whom. */
export interface Fact {
  control: Control;
  /** The call for which it was looked at, as a plan writes it; empty where the control knows only one. */
  call: string;
  args: Readonly<Record<string, unknown>>;
  recorded: Record<RecordedRole, ControlState>;
}

const INFOS = new Map([...ACTIONS].map(([name, { info }]) => [name, info]));
const STATES: readonly string[] = ['absent', 'disabled', 'enabled'] satisfies ControlState[];
const isState = (text: string | undefined): text is ControlState =>
  text !== undefined && STATES.includes(text);

/**
 * What the real program's pages offer admin, editor and viewer.
 * @throws Error for a control or call that is unknown, or a state that is none
 */
export function readFacts(): Fact[] {
  return readRecording('controls.tsv').lines.map((line) => {
    const [name = '', call = '', admin, editor, viewer] = line;
    if (!isState(admin) || !isState(editor) || !isState(viewer))
      throw new Error(`no states: ${line.join(' ')}`);
    const args = call === '' ? {} : parseCall(call, INFOS).args;
    return { control: MATHESAR_CONTROLS.named(name), call, args, recorded: { admin, editor, viewer } };
  });
}
