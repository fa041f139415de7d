import path from 'node:path';
import { writeExcuse } from '../plan/excuse';
import type { Cell, KnownGap, Rule } from '../plan/types';
import { evidenceAttachment } from '../record/attachment';
import { isWorse, namesEffects } from '../plan/verdicts';
import type { Evidence as RecordedEvidence } from '../record/schema';
import { messageOf } from '../target/message';
import type { RunState } from '../target/state';
import { Inconclusive, type CellTest, type Evidence } from './surface';
import { Mask } from './verdict/evidence';
import type { Judgement } from './verdict/judge';

/**
 * A cell differs from the plan: the message has all evidence, and the stack points to the cell in the plan, which is where to
 * look. Its cause, if it has one, is an error that kept the cell from being judged.
 */
export class CellFailed extends Error {
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
  /** Whether the verdict rests on an allowed role's success at the same attempt, which was seen. */
  hasPositiveControl?: boolean;
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
  record(judged: Recorded & { gap: KnownGap | undefined }, evidence: Evidence, record: TestRecord): void {
    const { failure } = evidence;
    const { rule, cell, judgement, gap } = judged;
    const failed = judgement.verdict !== 'pass';
    const known = isKnown(judgement, gap);
    const verdict = gap && !failed ? 'closed gap' : judgement.verdict;
    record.attachments.push(evidenceAttachment(this.recorded(judged, evidence)));
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

  /** A cell's evidence as the run record has it. */
  private recorded(
    { judgement, gap, hasPositiveControl = false }: Recorded & { gap: KnownGap | undefined },
    { seen, witnessed, witnesses, parts, revocations = [], ways, uncovered }: Evidence,
  ): RecordedEvidence {
    const { mask } = this;
    return {
      why: mask.apply(judgement.why),
      judged: judgement.verdict,
      effects: 'effects' in judgement ? [...judgement.effects] : [],
      seen: mask.apply(seen),
      witnessed: { ...witnessed, gave: witnessed.gave.map((each) => mask.apply(each)) },
      witnesses: [...witnesses, ...(hasPositiveControl ? (['positive control'] as const) : [])],
      ...(gap && { gap: gapIn(gap) }),
      parts: parts.map(([name, text]) => [name, mask.apply(text)]),
      ...(revocations.length > 0 && { revocations: [...revocations] }),
      ...(ways && { ways }),
      ...(uncovered && { uncovered }),
    };
  }

  private failed(message: string, test: { cell: Pick<Cell, 'position'> }, cause?: unknown): CellFailed {
    return new CellFailed(this.mask.apply(message), test, cause);
  }
}

/** What the run record tells of a gap. */
const gapIn = ({
  id,
  verdict,
  effects,
  source,
  reason,
  until,
  position,
}: KnownGap): RecordedEvidence['gap'] => ({
  ...{ id, verdict, source, reason, until },
  effects: [...effects],
  place: position,
});

/** The gap, if it excuses the judgement: it names the verdict and, where the verdict has some, all effects. */
export function isKnown(judgement: Judgement, gap: KnownGap | undefined): KnownGap | undefined {
  const effects = 'effects' in judgement ? judgement.effects : [];
  const named = gap?.verdict === judgement.verdict && effects.every((effect) => gap.effects.includes(effect));
  return named ? gap : undefined;
}

/** Whether a judgement that a gap does not excuse is worse than what the gap says. */
const isWorseThan = ({ verdict }: Judgement, gap: KnownGap): boolean =>
  (verdict === gap.verdict && namesEffects(verdict)) || isWorse(verdict, gap.verdict);
