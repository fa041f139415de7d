import type { CellVerdict } from '../../../record/schema';
import { LOOKS, WITNESS_MEANINGS, WITNESS_SIGNS } from '../looks';
import { Verdict } from './icons';
import { OutLink } from './out-link';

/** What the signs mean. */
export const Legend = ({ link, isPrinting }: { link: string; isPrinting: boolean }) => (
  <details class="legend" open={isPrinting}>
    <summary>Legend</summary>
    <div class="legend-body">
      <dl class="verdicts">
        {(Object.keys(LOOKS) as CellVerdict[]).map((verdict) => (
          <div key={verdict}>
            <dt>
              <Verdict verdict={verdict} />
            </dt>
            <dd>{LOOKS[verdict].meaning}</dd>
          </div>
        ))}
      </dl>
      <h2>Level of proof</h2>
      <dl class="witnesses">
        {(Object.keys(WITNESS_SIGNS) as (keyof typeof WITNESS_SIGNS)[]).map((witness) => (
          <div key={witness}>
            <dt>
              <span class="witness">{WITNESS_SIGNS[witness]}</span> {witness}
            </dt>
            <dd>{WITNESS_MEANINGS[witness]}</dd>
          </div>
        ))}
      </dl>
      <p>
        A cell shows the first thing to look at among all that was tried for its rule and role: the worst
        finding, then a known gap, then what was not run. <OutLink to={link}>Verdicts, in full</OutLink>
      </p>
    </div>
  </details>
);
