import { Tabs } from '../../../components/index';
import { textOf } from '../../shared/columns';
import type { View } from '../table-view';
import { ColumnTab } from './column-tab';
import { RecordTab } from './record-tab';
import { TableTab } from './table-tab';

export type InspectorTab = 'table' | 'column' | 'record' | 'cell';

const TABS: readonly { id: InspectorTab; label: string }[] = [
  { id: 'table', label: 'Table' },
  { id: 'column', label: 'Column' },
  { id: 'record', label: 'Record' },
  { id: 'cell', label: 'Cell' },
];

function CellTab({ view: { chosen, rows } }: { view: View }) {
  const { line, column } = chosen;
  if (!line || !column) return <p class="soft">Select a cell to view its content.</p>;
  const value = textOf(line.values[column.id]);
  return (
    <div>
      <div class="field-label">Content</div> {rows.summaries[column.id]?.[value] ?? value}
    </div>
  );
}

interface InspectorProps {
  view: View;
  tab: InspectorTab;
  onTab: (tab: InspectorTab) => void;
}

/** What is known about the table, and about the chosen column, row and cell. */
export function Inspector({ view, tab, onTab }: InspectorProps) {
  const { line, column } = view.chosen;
  const select = (id: string) => {
    const wanted = TABS.find((each) => each.id === id);
    if (wanted) onTab(wanted.id);
  };
  return (
    <div class="inspector">
      <Tabs tabs={TABS} active={tab} onSelect={select}>
        {tab === 'table' ? <TableTab view={view} /> : null}
        {tab === 'column' && column ? <ColumnTab key={column.id} view={view} column={column} /> : null}
        {tab === 'column' && !column ? <p class="soft">Select a column to view its properties.</p> : null}
        {tab === 'record' ? <RecordTab view={view} line={line} /> : null}
        {tab === 'cell' ? <CellTab view={view} /> : null}
      </Tabs>
    </div>
  );
}
