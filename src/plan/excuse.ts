import type { GapForm } from './gaps';
import { listItems, trimSpan, type Span } from './source-text';
import { unknownName } from './suggest';
import type { KnownGap } from './types';
import { GAP_VERDICTS, NAMES_EFFECTS, namesEffects, type Verdict } from './verdicts';

const VERDICTS_HINT = `verdicts: ${GAP_VERDICTS.join(', ')}`;
const EFFECTS_HINT =
  'write what changed, e.g. (breach: users, collaborators) or (side effect: table privileges); (breach: canary) where ' +
  'the planted value came back, (breach: answer) where the answer itself tells; what was told, e.g. ' +
  '(disclosure: password hash); or what is there, e.g. (unexpected control: link Administration)';

/** How a gap of a cell is written: it names the verdict that it excuses and, where that has some, its effects. */
export const CELL_GAP: GapForm<KnownGap> = {
  text: 'known gap (<verdict>) until YYYY-MM-DD, <source>: <reason>',
  complete({ page, controls, excuse, note }, report) {
    if (excuse === undefined) {
      report(undefined, `known gap [^${note.id}] does not say which verdict it excuses`, [
        `write: ${CELL_GAP.text}`,
        VERDICTS_HINT,
      ]);
      return undefined;
    }
    const colon = excuse.text.indexOf(':');
    const written = trimSpan(colon < 0 ? excuse : { ...excuse, text: excuse.text.slice(0, colon) });
    const verdict = GAP_VERDICTS.find((each) => each === written.text.toLowerCase());
    const effects = colon < 0 ? [] : listItems(after(excuse, colon + 1));
    if (verdict === undefined) {
      report(written, unknownName('verdict', written.text, GAP_VERDICTS), [VERDICTS_HINT]);
    } else if (!namesEffects(verdict) && colon >= 0) {
      report(written, `only ${NAMES_EFFECTS.join(', ')} name effects, not ${verdict}`, [
        `write (${verdict})`,
      ]);
    } else if (namesEffects(verdict) && (effects.length === 0 || effects.some(({ text }) => text === ''))) {
      report(written, `a gap that excuses a ${verdict} names its effects`, [EFFECTS_HINT]);
    } else {
      return {
        ...note,
        ...{ verdict, effects: effects.map(({ text }) => text) },
        surface: page ? 'ui' : 'api',
        ...(controls !== undefined && { controls }),
      };
    }
    return undefined;
  },
};

const after = ({ text, offset }: Span, start: number): Span => ({
  text: text.slice(start),
  offset: offset + start,
});

/** A verdict with its effects, as a gap writes it: `breach: users, collaborators`. */
export function writeExcuse({ verdict, effects }: { verdict: Verdict; effects: readonly string[] }): string {
  return effects.length > 0 ? `${verdict}: ${effects.join(', ')}` : verdict;
}
