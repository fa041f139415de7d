import { useEffect, useState } from 'preact/hooks';
import { messageOf } from '../rpc';
import { IconButton } from './button';

interface Toast {
  id: number;
  kind: 'success' | 'error';
  message: string;
}

const SHOWN_MS = { success: 4000, error: 12_000 };

let entries: readonly Toast[] = [];
let last = 0;
/** Draws the list again; the page that has it sets this. */
let draw: (entries: readonly Toast[]) => void = () => undefined;

function set(changed: readonly Toast[]): void {
  entries = changed;
  draw(entries);
}

const remove = (gone: number) => set(entries.filter(({ id }) => id !== gone));

function add(kind: Toast['kind'], message: string): void {
  const id = ++last;
  set([...entries, { id, kind, message }]);
  setTimeout(() => remove(id), SHOWN_MS[kind]);
}

/** Short notes in the corner of the page: that something was done, or why it was refused. */
export const toast = {
  success: (message: string): void => add('success', message),
  /** @param error a message, or what was thrown */
  error: (error: unknown): void => add('error', typeof error === 'string' ? error : messageOf(error)),
};

/** Does something at once; why it was refused shows as a note. */
export async function attempt(action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    toast.error(error);
  }
}

/** The list of notes; the page has it once. */
export function Toasts() {
  const [shown, setShown] = useState<readonly Toast[]>([]);
  useEffect(() => {
    draw = setShown;
  }, []);
  return (
    <ul class="toasts" aria-live="polite">
      {shown.map(({ id, kind, message }) => (
        <li key={id} class={`toast ${kind}`}>
          <span>{message}</span>
          <IconButton icon="close" onClick={() => remove(id)} />
        </li>
      ))}
    </ul>
  );
}
