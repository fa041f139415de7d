import { Button } from '../../components/index';
import { knownTable } from '../shared/load-table';
import { RecordFinder } from './record-finder';

/** What was picked: the key of the row and the row in a few words. */
interface Picked {
  key: unknown;
  summary: string;
}

interface PickerProps {
  tableOid: number;
  onPick: (picked: Picked) => void;
  onClose: () => void;
}

/** Picks a row of another table, for a column that points to it. */
export function RecordPicker({ tableOid, onPick, onClose }: PickerProps) {
  const pick = (picked: Picked) => {
    onClose();
    onPick(picked);
  };
  return (
    <RecordFinder
      title={`Pick a Record from ${knownTable(tableOid)?.name ?? 'another table'}`}
      tableOid={tableOid}
      onClose={onClose}
      entry={({ key, summary, values }) => (
        <div class="pick">
          <Button onClick={() => pick({ key, summary })}>Pick</Button>
          {values.map((value, index) => (
            <span key={index}> {value}</span>
          ))}
        </div>
      )}
    />
  );
}
