import { alike, writeDisclosed, type Disclosed } from '../../target/disclosure/hearing';
import { isWorse } from '../../plan/verdicts';
import type { Judgement } from './judge';

/** The most places that a message names. */
const MOST = 5;

/**
 * Adds to a judgement what answers told that their readers may not know, whatever the cell expects. A breach stays one
 * and names the kinds as effects, so that a gap which excuses the breach does not excuse them.
 */
export function withDisclosures(judgement: Judgement, disclosed: readonly Disclosed[]): Judgement {
  if (disclosed.length === 0) return judgement;
  const kinds = [...new Set(disclosed.map(({ kind }) => kind))].sort();
  const lines = alike(disclosed).map(writeDisclosed);
  const more = lines.length > MOST ? `, and ${String(lines.length - MOST)} more` : '';
  const told = `an answer told ${lines.slice(0, MOST).join('; ')}${more}`;
  if ('effects' in judgement && isWorse(judgement.verdict, 'disclosure'))
    return { ...judgement, why: `${judgement.why}; ${told}`, effects: [...judgement.effects, ...kinds] };
  return { verdict: 'disclosure', why: told, effects: kinds };
}
