import { useState } from 'preact/hooks';
import { ErrorBox } from '../../components/index';
import { Crumb, Crumbs } from '../../banner/crumbs';
import { useCommonData } from '../../common-data';
import { ErrorPage } from '../../pages/error-page';
import type { PageProps } from '../../router';
import type { Table } from '../../types';
import { FindRecordDialog } from '../schema/find-record-dialog';
import { tablePath } from '../shared/addresses';
import { SearchIcon } from '../shared/kind-icon';
import { knownTable } from '../shared/load-table';
import { TableView } from './table-view';
import { useTableParts } from './use-table';

/** A table in the way of the banner, and the search for one of its rows. */
export function TableCrumb({ table }: { table: Table }) {
  const [finding, setFinding] = useState(false);
  return (
    <>
      <Crumb href={tablePath(table.oid)}>{table.name}</Crumb>
      <button type="button" class="button plain icon-only" onClick={() => setFinding(true)}>
        <SearchIcon />
      </button>
      {finding ? <FindRecordDialog table={table} onClose={() => setFinding(false)} /> : null}
    </>
  );
}

function Loaded({ table }: { table: Table }) {
  const [parts, reload] = useTableParts(table);
  if (parts.state === 'loading') return null;
  if (parts.state === 'failure') return <ErrorBox message={parts.message} onRetry={() => void reload()} />;
  return <TableView parts={parts.data} reload={reload} />;
}

/** The rows and columns of a table. */
export function TablePage({ params }: PageProps) {
  useCommonData();
  const table = knownTable(Number(params['table']));
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
