import type { Problems } from './problems';
import type { SourceText, Span } from './source-text';
import { trimSpan } from './source-text';
import { nearest, unknownName } from './suggest';
import { REASONS } from './types';
import type { Expectation, Reason } from './types';

const FORMS: Partial<Record<string, Expectation['kind']>> = {
  allow: 'allow',
  '✅': 'allow',
  deny: 'deny',
  '❌': 'deny',
  hide: 'hide',
  '–': 'none',
  '-': 'none',
};
const HINT = 'a cell is allow, deny, deny: <reason>, hide or –, and may end with a known gap: deny[^id]';
const REASONS_HINT = `reasons: ${REASONS.join(', ')}`;

/**
 * Reads what a cell expects, e.g. `deny: privilege`.
 * @param span the cell's text without its footnote
 * @returns undefined where the text is none of the known forms, which has been reported then
 */
export function readExpectation(span: Span, source: SourceText, problems: Problems): Expectation | undefined {
  const colon = span.text.indexOf(':');
  const written = (colon < 0 ? span.text : span.text.slice(0, colon)).trim();
  const kind = FORMS[written.replace('\uFE0F', '').toLowerCase()];
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
  const [word = '', ...rest] = span.text.split(/[\s:(]+/);
  const form = nearest(word.replace(/[*_`~]/g, ''), ['allow', 'deny', 'hide']);
  const reason = form === 'deny' ? nearest(rest.join(' ').replace(/\)$/, ''), REASONS) : undefined;
  const meant = reason === undefined ? form : `deny: ${reason}`;
  const question = meant === undefined ? '' : `; did you mean ${meant}?`;
  problems.error(source.at(span.offset), `unknown expectation "${span.text}"${question}`, [HINT]);
}

function isReason(text: string): text is Reason {
  return REASONS.some((reason) => reason === text);
}
