import wrapAnsi from 'wrap-ansi';

const COLUMNS = 80;

/** Text as indented lines that fit a terminal; continuation lines are indented by two more. */
export function wrap(text: string, indent: number): string[] {
  const lines = wrapAnsi(text, COLUMNS - indent - 2).split('\n');
  return lines.map((line, index) => ' '.repeat(index === 0 ? indent : indent + 2) + line);
}
