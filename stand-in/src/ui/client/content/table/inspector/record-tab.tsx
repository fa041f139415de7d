import { useState } from 'preact/hooks';
import { Button } from '../../../components/index';
import { recordPath } from '../../shared/addresses';
import { Section } from '../../shared/section';
import { Asking, DeleteRecordDialog } from '../asking';
import type { View } from '../table-view';
import type { Line } from '../use-table';

/** What can be done with the chosen row. */
export function RecordTab({ view, line }: { view: View; line: Line | undefined }) {
  const [opened, setOpened] = useState<'view' | 'delete'>();
  const close = () => setOpened(undefined);
  if (!line) return <p class="soft">Select a record to view its properties.</p>;
  const { table } = view.parts;
  return (
    <Section title="Actions">
      <div class="actions-list">
        <Button onClick={() => setOpened('view')}>Quick View Record</Button>
        <a class="button secondary" href={recordPath(table.oid, view.rows.keyOf(line))}>
          Open Record
        </a>
        <Button
          variant="danger"
          disabled={!table.current_role_priv.includes('DELETE')}
          onClick={() => setOpened('delete')}
        >
          Delete Record
        </Button>
      </div>
      {opened === 'view' ? <Asking view={view} asked={{ what: 'quick-view', line }} onClose={close} /> : null}
      {opened === 'delete' ? (
        <DeleteRecordDialog
          view={view}
          line={line}
          title="Delete 1 Record?"
          proceed="Delete 1 Record"
          onClose={close}
        />
      ) : null}
    </Section>
  );
}
