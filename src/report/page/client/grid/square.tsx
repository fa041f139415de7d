import type { PageCell, PageIndex, PageRule } from '../../data';
import { WITNESS_SIGNS } from '../../looks';
import { cellAt, type Square } from '../../rows';
import { Verdict } from '../icons';

/** What a square says. */
export interface SquareText {
  first: PageCell;
  /** In the coloured field: what the plan says where it holds, else what is wrong. */
  word: string;
  /** Below it: how many of its cells, and by what it was looked at. */
  share: string;
  witnesses: readonly (keyof typeof WITNESS_SIGNS)[];
  /** All of it, for who hears it. */
  label: string;
}

/** The texts of a square. */
export function textOf(index: PageIndex, { role, cells }: Square, rule: PageRule): SquareText {
  const all = cells.map((n) => cellAt(index, n));
  const [first] = all;
  if (!first) throw new Error(`${rule.rule} has a square without cells`);
  const alike = all.filter(({ verdict }) => verdict === first.verdict);
  const share = all.length === 1 ? '' : `${String(alike.length)}/${String(all.length)}`;
  const used = new Set(alike.flatMap(({ witnesses }) => witnesses));
  // A known gap was looked at, and nothing is proven.
  const witnesses = (Object.keys(WITNESS_SIGNS) as (keyof typeof WITNESS_SIGNS)[]).filter(
    (each) => used.has(each) && first.verdict !== 'known gap',
  );
  const word = wordOf(first);
  const label = [
    `${role}, ${rule.rule}: ${first.verdict}${first.judged === undefined ? '' : ` (${first.judged})`}`,
    `expected ${first.expected}`,
    share && `${String(alike.length)} of ${String(all.length)} cells`,
    witnesses.length > 0 ? `looked at by ${witnesses.join(', ')}` : 'nothing proven',
  ];
  return { first, word, share, witnesses, label: label.filter(Boolean).join('; ') };
}

function wordOf({ verdict, expected, judged }: PageCell): string {
  if (verdict === 'pass') return expected.replace(/:.*/s, '');
  return verdict === 'known gap' ? `gap: ${judged ?? 'unknown'}` : verdict;
}

/** The inside of a square; who hears it is told in words what the signs say. */
export const SquareFace = ({ text: { first, word, share, witnesses, label } }: { text: SquareText }) => (
  <>
    <Verdict verdict={first.verdict}>{word}</Verdict>
    <span class="proof" aria-hidden="true">
      {share && <span class="share">{share}</span>}
      {witnesses.map((witness) => (
        <span key={witness} class="witness">
          {WITNESS_SIGNS[witness]}
        </span>
      ))}
    </span>
    <span class="unseen">: {label}</span>
  </>
);
