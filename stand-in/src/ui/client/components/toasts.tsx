import { useEffect, useState } from 'preact/hooks';
import { messageOf } from '../rpc';
import { IconButton } from './button';

interface Toast {
  id: number;
  kind: 'success' | 'error';
  message: string;
}

const SHOWN_MS = { success: 4000, error: 12_000 };

class Stack {
  private entries: readonly Toast[] = [];
  private last = 0;
  onChange: (entries: readonly Toast[]) => void = () => undefined;

  add(kind: Toast['kind'], message: string): void {
    const id = ++this.last;
    this.set([...this.entries, { id, kind, message }]);
    setTimeout(() => this.remove(id), SHOWN_MS[kind]);
  }

  remove(id: number): void {
    this.set(this.entries.filter((entry) => entry.id !== id));
  }

  private set(entries: readonly Toast[]): void {
    this.entries = entries;
    this.onChange(entries);
  }
}

const stack = new Stack();

/** Short notes in the corner of the page: that something was done, or why it was refused. */
export const toast = {
  success: (message: string): void => stack.add('success', message),
  /** @param error a message, or what was thrown */
  error: (error: unknown): void => stack.add('error', typeof error === 'string' ? error : messageOf(error)),
};

/** The list of notes; the page has it once. */
export function Toasts() {
  const [entries, setEntries] = useState<readonly Toast[]>([]);
  useEffect(() => {
    stack.onChange = setEntries;
  }, []);
  return (
    <ul class="toasts" aria-live="polite">
      {entries.map(({ id, kind, message }) => (
        <li key={id} class={`toast ${kind}`}>
          <span>{message}</span>
          <IconButton icon="close" onClick={() => stack.remove(id)} />
        </li>
      ))}
    </ul>
  );
}
