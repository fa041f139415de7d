import { useState } from 'preact/hooks';
import { Crumb, Crumbs } from '../../banner/crumbs';
import { useCommonData } from '../../common-data';
import { Button, ErrorBox, IconButton } from '../../components';
import { useDialogs } from '../../components/dialog';
import { ErrorPage } from '../../pages/error-page';
import type { PageProps } from '../../router';
import type { Table } from '../../types';
import { FindRecordDialog } from '../record/record-finder';
import { tablePath } from '../shared/addresses';
import { knownTable } from '../shared/tables';
import type { Column, TableParts } from '../shared/wire';
import { Grid } from './grid';
import { Inspector, type InspectorTab } from './inspector/inspector';
import { StatusBar, Toolbar } from './toolbar';
import { type Line, useRows, useTableParts } from './use-table';

/** A table in the way of the banner, and the search for one of its rows. */
export function TableCrumb({ table }: { table: Table }) {
  const [dialog, open] = useDialogs({
    find: <FindRecordDialog table={table} />,
  });
  return (
    <>
      <Crumb href={tablePath(table.oid)}>{table.name}</Crumb>
      <IconButton icon="search" onClick={() => open('find')} />
      {dialog}
    </>
  );
}

function Loaded({ table }: { table: Table }) {
  const [parts, reload] = useTableParts(table);
  if (parts.state === 'loading') return null;
  if (parts.state === 'failure') return <ErrorBox message={parts.message} onRetry={reload} />;
  return <TableView parts={parts.data} reload={reload} />;
}

/** The rows and columns of a table. */
export function TablePage({ params }: PageProps) {
  useCommonData();
  const table = knownTable(Number(params.table));
  if (!table) return <ErrorPage message="Table not found." />;
  return (
    <>
      <Crumbs>
        <TableCrumb table={table} />
      </Crumbs>
      <main class="table-page">
        {table.current_role_priv.includes('SELECT') ? (
          <Loaded table={table} />
        ) : (
          <>
            <h1>{table.name}</h1>
            <div class="hint">Your role does not have the privileges to view this table.</div>
          </>
        )}
      </main>
    </>
  );
}

/** What the parts of the page share. */
export interface View {
  parts: TableParts;
  rows: ReturnType<typeof useRows>;
  /** Columns that are shown, in order. */
  shown: readonly Column[];
  /** The cell that is chosen. */
  chosen: { line: Line | undefined; column: Column | undefined };
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
        <span class="push" />
        <Button
          label="Inspector"
          aria-label="Inspector"
          aria-pressed={inspecting}
          onClick={() => setInspecting(!inspecting)}
        />
      </div>
      <ErrorBox message={rows.loading.message} onRetry={rows.reload} />
      <div class="table-body">
        <Grid view={view} />
        {inspecting ? <Inspector view={view} tab={tab} onTab={setTab} /> : null}
      </div>
      <StatusBar view={view} />
    </>
  );
}
