import wrapAnsi from 'wrap-ansi';

const COLUMNS = 80;

/** Text as indented lines that fit a terminal; what does not fit goes on two further in. */
export function wrap(text: string, indent: number): string[] {
  const lines = wrapAnsi(text, COLUMNS - indent - 2).split('\n');
  return lines.map((line, index) => ' '.repeat(index === 0 ? indent : indent + 2) + line);
}
