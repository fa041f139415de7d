import { count } from '../../text/terminal';

/** A line of a terminal that is written over and over; elsewhere, nothing. */
export class ProgressLine {
  private shown = '';
  private began: number | undefined;

  /**
   * @param out where it is written
   * @param isLive whether a line there can be written over
   */
  constructor(
    private readonly out: Pick<NodeJS.WriteStream, 'write' | 'columns'>,
    private readonly isLive: boolean,
  ) {}

  /** How far the run is. The time that is left is counted from the first call, when the first test begins. */
  update({ done, total, findings }: { done: number; total: number; findings: number }): void {
    if (!this.isLive) return;
    this.began ??= Date.now();
    const isUnderWay = done > 0 && done < total;
    const left = ((Date.now() - this.began) / done) * (total - done);
    const line = [
      `${String(done)} of ${String(total)}`,
      findings === 0 ? 'no findings' : count(findings, 'finding'),
      ...(isUnderWay ? [`about ${writeTime(left)} left`] : []),
    ]
      .join(', ')
      .slice(0, (this.out.columns || 80) - 1);
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
