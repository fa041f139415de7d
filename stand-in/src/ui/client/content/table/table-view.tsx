import { useState } from 'preact/hooks';
import { Button, ErrorBox } from '../../components/index';
import type { Column, TableParts } from '../shared/wire';
import { Grid } from './grid';
import { Inspector, type InspectorTab } from './inspector/inspector';
import { StatusBar } from './status-bar';
import { Toolbar } from './toolbar';
import { type Line, useRows } from './use-table';

/** The cell that is chosen. */
export interface Chosen {
  line: Line | undefined;
  column: Column | undefined;
}

/** What the parts of the page share. */
export interface View {
  parts: TableParts;
  rows: ReturnType<typeof useRows>;
  /** Columns that are shown, in order. */
  shown: readonly Column[];
  chosen: Chosen;
  choose: (line: number | undefined, column: number | undefined, tab?: InspectorTab) => void;
  hidden: ReadonlySet<number>;
  hide: (columns: Iterable<number>) => void;
  /** Loads columns, constraints and links again. */
  reload: () => Promise<void>;
}

/** Columns in the order that was set for the table; those that it does not name follow. */
function inOrder({ table, columns }: TableParts): Column[] {
  const order = table.metadata?.column_order ?? [];
  const place = (column: Column) => {
    const at = order.indexOf(column.id);
    return at === -1 ? order.length : at;
  };
  return [...columns].sort((one, other) => place(one) - place(other));
}

/** A table that may be read: its rows, what can be done with them, and what is known about it. */
export function TableView({ parts, reload }: { parts: TableParts; reload: () => Promise<void> }) {
  const rows = useRows(parts);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [place, setPlace] = useState<{ line: number | undefined; column: number | undefined }>();
  const [inspecting, setInspecting] = useState(true);
  const [tab, setTab] = useState<InspectorTab>('table');
  const shown = inOrder(parts).filter(({ id }) => !hidden.has(id));
  const view: View = {
    parts,
    rows,
    shown,
    // As in the real program the first cell is chosen from the beginning.
    chosen: {
      line: rows.lines.find(({ id }) => id === place?.line) ?? rows.lines[0],
      column: shown.find(({ id }) => id === place?.column) ?? shown[0],
    },
    choose: (line, column, wanted) => {
      setPlace({ line: line ?? place?.line, column: column ?? place?.column });
      if (wanted) setTab(wanted);
    },
    hidden,
    hide: (columns) => setHidden(new Set(columns)),
    reload,
  };
  return (
    <>
      <div class="table-head">
        <h1>{parts.table.name}</h1>
        <Toolbar view={view} />
        <Button aria-label="Inspector" aria-pressed={inspecting} onClick={() => setInspecting(!inspecting)}>
          Inspector
        </Button>
      </div>
      {rows.loading.state === 'failure' ? (
        <ErrorBox message={rows.loading.message} onRetry={() => void rows.reload()} />
      ) : null}
      <div class="table-body">
        <Grid view={view} />
        {inspecting ? <Inspector view={view} tab={tab} onTab={setTab} /> : null}
      </div>
      <StatusBar view={view} />
    </>
  );
}
