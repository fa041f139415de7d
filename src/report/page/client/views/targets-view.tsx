import { useMemo, useState } from 'preact/hooks';
import type { PageIndex } from '../../data';
import { cellAt } from '../../rows';
import { pairsOf, type Pair } from '../../side-by-side';
import { Verdict } from '../icons';
import { Table } from './table';

interface Props {
  index: PageIndex;
  open: (cell: number) => void;
}

/** What more than one target was asked, side by side. */
export function TargetsView({ index, open }: Props) {
  const pairs = useMemo(() => pairsOf(index), [index]);
  const [onlyDifferent, setOnly] = useState(false);
  const targets = [...new Set(index.rules.map(({ target }) => target))];
  const different = pairs.filter(({ isDifferent }) => isDifferent).length;
  const shown = onlyDifferent ? pairs.filter(({ isDifferent }) => isDifferent) : pairs;
  return (
    <section class="view">
      <h2>Local and demo</h2>
      <p>
        Rules that more than one target ran, and where a rule is one target’s alone, rules that try the same
        action as the same role. A difference need not be wrong: the plan may expect it.
      </p>
      {pairs.length === 0 ? (
        <p class="nothing">This run tried nothing on more than one target.</p>
      ) : (
        <>
          <p role="status">
            {String(different)} of {String(pairs.length)} differ.
          </p>
          <label class="check">
            <input type="checkbox" checked={onlyDifferent} onChange={() => setOnly(!onlyDifferent)} /> only
            differences
          </label>
          <Table
            name="Targets side by side"
            head={['Rule', 'Who, where', ...targets, 'Same']}
            rows={shown.map((pair) => ({
              key: `${pair.rule.rule} ${pair.rule.action} ${pair.rule.given ?? ''} ${pair.what}`,
              isMarked: pair.isDifferent,
              cells: [
                <>
                  <code>{pair.rule.rule}</code> {pair.rule.title}
                </>,
                pair.what,
                ...targets.map((target) => <Side index={index} pair={pair} target={target} open={open} />),
                pair.isDifferent ? <strong>≠ differs</strong> : '= same',
              ],
            }))}
          />
        </>
      )}
    </section>
  );
}

function Side({ index, pair, target, open }: Props & { pair: Pair; target: string }) {
  const n = pair.byTarget.get(target);
  if (n === undefined) return <>–</>;
  const cell = cellAt(index, n);
  const rule = index.rules[cell.rule]?.rule ?? '';
  return (
    <button type="button" class="side" onClick={() => open(n)}>
      <Verdict verdict={cell.verdict}>
        {cell.judged === undefined ? cell.verdict : `gap: ${cell.judged}`}
      </Verdict>
      <span>{cell.expected}</span>
      {rule !== pair.rule.rule && <code>{rule}</code>}
    </button>
  );
}
