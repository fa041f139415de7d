import { useState } from 'preact/hooks';
import { Button, Tabs, TextField } from '../../components/index';
import { ColumnName } from '../shared/columns';
import { Section } from '../shared/section';
import { type Asked, type Result, withoutColumn } from './model';

interface InspectorProps {
  asked: Asked;
  result: Result | undefined;
  /** The chosen column. */
  alias: string | undefined;
  onChange: (asked: Asked) => void;
  /** Only for a saved exploration. */
  onDelete?: () => void;
}

function ExplorationTab({ asked, onChange, onDelete }: InspectorProps) {
  return (
    <>
      <Section title="Properties">
        <TextField
          label="Name"
          aria-label="Name"
          value={asked.name}
          onInput={(name) => onChange({ ...asked, name })}
        />
        <TextField
          label="Description"
          aria-label="Description"
          value={asked.description ?? ''}
          multiline
          onInput={(description) => onChange({ ...asked, description })}
        />
      </Section>
      <Section title="Actions">
        <Button variant="danger" onClick={() => onDelete?.()}>
          Delete Exploration
        </Button>
      </Section>
    </>
  );
}

function ColumnTab({ asked, result, alias, onChange }: InspectorProps) {
  const column = alias === undefined ? undefined : result?.column_metadata[alias];
  if (alias === undefined || !column) return <p class="soft">Select a column to view its properties.</p>;
  const rename = (name: string) =>
    onChange({ ...asked, display_names: { ...asked.display_names, [alias]: name } });
  return (
    <>
      <Section title="Properties">
        <TextField
          label="Name"
          aria-label="Name"
          value={asked.display_names[alias] ?? column.display_name ?? alias}
          onInput={rename}
        />
        <div class="field-label">Source Column</div>{' '}
        <ColumnName name={column.input_column_name ?? alias} type={column.type} /> from{' '}
        {column.input_table_name}
      </Section>
      <Section title="Actions">
        <Button variant="danger" onClick={() => onChange(withoutColumn(asked, alias))}>
          Remove Column From Query
        </Button>
      </Section>
    </>
  );
}

/** What is known about the exploration and about its chosen column. */
export function ExplorerInspector(props: InspectorProps) {
  const saved = props.onDelete !== undefined;
  const [tab, setTab] = useState(saved ? 'exploration' : 'column');
  const tabs = [
    ...(saved ? [{ id: 'exploration', label: 'Exploration' }] : []),
    { id: 'column', label: 'Column' },
    { id: 'cell', label: 'Cell' },
  ];
  return (
    <Tabs tabs={tabs} active={tab} onSelect={setTab}>
      {tab === 'exploration' ? <ExplorationTab {...props} /> : null}
      {tab === 'column' ? <ColumnTab {...props} /> : null}
      {tab === 'cell' ? <p class="soft">Select a cell to view its content.</p> : null}
    </Tabs>
  );
}
