import { useState } from 'preact/hooks';
import { Button, ConfirmDialog, useLoad } from '../../components/index';
import { Crumb, Crumbs } from '../../banner/crumbs';
import { useCommonData } from '../../common-data';
import { navigate } from '../../navigation';
import { ErrorPage } from '../../pages/error-page';
import type { PageProps } from '../../router';
import { rpc } from '../../rpc';
import type { Table } from '../../types';
import { recordPath, tablePath } from '../shared/addresses';
import { inTable, knownTable } from '../shared/load-table';
import { TableCrumb } from '../table/table-page';
import { type LoadedRecord, loadRecord } from './load-record';
import { RecordFields } from './record-fields';

interface RecordViewProps {
  record: LoadedRecord;
  recordKey: string;
  reload: () => Promise<void>;
}

function RecordView({ record, recordKey, reload }: RecordViewProps) {
  const [deleting, setDeleting] = useState(false);
  const { table, summary, values } = record;
  const remove = async () => {
    await rpc('records.delete', { ...inTable(table.oid), record_ids: [recordKey] });
    navigate(tablePath(table.oid));
  };
  return (
    <>
      <Crumbs>
        <TableCrumb table={table} />
        <Crumb href={recordPath(table.oid, recordKey)}>{summary}</Crumb>
      </Crumbs>
      <main class="narrow">
        <div class="table-head">
          <div class="record-title">
            <span class="soft">Record</span> <strong>{summary}</strong>{' '}
            <span class="soft">
              Record in <a href={tablePath(table.oid)}>{table.name}</a>
            </span>
          </div>
          <Button
            variant="danger"
            disabled={!table.current_role_priv.includes('DELETE')}
            onClick={() => setDeleting(true)}
          >
            Delete Record
          </Button>
        </div>
        <RecordFields key={JSON.stringify(values)} record={record} recordKey={recordKey} onSaved={reload} />
      </main>
      {deleting ? (
        <ConfirmDialog
          title="Delete Record?"
          proceed="Delete Record"
          action={remove}
          onClose={() => setDeleting(false)}
        >
          <p>A deleted record does not come back.</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

function Loaded({ table, recordKey }: { table: Table; recordKey: string }) {
  const [loading, reload] = useLoad(() => loadRecord(table, recordKey), [table, recordKey]);
  if (loading.state === 'loading') return null;
  if (loading.state === 'failure' || !loading.data) {
    return (
      <>
        <Crumbs>
          <TableCrumb table={table} />
        </Crumbs>
        <ErrorPage
          message={loading.state === 'failure' ? loading.message : `Record with id ${recordKey} not found.`}
        />
      </>
    );
  }
  return <RecordView record={loading.data} recordKey={recordKey} reload={reload} />;
}

/** One row of a table. */
export function RecordPage({ params }: PageProps) {
  useCommonData();
  const table = knownTable(Number(params['table']));
  const recordKey = params['record'] ?? '';
  return table ? <Loaded table={table} recordKey={recordKey} /> : <ErrorPage message="Table not found." />;
}
