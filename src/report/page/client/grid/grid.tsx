import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PageIndex } from '../../data';
import type { Row } from '../../rows';
import { useVirtualRows } from '../use-virtual-rows';
import { moved } from './keys';
import { GridRow } from './grid-row';

/** In pixels, as style.css has them. */
const HEIGHTS = { head: 40, part: 36, rule: 64 };

interface Props {
  index: PageIndex;
  rows: readonly Row[];
  roles: readonly string[];
  /** The number of the cell that is open; -1 without one. */
  openedCell: number;
  /** All rows have to be in the page. */
  isPrinting: boolean;
  open: (cell: number) => void;
}

/** The matrix: rules by roles, of which only the rows in sight are in the page; all of them while it is printed. */
export function Grid({ index, rows, roles, openedCell, isPrinting, open }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  // Column 0 is the rule; the row -1 is the head.
  const [active, setActive] = useState({ row: 0, column: 0 });
  const wantsFocus = useRef(false);
  const at = { row: Math.min(active.row, rows.length - 1), column: Math.min(active.column, roles.length) };
  const virtualizer = useVirtualRows({
    scroller,
    count: rows.length,
    heightOf: (n) => HEIGHTS[rows[n]?.kind ?? 'rule'],
    keyOf: (n) => rows[n]?.key ?? '',
    kept: at.row,
    head: HEIGHTS.head,
  });

  useLayoutEffect(() => {
    virtualizer.measure();
    virtualizer.scrollToOffset(0);
  }, [rows]);

  const focus = () => {
    const cell = scroller.current?.querySelector<HTMLElement>('[tabindex="0"]');
    cell?.focus();
  };
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    focus();
  });

  const before = useRef(-1);
  useLayoutEffect(() => {
    const wasOpen = before.current;
    before.current = openedCell;
    const shown = openedCell >= 0 ? openedCell : wasOpen;
    if (shown < 0 || openedCell === wasOpen) return;
    const place = placeOf(rows, roles, shown);
    if (!place) return;
    // It stays under what is open, and has the focus again when that is closed.
    setActive(place);
    virtualizer.scrollToIndex(place.row);
    if (openedCell < 0) wantsFocus.current = true;
  });

  const openSquare = (row: number, column: number) => {
    const of = rows[row];
    const square = of?.kind === 'rule' ? of.squares.get(roles[column - 1] ?? '') : undefined;
    if (square?.cells[0] !== undefined) open(square.cells[0]);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      openSquare(at.row, at.column);
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / HEIGHTS.rule) - 2);
    const next = moved(at, event, { rows: rows.length, columns: roles.length + 1, page });
    if (!next) return;
    event.preventDefault();
    wantsFocus.current = true;
    setActive(next);
    virtualizer.scrollToIndex(next.row);
  };

  const items = isPrinting
    ? rows.map((row, n) => ({ index: n, key: row.key, start: 0 }))
    : virtualizer.getVirtualItems();

  if (rows.length === 0) return <p class="nothing">Nothing fits the filter.</p>;
  return (
    <div class="grid" ref={scroller} style={{ '--roles': String(roles.length) }}>
      <div
        role="grid"
        aria-label="Rules by roles"
        aria-rowcount={rows.length + 1}
        aria-colcount={roles.length + 1}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" class="head">
          <div role="row" class="row" aria-rowindex={1}>
            <div role="columnheader" class="name" aria-colindex={1}>
              Rule
            </div>
            {roles.map((role, n) => (
              <div key={role} role="columnheader" aria-colindex={n + 2}>
                {role}
              </div>
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          class="body"
          style={isPrinting ? {} : { height: `${String(virtualizer.getTotalSize())}px` }}
        >
          {items.map(({ index: n, key, start }) => {
            const row = rows[n];
            return (
              row && (
                <GridRow
                  key={key}
                  index={index}
                  row={row}
                  n={n}
                  roles={roles}
                  top={isPrinting ? undefined : start - HEIGHTS.head}
                  activeColumn={at.row === n ? at.column : -1}
                  select={(column) => {
                    setActive({ row: n, column });
                    openSquare(n, column);
                  }}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Where a cell is in the matrix, if the filter shows it. */
function placeOf(rows: readonly Row[], roles: readonly string[], cell: number) {
  for (const [row, of] of rows.entries())
    if (of.kind === 'rule')
      for (const [role, { cells }] of of.squares)
        if (cells.includes(cell)) return { row, column: roles.indexOf(role) + 1 };
  return undefined;
}
