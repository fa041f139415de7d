import type { Table } from '../../types';
import { recordPath } from '../shared/addresses';
import { RecordFinder } from '../record/record-finder';

/** Looks for a row of a table and opens its page. */
export function FindRecordDialog({ table, onClose }: { table: Table; onClose: () => void }) {
  return (
    <RecordFinder
      title={`Open a Record from ${table.name}`}
      tableOid={table.oid}
      onClose={onClose}
      entry={({ key, values }) => (
        <a class="found-link" href={recordPath(table.oid, key)} aria-label={`Open ${values.join(' ')}`}>
          {values.join(' ')}
        </a>
      )}
    />
  );
}
