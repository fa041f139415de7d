const COLUMNS = 80;

/** Text as indented lines that fit a terminal; what does not fit goes on two further in. */
export function wrap(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  for (const word of text.split(' ')) {
    const blank = line.trim() === '';
    const longer = blank ? line + word : `${line} ${word}`;
    if (longer.length > COLUMNS && !blank) {
      lines.push(line);
      line = ' '.repeat(indent + 2) + word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
