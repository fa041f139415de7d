import type { PageIndex } from '../../data';
import { ruleOf } from '../../filter';
import { cellAt, type Row } from '../../rows';
import { SquareFace, textOf } from './square';

interface Props {
  index: PageIndex;
  row: Row;
  /** From 0, the head left out. */
  n: number;
  roles: readonly string[];
  /** In pixels from the first row; undefined where rows follow each other. */
  top: number | undefined;
  /** The column that has the grid's place in the tab order; -1 in all other rows. */
  activeColumn: number;
  select: (column: number) => void;
}

export function GridRow({ index, row, n, roles, top, activeColumn, select }: Props) {
  const style = top === undefined ? {} : { transform: `translateY(${String(top)}px)` };
  const tab = (column: number) => (activeColumn === column ? 0 : -1);
  if (row.kind === 'part')
    return (
      <div role="row" class="row part" aria-rowindex={n + 2} style={style}>
        <div
          role="rowheader"
          aria-colindex={1}
          aria-colspan={roles.length + 1}
          tabIndex={activeColumn >= 0 ? 0 : -1}
        >
          <div class="part-text">
            <strong>{row.area}</strong> <span class="target">{row.target}</span>{' '}
            <span>{partText(index, row)}</span>
          </div>
        </div>
      </div>
    );
  const rule = ruleOf(index, row);
  return (
    <div role="row" class="row rule" aria-rowindex={n + 2} style={style}>
      <div role="rowheader" class="name" aria-colindex={1} tabIndex={tab(0)} title={rule.title}>
        <span class="rule-id">
          <code>{rule.rule}</code>
          {rule.severity !== 'normal' && <span class={`severity ${rule.severity}`}>{rule.severity}</span>}
          {rule.given !== undefined && <span class="given">{rule.given}</span>}
        </span>
        <span class="rule-title">{rule.title}</span>
      </div>
      {roles.map((role, column) => {
        const square = row.squares.get(role);
        if (!square)
          return (
            <div
              key={role}
              role="gridcell"
              aria-colindex={column + 2}
              tabIndex={tab(column + 1)}
              class="empty"
            >
              <span class="unseen">{`${role}: not in the plan, or filtered out`}</span>
            </div>
          );
        const text = textOf(index, square, rule);
        return (
          <div
            key={role}
            role="gridcell"
            class="square"
            aria-colindex={column + 2}
            tabIndex={tab(column + 1)}
            title={text.label}
            onClick={() => select(column + 1)}
          >
            <SquareFace text={text} />
          </div>
        );
      })}
    </div>
  );
}

function partText(index: PageIndex, { rules, cells, file }: Row & { kind: 'part' }): string {
  const all = cells.map((n) => cellAt(index, n));
  const found = all.filter(({ isFinding }) => isFinding).length;
  const gaps = all.filter(({ verdict }) => verdict === 'known gap').length;
  return [
    `${String(rules)} ${rules === 1 ? 'rule' : 'rules'}`,
    ...(found > 0 ? [`${String(found)} ${found === 1 ? 'finding' : 'findings'}`] : []),
    ...(gaps > 0 ? [`${String(gaps)} known ${gaps === 1 ? 'gap' : 'gaps'}`] : []),
    file,
  ].join(' · ');
}
