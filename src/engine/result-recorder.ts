import path from 'node:path';
import { writeExcuse } from '../plan/excuse';
import type { Cell, KnownGap, Rule } from '../plan/types';
import { isWorse, namesEffects } from '../plan/verdicts';
import { messageOf } from '../target/message';
import type { RunState } from '../target/state';
import { Inconclusive, type CellTest, type Evidence } from './surface';
import { Mask } from './verdict/evidence';
import type { Judgement } from './verdict/judge';

/** The content type that Allure's reporter reads as a message instead of storing it as a file. */
const ALLURE_MESSAGE = 'application/vnd.allure.message+json';

/** A cell differs from the plan. The stack points to the cell in the plan, which is where to look. */
class CellFailed extends Error {
  override name = 'CellFailed';

  constructor(message: string, { cell }: { cell: Pick<Cell, 'position'> }, cause?: unknown) {
    super(message, { cause });
    const { file, line, column } = cell.position;
    this.stack = `CellFailed: ${message}\n    at ${path.resolve(file)}:${String(line)}:${String(column)}`;
  }
}

/** The lists that receive a test's evidence; a subset of Playwright's `TestInfo`. */
export interface TestRecord {
  annotations: { type: string; description?: string }[];
  attachments: { name: string; contentType: string; body?: Buffer }[];
}

/** What of a judged cell its result tells. */
interface Recorded {
  rule: Pick<Rule, 'id'>;
  cell: Pick<Cell, 'role' | 'position'>;
  judgement: Judgement;
}

/** Turns judgements into passed and failed tests, with evidence that contains no secrets of the run. */
export class ResultRecorder {
  constructor(private readonly state: RunState) {}

  /** Made anew each time: sessions are renewed under a run. */
  private get mask(): Mask {
    return new Mask(this.state);
  }

  /**
   * Passes a cell that agrees with the plan, or differs from it just as its known gap says.
   * @param gap the gap that the plan knows for this cell and surface
   * @throws CellFailed when the verdict is neither pass nor the gap's, or is pass despite a known gap
   */
  record(
    judged: Recorded & { gap: KnownGap | undefined },
    { failure, parts, ways, revocations = [] }: Evidence,
    record: TestRecord,
  ): void {
    const { rule, cell, judgement, gap } = judged;
    const failed = judgement.verdict !== 'pass';
    const known = isKnown(judgement, gap);
    const verdict = gap && !failed ? 'closed gap' : judgement.verdict;
    this.describe(record, parts);
    for (const description of revocations) record.annotations.push({ type: 'revocation', description });
    if (ways) record.annotations.push({ type: 'ways to ask', description: JSON.stringify(ways) });
    record.annotations.push({ type: 'verdict', description: known ? 'known gap' : verdict });
    if (known) {
      record.annotations.push({ type: 'known gap', description: judgement.verdict });
      record.annotations.push({ type: 'gap', description: `${known.source}: ${known.reason}` });
      return;
    }
    if (failed && gap) {
      const [excused, seen] = [writeExcuse(gap), writeExcuse({ effects: [], ...judgement })];
      if (isWorseThan(judgement, gap))
        record.annotations.push({ type: 'worse than gap', description: excused });
      const place = `${gap.position.file}:${String(gap.position.line)}`;
      throw this.failed(
        `${failure}\n  gap       [^${gap.id}] excuses "${excused}", not "${seen}"; ${place}`,
        judged,
      );
    }
    if (failed) throw this.failed(failure, judged);
    if (gap) {
      throw this.failed(
        `closed gap: ${rule.id} for ${cell.role} now agrees with the plan (${judgement.why})\n` +
          `  remove [^${gap.id}] from ${cell.position.file}:${String(cell.position.line)}; defined at ` +
          `${gap.position.file}:${String(gap.position.line)}`,
        judged,
      );
    }
  }

  /** The error to report for a cell that threw; an Inconclusive gets the full failure text. */
  asFailure(test: Pick<CellTest, 'rule' | 'cell'>, error: unknown): unknown {
    if (!(error instanceof Inconclusive)) return error;
    const { rule } = test;
    const reason = messageOf(error.cause);
    return this.failed(
      `inconclusive: ${error.message}\n  rule      ${rule.id} ${rule.title} (${rule.action.text})\n` +
        `  role      ${error.role.name}\n  cause     ${reason}`,
      test,
      error.cause,
    );
  }

  /** Attaches a file to the report: an image unchanged, a text without secrets. */
  attach(record: TestRecord, name: string, content: Buffer | string): void {
    const isText = typeof content === 'string';
    record.attachments.push({
      name,
      contentType: isText ? 'text/plain' : 'image/png',
      body: isText ? Buffer.from(this.mask.apply(content)) : content,
    });
  }

  /** Sets the description in Allure: visible without a click, and cheaper than a file on disk. */
  private describe(record: TestRecord, parts: Evidence['parts']): void {
    const text = parts.map(([name, part]) => `**${name}**\n\n~~~~\n${part}\n~~~~`).join('\n\n');
    const message = { type: 'metadata', data: { description: this.mask.apply(text) } };
    const body = Buffer.from(JSON.stringify(message));
    record.attachments.push({ name: 'Allure description', contentType: ALLURE_MESSAGE, body });
  }

  private failed(message: string, test: { cell: Pick<Cell, 'position'> }, cause?: unknown): CellFailed {
    return new CellFailed(this.mask.apply(message), test, cause);
  }
}

/** The gap, if it excuses the judgement: it names the verdict and, where the verdict has some, all effects. */
export function isKnown(judgement: Judgement, gap: KnownGap | undefined): KnownGap | undefined {
  const effects = 'effects' in judgement ? judgement.effects : [];
  const named = gap?.verdict === judgement.verdict && effects.every((effect) => gap.effects.includes(effect));
  return named ? gap : undefined;
}

/** Whether a judgement that a gap does not excuse is worse than what the gap says. */
const isWorseThan = ({ verdict }: Judgement, gap: KnownGap): boolean =>
  (verdict === gap.verdict && namesEffects(verdict)) || isWorse(verdict, gap.verdict);
