import { Button, Tabs } from '../../../components';
import { useDialogs } from '../../../components/dialog';
import { recordPath } from '../../shared/addresses';
import { textOf } from '../../shared/columns';
import { Section } from '../../shared/panel';
import { Asking } from '../asking';
import type { View } from '../table-page';
import type { Line } from '../use-table';
import { ColumnTab } from './column-tab';
import { TableTab } from './table-tab';

function RecordTab({ view, line }: { view: View; line: Line }) {
  const { table } = view.parts;
  const words = { title: 'Delete 1 Record?', proceed: 'Delete 1 Record' };
  const [dialog, open] = useDialogs({
    view: <Asking view={view} asked={{ what: 'quick-view', line }} />,
    delete: <Asking view={view} asked={{ what: 'delete-record', line, ...words }} />,
  });
  return (
    <Section title="Actions">
      <div class="actions-list">
        <Button label="Quick View Record" onClick={() => open('view')} />
        <a class="button secondary" href={recordPath(table.oid, view.rows.keyOf(line))}>
          Open Record
        </a>
        <Button
          label="Delete Record"
          variant="danger"
          disabled={!table.current_role_priv.includes('DELETE')}
          onClick={() => open('delete')}
        />
      </div>
      {dialog}
    </Section>
  );
}

export type InspectorTab = 'table' | 'column' | 'record' | 'cell';

const TABS: readonly { id: InspectorTab; label: string }[] = [
  { id: 'table', label: 'Table' },
  { id: 'column', label: 'Column' },
  { id: 'record', label: 'Record' },
  { id: 'cell', label: 'Cell' },
];

function TabContent({ view, tab }: { view: View; tab: InspectorTab }) {
  const { line, column } = view.chosen;
  if (tab === 'table') return <TableTab view={view} />;
  if (tab === 'column' && column) return <ColumnTab key={column.id} view={view} column={column} />;
  if (tab === 'record' && line) return <RecordTab view={view} line={line} />;
  if (tab === 'cell' && line && column) {
    const value = textOf(line.values[column.id]);
    return (
      <div>
        <div class="field-label">Content</div> {view.rows.summaries[column.id]?.[value] ?? value}
      </div>
    );
  }
  return <p class="soft">{`Select a ${tab} to view its ${tab === 'cell' ? 'content' : 'properties'}.`}</p>;
}

interface InspectorProps {
  view: View;
  tab: InspectorTab;
  onTab: (tab: InspectorTab) => void;
}

/** What is known about the table, and about the chosen column, row and cell. */
export function Inspector({ view, tab, onTab }: InspectorProps) {
  return (
    <div class="inspector">
      <Tabs tabs={TABS} active={tab} onSelect={onTab}>
        <TabContent view={view} tab={tab} />
      </Tabs>
    </div>
  );
}
