import { toast } from '../../components/index';

/** What this page copied last, for browsers that do not let a page read the clipboard. */
class Clipboard {
  private copied = '';

  /** Puts a text on the clipboard. */
  async write(text: string): Promise<void> {
    this.copied = text;
    await navigator.clipboard.writeText(text).catch(() => undefined);
    toast.success('Copied 1 cell');
  }

  /** The text on the clipboard. */
  async read(): Promise<string> {
    const text = await navigator.clipboard.readText().catch(() => '');
    return text === '' ? this.copied : text;
  }
}

export const clipboard = new Clipboard();
