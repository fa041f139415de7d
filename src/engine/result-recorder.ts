import path from 'node:path';
import type { KnownGap } from '../plan/types';
import { formatPosition } from '../plan/format';
import type { RunState } from '../target/state';
import { Inconclusive, type CellTest, type Evidence } from './surface';
import { Mask, type Judged } from './verdict/evidence';
import type { Judgement } from './verdict/judge';

/** What Allure's reporter takes as a message to itself instead of a file. */
const ALLURE_MESSAGE = 'application/vnd.allure.message+json';

/** A cell that is not as the plan says. The stack leads to the cell in the plan, where a reader has to look. */
class CellFailed extends Error {
  override name = 'CellFailed';

  constructor(message: string, { cell }: Pick<CellTest, 'cell'>, cause?: unknown) {
    super(message, { cause });
    const { file, line, column } = cell.position;
    this.stack = `CellFailed: ${message}\n    at ${path.resolve(file)}:${String(line)}:${String(column)}`;
  }
}

/** A test's own lists, in which the evidence goes; the same as Playwright's `TestInfo` has. */
export interface TestRecord {
  annotations: { type: string; description?: string }[];
  attachments: { name: string; contentType: string; body?: Buffer }[];
}

/** Turns judgements into passed and failed tests, with the evidence, and no secret of the run in it. */
export class ResultRecorder {
  private readonly mask: Mask;

  constructor(state: RunState) {
    this.mask = new Mask(state);
  }

  /**
   * Passes what is as the plan says, or known not to be.
   * @param gap the gap that is known where this was looked
   * @throws CellFailed when the verdict is not pass, or is pass where a gap is known
   */
  record(
    judged: Judged & { gap: KnownGap | undefined },
    { failure, parts }: Evidence,
    record: TestRecord,
  ): void {
    const { rule, cell, judgement, gap } = judged;
    const failed = judgement.verdict !== 'pass';
    const known = isKnown(judgement, gap);
    const verdict = gap && !failed ? 'closed gap' : judgement.verdict;
    this.describe(record, parts);
    record.annotations.push({ type: 'verdict', description: known ? 'known gap' : verdict });
    if (known) {
      record.annotations.push({ type: 'known gap', description: judgement.verdict });
      record.annotations.push({ type: 'gap', description: `${known.link}: ${known.reason}` });
      return;
    }
    if (failed) throw this.failed(failure, judged);
    if (gap) {
      throw this.failed(
        `closed gap: ${rule.id} for ${cell.role} now is as the plan says (${judgement.why})\n` +
          `  remove [^${gap.id}] from ${cell.position.file}:${String(cell.position.line)}; defined at ` +
          `${gap.position.file}:${String(gap.position.line)}`,
        judged,
      );
    }
  }

  /** What a cell is failed with when something was thrown: where nothing could be seen, it is inconclusive. */
  asFailure(test: Pick<CellTest, 'rule' | 'cell'>, error: unknown): unknown {
    if (!(error instanceof Inconclusive)) return error;
    const { rule, cell } = test;
    const reason = error.cause instanceof Error ? error.cause.message : String(error.cause);
    return this.failed(
      `inconclusive: ${error.message}\n  rule      ${rule.id} ${rule.title} (${rule.action.text})\n` +
        `  role      ${error.role.name}\n  cause     ${reason}\n  plan      ${formatPosition(cell.position)}`,
      test,
      error.cause,
    );
  }

  /** A file of the report: a picture as it is, a text without secrets. */
  attach(record: TestRecord, name: string, content: Buffer | string): void {
    const isText = typeof content === 'string';
    record.attachments.push({
      name,
      contentType: isText ? 'text/plain' : 'image/png',
      body: isText ? Buffer.from(this.mask.apply(content)) : content,
    });
  }

  /** The test's description in Allure: read without a click, and no file of its own, which Allure would flush to disk. */
  private describe(record: TestRecord, parts: Evidence['parts']): void {
    const text = parts.map(([name, part]) => `**${name}**\n\n~~~~\n${part}\n~~~~`).join('\n\n');
    const message = { type: 'metadata', data: { description: this.mask.apply(text) } };
    const body = Buffer.from(JSON.stringify(message));
    record.attachments.push({ name: 'Allure description', contentType: ALLURE_MESSAGE, body });
  }

  private failed(message: string, test: Pick<CellTest, 'cell'>, cause?: unknown): CellFailed {
    return new CellFailed(this.mask.apply(message), test, cause);
  }
}

/** The gap that stands for a failure; what was not even proven to be tried is no gap of the install. */
export const isKnown = ({ verdict }: Judgement, gap: KnownGap | undefined): KnownGap | undefined =>
  verdict !== 'pass' && verdict !== 'unproven' ? gap : undefined;
