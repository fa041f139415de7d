import { Dialog, ErrorBox, Icon, useLoad } from '../../components/index';
import type { Table } from '../../types';
import { recordPath } from '../shared/addresses';
import { loadRecord } from './load-record';
import { RecordFields } from './record-fields';

interface RecordModalProps {
  table: Table;
  recordKey: unknown;
  onClose: () => void;
}

/** A row over the page that shows it. */
export function RecordModal({ table, recordKey, onClose }: RecordModalProps) {
  const [loading, reload] = useLoad(() => loadRecord(table, recordKey), [recordKey]);
  const record = loading.state === 'success' ? loading.data : undefined;
  const title = (
    <>
      {record?.summary}{' '}
      <a class="record-link" href={recordPath(table.oid, recordKey)}>
        <Icon name="right" />
      </a>{' '}
      <span class="soft">Record in {table.name}</span>
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} size="large">
      {loading.state === 'failure' ? <ErrorBox message={loading.message} /> : null}
      {record ? (
        <RecordFields
          key={JSON.stringify(record.values)}
          record={record}
          recordKey={recordKey}
          onSaved={reload}
        />
      ) : null}
    </Dialog>
  );
}
