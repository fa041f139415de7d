import type { Problems } from './problems';
import type { SourceText, Span } from './source-text';
import { trimSpan } from './source-text';
import { withoutStrange } from './strange';
import { nearest, unknownName } from './suggest';
import { REASONS } from './types';
import type { Expectation, Reason } from './types';

const FORMS: Partial<Record<string, Expectation['kind']>> = {
  ...{ allow: 'allow', '✅': 'allow', '✓': 'allow', '✔': 'allow' },
  ...{ deny: 'deny', '❌': 'deny', '✗': 'deny', '✘': 'deny' },
  hide: 'hide',
  'n/a': 'none',
};
/** An expectation as a plan writes it: `allow`, `deny: privilege`. */
export const writeExpectation = (expected: Expectation): string =>
  expected.kind === 'deny' && expected.reason ? `deny: ${expected.reason}` : expected.kind;

/** What other plans write, and what it most likely means here. */
const FOREIGN: Partial<Record<string, string>> = {
  ...{ '☑': 'allow', ':white_check_mark:': 'allow', ':heavy_check_mark:': 'allow', yes: 'allow', y: 'allow' },
  ...{ allowed: 'allow', true: 'allow', '🟢': 'allow', '👍': 'allow', ':check:': 'allow' },
  ...{
    '❎': 'deny',
    '⛔': 'deny',
    '🚫': 'deny',
    '✖': 'deny',
    '×': 'deny',
    ':x:': 'deny',
    no: 'deny',
    n: 'deny',
  },
  ...{ denied: 'deny', false: 'deny', '🔴': 'deny', '👎': 'deny', ':no_entry:': 'deny' },
  // In some tables a cross is a mark that something holds, in others that it does not.
  ...{ x: 'deny or, where the cross is a mark for yes, allow' },
};
/** One to three dashes of any kind, the minus sign among them. */
const DASHES = /^[\p{Pd}\u2212]{1,3}$/u;
const HINT =
  'a cell is allow (✅), deny (❌), deny: <reason>, hide or –, and may end with a known gap: deny[^id]';
/** What `qa-plan draft` writes for what a role was seen to do, and for what it could not try. */
export const UNCONFIRMED = 'allow?';
export const NOT_TRIED = '?';
/** Cells that a person must write, with what to do. */
const OPEN: Partial<Record<string, [message: string, hint: string]>> = {
  [UNCONFIRMED]: [
    'nobody has confirmed this allow: the role was seen to do it when the row was drafted',
    'write allow if the role may do it; deny: <reason> if it may not, and report what was seen',
  ],
  [NOT_TRIED]: [
    'the draft could not tell what this role may do',
    'write what the role may do; the notes of the draft say what was in the way',
  ],
};
/** The messages about such cells. */
export const OPEN_CELL: readonly string[] = Object.values(OPEN).flatMap((open) => open?.[0] ?? []);
const API_ONLY = /\s*\(api\)$/i;
const REASONS_HINT = `reasons: ${REASONS.join(', ')}`;

/** Whether a cell says that it does not apply: `–`, any other dash, or `N/A`. */
export function isNotApplicable(text: string): boolean {
  return DASHES.test(text) || text.toLowerCase() === 'n/a';
}

/** What a cell's text without a reason expects; undefined where it is none of the known forms. */
export function expectationKind(text: string): Expectation['kind'] | undefined {
  if (isNotApplicable(text)) return 'none';
  return FORMS[text.replace(/:.*$/s, '').replace(API_ONLY, '').trim().replace('\uFE0F', '').toLowerCase()];
}

/** Splits a cell's text into what it expects and whether that is said of the API alone: `allow (api)`. */
export function splitApiOnly({ text, offset }: Span): { rest: Span; apiOnly: boolean } {
  return { rest: { text: text.replace(API_ONLY, ''), offset }, apiOnly: API_ONLY.test(text) };
}

/**
 * Reads what a cell expects, e.g. `deny: privilege`.
 * @param span the cell's text without its footnote
 * @returns undefined where the text is none of the known forms, which has been reported then
 */
export function readExpectation(span: Span, source: SourceText, problems: Problems): Expectation | undefined {
  const open = OPEN[span.text];
  if (open !== undefined) {
    problems.error(source.at(span.offset), open[0], [open[1]]);
    return undefined;
  }
  const colon = span.text.indexOf(':');
  const written = (colon < 0 ? span.text : span.text.slice(0, colon)).trim();
  const kind = expectationKind(written);
  if (kind === undefined) {
    reportUnknown(span, source, problems);
    return undefined;
  }
  if (colon < 0) return { kind };
  const reason = trimSpan({ text: span.text.slice(colon + 1), offset: span.offset + colon + 1 });
  if (kind !== 'deny') {
    problems.error(source.at(span.offset + colon), `only deny takes a reason, not ${written}`, [HINT]);
  } else if (reason.text === '') {
    problems.error(source.at(span.offset + colon), `${written}: without a reason`, [
      REASONS_HINT,
      'any reason will do for deny without a colon',
    ]);
  } else if (isReason(reason.text)) {
    return { kind, reason: reason.text };
  } else {
    problems.error(source.at(reason.offset), unknownName('reason', reason.text, REASONS), [REASONS_HINT]);
  }
  return undefined;
}

function reportUnknown(span: Span, source: SourceText, problems: Problems): void {
  const text = withoutStrange(span.text);
  const [word = '', ...rest] = text.split(/(?!^)[\s:(<]+/);
  const sign = (/^:\w+:/.exec(text)?.[0] ?? word).replace(/[\uFE0F*`~\\]/g, '');
  const form =
    FOREIGN[sign.toLowerCase()] ?? known(expectationKind(sign)) ?? nearest(sign, ['allow', 'deny', 'hide']);
  const reason = form === 'deny' ? nearest(rest.join(' ').replace(/\)$/, ''), REASONS) : undefined;
  const meant = reason === undefined ? form : `deny: ${reason}`;
  const question = meant === undefined ? '' : `; did you mean ${meant}?`;
  problems.error(source.at(span.offset), `unknown expectation "${span.text}"${question}`, [HINT]);
}

const known = (kind: Expectation['kind'] | undefined) => (kind === 'none' ? undefined : kind);

function isReason(text: string): text is Reason {
  return REASONS.some((reason) => reason === text);
}
