import type { MenuPlace } from './menus';
import { GridCell } from './grid-cell';
import type { View } from './table-view';
import type { Line } from './use-table';

interface GridRowProps {
  view: View;
  line: Line;
  number: number;
  onMenu: (place: MenuPlace) => void;
}

/** One row of the sheet. */
export function GridRow({ view, line, number, onMenu }: GridRowProps) {
  return (
    <div class="grid-row" data-sheet-element="data-row">
      <div
        class="cell row-head"
        data-sheet-element="row-header-cell"
        data-sheet-row-type="data"
        tabIndex={0}
        onClick={() => view.choose(line.id, undefined, 'record')}
        onKeyDown={(event) => event.key === 'Enter' && view.choose(line.id, undefined, 'record')}
        onContextMenu={(event) => {
          event.preventDefault();
          view.choose(line.id, undefined);
          onMenu({ anchor: event.currentTarget, line });
        }}
      >
        {number} {line.saved ? null : '*'}
      </div>
      {view.shown.map((column) => (
        <GridCell key={column.id} view={view} line={line} column={column} onMenu={onMenu} />
      ))}
    </div>
  );
}
