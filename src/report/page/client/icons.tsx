import type { CellVerdict } from '../../../record/schema';
import { LOOKS } from '../looks';

/** A sign for each verdict, drawn on 16 × 16; a sign and not a colour is what tells them apart. */
const PATHS: Record<CellVerdict, string> = {
  pass: 'M3 8.5l3.2 3.2L13 4.8',
  breach: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  disclosure:
    'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 1 0 0-3.2z',
  leak: 'M8 2s4.3 4.8 4.3 7.6a4.3 4.3 0 0 1-8.6 0C3.7 6.8 8 2 8 2z',
  stale: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 1 0 8 2.2zM8 5v3.2l2.3 1.5',
  'side effect': 'M2.5 13.5v-5a3 3 0 0 1 3-3h7M10 3l2.8 2.5L10 8M5.5 11.5h7M10.5 9.3l2.3 2.2-2.3 2.2',
  'over-restriction': 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 1 0 8 2.2zM5 8h6',
  ineffective: 'M8 3.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 1 0 0-9.6zM3 13L13 3',
  'hidden but allowed': 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM3 13.5l10-11',
  'silent no-op': 'M2.5 6H5l3.5-3v10L5 10H2.5zM11 6.3l3.4 3.4M14.4 6.3L11 9.7',
  'offered but refused': 'M2 4h12v8H2zM6.2 6.2l3.6 3.6M9.8 6.2L6.2 9.8',
  'unexpected control': 'M2 4h12v8H2zM8 5.8v4.4M5.8 8h4.4',
  'wrong reason': 'M3 6h10M3 10h10M10.5 2.8l-5 10.4',
  inconclusive: 'M5.4 6a2.6 2.6 0 1 1 3.8 2.3C8.3 8.8 8 9.2 8 10.2M8 12.7v.4',
  unproven: 'M2.2 9c1.6-3 3.7-3 5.8-1s4.2 2 5.8-1M8 12.7v.4',
  'known gap': 'M1.8 8h4.2M10 8h4.2M6 4.2v7.6M10 4.2v7.6',
  'closed gap': 'M1.8 8h12.4M5.5 4.5v7M10.5 4.5v7',
  'not run': 'M4 8h8',
  interrupted: 'M5.5 4v8M10.5 4v8',
};

/** The sign of a verdict; its name stands beside it or is the label of what holds it. */
export const Sign = ({ verdict }: { verdict: CellVerdict }) => (
  <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
    <path d={PATHS[verdict]} />
  </svg>
);

/** A verdict as sign, colour and name. */
export const Verdict = ({ verdict, children }: { verdict: CellVerdict; children?: string }) => (
  <span class={`verdict tone-${LOOKS[verdict].tone}`}>
    <Sign verdict={verdict} />
    {children ?? verdict}
  </span>
);
