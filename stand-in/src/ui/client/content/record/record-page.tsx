import { Crumb, Crumbs } from '../../banner/crumbs';
import { useCommonData } from '../../common-data';
import { useLoad } from '../../components';
import { ActionDialog, DialogButton } from '../../components/dialog';
import { navigate } from '../../navigation';
import { ErrorPage } from '../../pages/error-page';
import type { PageProps } from '../../router';
import { rpc } from '../../rpc';
import type { Table } from '../../types';
import { recordPath, tablePath } from '../shared/addresses';
import { inTable, knownTable } from '../shared/tables';
import { TableCrumb } from '../table/table-page';
import { type LoadedRecord, RecordFields, loadRecord } from './record-fields';

interface RecordViewProps {
  record: LoadedRecord;
  recordKey: string;
  reload: () => Promise<void>;
}

function RecordView({ record, recordKey, reload }: RecordViewProps) {
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
      <main>
        <div class="table-head">
          <div class="title">
            <span class="soft">Record</span> <strong>{summary}</strong>{' '}
            <span class="soft">
              Record in <a href={tablePath(table.oid)}>{table.name}</a>
            </span>
          </div>
          <DialogButton
            label="Delete Record"
            variant="danger"
            disabled={!table.current_role_priv.includes('DELETE')}
            dialog={
              <ActionDialog title="Delete Record?" proceed="Delete Record" action={remove} danger>
                <p>A deleted record does not come back.</p>
              </ActionDialog>
            }
          />
        </div>
        <RecordFields key={JSON.stringify(values)} record={record} recordKey={recordKey} onSaved={reload} />
      </main>
    </>
  );
}

function LoadedPage({ table, recordKey }: { table: Table; recordKey: string }) {
  const [loading, reload] = useLoad(() => loadRecord(table, recordKey), [table, recordKey]);
  if (loading.state === 'loading') return null;
  if (loading.data) return <RecordView record={loading.data} recordKey={recordKey} reload={reload} />;
  return (
    <>
      <Crumbs>
        <TableCrumb table={table} />
      </Crumbs>
      <ErrorPage message={loading.message ?? `Record with id ${recordKey} not found.`} />
    </>
  );
}

/** One row of a table. */
export function RecordPage({ params }: PageProps) {
  useCommonData();
  const table = knownTable(Number(params.table));
  if (!table) return <ErrorPage message="Table not found." />;
  return <LoadedPage table={table} recordKey={params.record ?? ''} />;
}
