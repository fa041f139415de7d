import { count } from '../../text/terminal';

/** A line of a terminal that is written over and over; elsewhere, nothing. */
export class ProgressLine {
  private shown = '';
  private readonly began = Date.now();

  /**
   * @param out where it is written
   * @param isLive whether a line there can be written over
   */
  constructor(
    private readonly out: Pick<NodeJS.WriteStream, 'write' | 'columns'>,
    private readonly isLive: boolean,
  ) {}

  update({ done, total, findings }: { done: number; total: number; findings: number }): void {
    if (!this.isLive) return;
    const left =
      done === 0 ? '' : `, about ${writeTime(((Date.now() - this.began) / done) * (total - done))} left`;
    const found = findings === 0 ? 'no findings' : count(findings, 'finding');
    const line = `${String(done)} of ${String(total)}, ${found}${left}`.slice(
      0,
      (this.out.columns || 80) - 1,
    );
    if (line === this.shown) return;
    this.out.write(`\r${line}${' '.repeat(Math.max(0, this.shown.length - line.length))}`);
    this.shown = line;
  }

  /** Takes the line away, so that something else can be printed. */
  clear(): void {
    if (this.shown !== '') this.out.write(`\r${' '.repeat(this.shown.length)}\r`);
    this.shown = '';
  }
}

/** In whole seconds below two minutes, then in minutes. */
export function writeTime(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 120 ? `${String(seconds)} s` : `${String(Math.ceil(seconds / 60))} min`;
}
