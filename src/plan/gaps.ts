import { footnoteKey } from './markdown';
import type { Footnote } from './markdown';
import type { Problems } from './problems';
import type { SourceText, Span } from './source-text';
import { isGapSource, isUnreported, SOURCES_HINT } from './gap-source';
import type { GapNote, KnownGap, Surface } from './types';

/** Only a page gap names controls; in the parentheses of a disputed one a colon may stand. */
const FORM =
  /^known (page )?gap(?: \(([^)]*)\))?(?:(?<=^known page.*) of (.+?))? until ([^,]+), (disputed \([^)]*\)|.+?): (\S.*)$/i;
const REFERENCES = /(?:\[\^[^\]]*\]\s*)+$/;

/** Splits a cell's text into what it expects and the footnotes at its end. */
export function splitReferences(cell: Span): { rest: Span; references: Span[] } {
  // Most cells have none, and the search would start again at each of their characters.
  const found = cell.text.endsWith(']') ? REFERENCES.exec(cell.text) : null;
  if (found === null) return { rest: cell, references: [] };
  const start = cell.offset + found.index;
  const references = [...found[0].matchAll(/\[\^([^\]]*)\]/g)].map((match) => ({
    text: match[1] ?? '',
    offset: start + match.index,
  }));
  return { rest: { text: cell.text.slice(0, found.index).trimEnd(), offset: cell.offset }, references };
}

/** A gap's line in its parts. */
interface GapParts {
  note: GapNote;
  page: boolean;
  controls: string[] | undefined;
  /** What stands in parentheses. */
  excuse: Span | undefined;
}

/** How the gaps of a kind of page are written. */
export interface GapForm<Gap> {
  /** Shown to those who write it otherwise. */
  text: string;
  /**
   * Makes a gap of its line, or reports what the line lacks.
   * @param report says what is wrong at a part of the line, or with the whole of it
   */
  complete(
    parts: GapParts,
    report: (part: Span | undefined, message: string, hints: string[]) => void,
  ): Gap | undefined;
}

/** The form where the mark stands behind what it excuses, so that the line names nothing. */
export const MARKED_GAP: GapForm<GapNote> = {
  text: 'known gap until YYYY-MM-DD, <source>: <reason>',
  complete({ note, page, excuse }, report) {
    if (!page && excuse === undefined) return note;
    report(excuse, `[^${note.id}] is a gap of what stands before it, and says no more`, [
      `write: ${MARKED_GAP.text}`,
    ]);
    return undefined;
  },
};

/** The known gaps of one file: each is read once, and must be on a cell. */
export class Gaps<Gap> {
  readonly #source: SourceText;
  readonly #today: string;
  readonly #problems: Problems;
  readonly #form: GapForm<Gap>;
  readonly #footnotes = new Map<string, Footnote>();
  readonly #used = new Map<string, Gap | undefined>();

  /**
   * @param footnotes the file's footnotes; those that no cell refers to may be plain ones
   * @param form how a gap is written in this kind of page
   * @param today ISO date; a gap that ends before it is expired
   */
  constructor(
    source: SourceText,
    footnotes: readonly Footnote[],
    form: GapForm<Gap>,
    today: string,
    problems: Problems,
  ) {
    this.#source = source;
    this.#form = form;
    this.#today = today;
    this.#problems = problems;
    for (const footnote of footnotes) this.#define(footnote);
  }

  /**
   * The gap that a cell's reference names; a malformed one is reported at its first use, a dangling one at each.
   * @param reference the identifier, with the offset of its bracket
   */
  use(reference: Span): Gap | undefined {
    const key = footnoteKey(reference.text);
    const footnote = this.#footnotes.get(key);
    if (footnote === undefined) {
      this.#problems.error(this.#source.at(reference.offset), `[^${reference.text}] is not defined`, [
        `add a line: [^${reference.text || 'id'}]: ${this.#form.text}`,
      ]);
      return undefined;
    }
    if (!this.#used.has(key)) this.#used.set(key, this.#read(footnote));
    return this.#used.get(key);
  }

  /** Reports a dangling reference in a cell of prose, where a footnote need not be a gap. */
  mention(reference: Span): void {
    if (this.#footnotes.has(footnoteKey(reference.text))) return;
    this.#problems.error(this.#source.at(reference.offset), `[^${reference.text}] is not defined`);
  }

  /**
   * Reports what no cell uses.
   * @param references keys of the footnotes that the file refers to anywhere
   */
  reportUnused(references: ReadonlySet<string>): void {
    for (const [key, footnote] of this.#footnotes) {
      if (this.#used.has(key)) continue;
      const position = this.#source.at(footnote.source.offset);
      if (/^known (page )?gap\b/i.test(footnote.text)) {
        this.#problems.error(position, `known gap [^${footnote.id}] is on no cell`, [
          `put [^${footnote.id}] behind a cell's expectation, or remove the line`,
        ]);
      } else if (!references.has(key)) {
        this.#problems.error(position, `footnote [^${footnote.id}] is never used`, ['remove the line']);
      }
    }
  }

  #define(footnote: Footnote): void {
    const first = this.#footnotes.get(footnote.key);
    if (first === undefined) {
      this.#footnotes.set(footnote.key, footnote);
      return;
    }
    const line = String(this.#source.at(first.source.offset).line);
    this.#problems.error(
      this.#source.at(footnote.source.offset),
      `footnote [^${footnote.id}] is defined twice, first on line ${line}`,
      ['Markdown reads the first one only; rename or remove one of them'],
    );
  }

  #read(footnote: Footnote): Gap | undefined {
    const { id, source: span } = footnote;
    const position = this.#source.at(span.offset);
    const [, page, excuse, controls, until, gapSource, reason] = FORM.exec(footnote.text) ?? [];
    if (until === undefined || gapSource === undefined || reason === undefined) {
      this.#problems.error(position, `[^${id}] is no known gap`, [`write: ${this.#form.text}`, SOURCES_HINT]);
      return undefined;
    }
    const before = this.#problems.count;
    if (!isDate(until)) {
      this.#problems.error(this.#find(span, until), `"${until}" is no date`, ['write it as YYYY-MM-DD']);
    } else if (until < this.#today) {
      this.#problems.error(this.#find(span, until), `known gap [^${id}] has expired on ${until}`, [
        `see whether it still holds (${gapSource}): correct the cell, or give the gap a later date`,
      ]);
    }
    if (!isGapSource(gapSource)) {
      this.#problems.error(this.#find(span, gapSource), `"${gapSource}" is no source of a known gap`, [
        SOURCES_HINT,
      ]);
    }
    if (isUnreported(gapSource) && span.text.trim().includes('\n')) {
      this.#problems.error(
        position,
        `[^${id}] is still to be reported, so the plan says no more than a line of it`,
        ['leave out how it is done'],
      );
    }
    const gap = this.#form.complete(
      {
        note: { id, until, source: gapSource, reason, position },
        page: page !== undefined,
        controls: controls?.split(', '),
        excuse: excuse === undefined ? undefined : { text: excuse, offset: offsetOf(span, `(${excuse}`) + 1 },
      },
      (part, message, hints) => {
        this.#problems.error(part === undefined ? position : this.#source.at(part.offset), message, hints);
      },
    );
    return this.#problems.unchangedSince(before) ? gap : undefined;
  }

  #find(span: Span, text: string) {
    return this.#source.at(offsetOf(span, text));
  }
}

const offsetOf = (span: Span, text: string) => span.offset + Math.max(0, span.text.indexOf(text));

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // The engine rolls 30 February over to March instead of refusing it.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The gap that a cell is known to have on a surface, and there at a control. */
export function gapOf(
  { gaps }: { gaps: readonly KnownGap[] },
  surface: Surface,
  control?: string,
): KnownGap | undefined {
  return gaps.find(
    (gap) => gap.surface === surface && (control === undefined || (gap.controls?.includes(control) ?? true)),
  );
}
