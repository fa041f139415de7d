import type { TestInfo } from '@playwright/test';
import type { RunState } from '../target/state';
import type { Cell, KnownGap, Rule } from '../plan/types';
import { Mask } from './verdict/evidence';
import type { Judgement } from './verdict/judge';

/** What Allure's reporter takes as a message to itself instead of a file. */
const ALLURE_MESSAGE = 'application/vnd.allure.message+json';

/** A cell that is not as the plan says. Only the message matters to a reader. */
class CellFailed extends Error {
  override name = 'CellFailed';
}

/** Where a cell's evidence goes: a test's own lists. */
export type Evidence = Pick<TestInfo, 'annotations' | 'attachments'>;

/** A judged cell. */
export interface Judged {
  rule: Rule;
  cell: Cell;
  judgement: Judgement;
  /** The gap that is known where this was looked. */
  gap: KnownGap | undefined;
}

/** Turns judgements into passed and failed tests, with the evidence, and no secret of the run in it. */
export class Conclusion {
  private readonly mask: Mask;

  constructor(state: RunState) {
    this.mask = new Mask(state);
  }

  /**
   * Passes what is as the plan says, or known not to be.
   * @param failure writes the whole evidence of a cell that failed
   * @throws CellFailed when the verdict is not pass, or is pass where a gap is known
   */
  conclude({ rule, cell, judgement, gap }: Judged, info: Evidence, failure: () => string): void {
    const failed = judgement.verdict !== 'pass';
    const known = isKnown(judgement, gap);
    const verdict = gap && !failed ? 'closed gap' : judgement.verdict;
    info.annotations.push({ type: 'verdict', description: known ? 'known gap' : verdict });
    if (known) {
      info.annotations.push({ type: 'known gap', description: judgement.verdict });
      info.annotations.push({ type: 'gap', description: `${known.link}: ${known.reason}` });
      return;
    }
    if (failed) throw this.failed(failure());
    if (gap) {
      const { file, line } = gap.position;
      throw this.failed(
        `closed gap: ${rule.id} for ${cell.role} now is as the plan says (${judgement.why})\n` +
          `  remove [^${gap.id}] from ${cell.position.file}:${String(cell.position.line)}; defined at ${file}:${String(line)}`,
      );
    }
  }

  /** What is thrown when nothing could be seen. */
  inconclusive(rule: Rule, role: string, what: string, cause: unknown): Error {
    const { file, line } = rule.position;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return this.failed(
      `inconclusive: ${what}\n  rule      ${rule.id} ${rule.title} (${rule.action.text})\n` +
        `  role      ${role}\n  cause     ${reason}\n  plan      ${file}:${String(line)}`,
      cause,
    );
  }

  /**
   * The test's description in Allure: read without a click, and no file of its own, which Allure would flush to disk.
   * @param parts what each is called, and its text
   */
  describe(info: Evidence, parts: readonly (readonly [string, string])[]): void {
    const text = parts.map(([name, part]) => `**${name}**\n\n~~~~\n${part}\n~~~~`).join('\n\n');
    const message = { type: 'metadata', data: { description: this.mask.apply(text) } };
    const body = Buffer.from(JSON.stringify(message));
    info.attachments.push({ name: 'Allure description', contentType: ALLURE_MESSAGE, body });
  }

  /** A file of the report: a picture as it is, a text without secrets. */
  attach(info: Evidence, name: string, content: Buffer | string): void {
    const isText = typeof content === 'string';
    info.attachments.push({
      name,
      contentType: isText ? 'text/plain' : 'image/png',
      body: isText ? Buffer.from(this.mask.apply(content)) : content,
    });
  }

  private failed(message: string, cause?: unknown): CellFailed {
    return new CellFailed(this.mask.apply(message), { cause });
  }
}

/** The gap that stands for a failure; what was not even proven to be tried is no gap of the install. */
export const isKnown = ({ verdict }: Judgement, gap: KnownGap | undefined): KnownGap | undefined =>
  verdict !== 'pass' && verdict !== 'unproven' ? gap : undefined;
