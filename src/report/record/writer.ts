import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { FORMAT, type Result, type RunHeader, type RunRecord } from '../../record/schema';

/**
 * Writes a run record while the run goes on. After every call the file is whole: each result is written over the end of
 * the file together with a new one, so that a killed run leaves what had ended before.
 */
export class RecordWriter {
  private readonly file: number;
  private length = 0;
  private isFirst = true;

  /** Begins the record, and replaces the one of the run before. @throws Error when the file can not be written */
  constructor(name: string, run: RunHeader) {
    mkdirSync(path.dirname(name), { recursive: true });
    this.file = openSync(name, 'w');
    try {
      this.writeWhole(`{"format":${String(FORMAT)},"run":${JSON.stringify(run)},"results":[`, ending(null));
    } catch (error) {
      closeSync(this.file);
      rmSync(name, { force: true });
      throw error;
    }
  }

  add(result: Result): void {
    this.write(`${this.isFirst ? '' : ','}\n${JSON.stringify(result)}`, ending(null));
    this.isFirst = false;
  }

  end(end: NonNullable<RunRecord['end']>): void {
    this.write('', ending(end));
    closeSync(this.file);
  }

  /**
   * Writes what stays, and after it the end of the file, which the next call overwrites.
   * @throws the file system's error, such as of a full disk; the file is then as it was before
   */
  private write(text: string, end: string): void {
    try {
      this.writeWhole(text, end);
    } catch (error) {
      ftruncateSync(this.file, this.length);
      this.writeWhole('', ending(null));
      throw error;
    }
  }

  private writeWhole(text: string, end: string): void {
    const bytes = Buffer.from(text + end);
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.file, bytes, done, bytes.length - done, this.length + done);
    this.length += Buffer.byteLength(text);
  }
}

/** Never shorter than the one before, so that nothing of that is left. */
const ending = (end: RunRecord['end']) => `\n],"end":${JSON.stringify(end)}}\n`;
