import { useState } from 'preact/hooks';
import { Button, IconButton, Menu, MenuItem, Tabs } from '../../components';
import { TextField } from '../../components/field';
import { ColumnName, KindIcon, kindOf } from '../shared/columns';
import { Section } from '../shared/panel';
import { directLinks, nameOfLink } from '../shared/tables';
import type { Joinable } from '../shared/wire';
import { type Asked, type Base, type Result, type Transformation, withColumn, withoutColumn } from './model';

interface SourcesProps {
  base: Base;
  asked: Asked;
  onChange: (asked: Asked) => void;
}

interface EntryProps extends SourcesProps {
  table: string;
  column: { attnum: number; name: string; type: string };
  /** How the column is reached; undefined for one of the base table. */
  path?: Joinable['join_path'];
}

/** A column that can be explored, and how often the exploration has it. */
function Entry({ asked, onChange, table, column, path }: EntryProps) {
  const { attnum, name, type } = column;
  const same = asked.initial_columns.filter(
    (known) =>
      known.attnum === attnum && JSON.stringify(known.join_path ?? []) === JSON.stringify(path ?? []),
  );
  const add = () =>
    onChange(withColumn(asked, table, { name, attnum, ...(path ? { join_path: path } : {}) }));
  return (
    <button type="button" class="menu-item" onClick={add}>
      <KindIcon kind={kindOf(type)} /> <span>{name}</span>{' '}
      {same.length > 0 ? (
        <span class="badge" aria-label="Help" title={`${String(same.length)} in the exploration`}>
          {same.length}
        </span>
      ) : null}{' '}
      <span class="push">+</span>
    </button>
  );
}

function Linked({ link, ...props }: SourcesProps & { link: Joinable }) {
  const [open, setOpen] = useState(false);
  const { joinable, columns } = props.base;
  const target = joinable.target_table_info[link.target];
  if (!target) return null;
  const entries = Object.entries(target.columns).map(([id, { name, type }]) => {
    const column = { attnum: Number(id), name, type };
    return <Entry key={id} {...props} table={target.name} column={column} path={link.join_path} />;
  });
  return (
    <>
      <button type="button" class="menu-item" aria-expanded={open} onClick={() => setOpen(!open)}>
        {nameOfLink(link, joinable, columns)}
      </button>
      {open ? <div class="nested">{entries}</div> : null}
    </>
  );
}

function ColumnList(props: SourcesProps) {
  const { base, asked } = props;
  return (
    <>
      <p class="soft">Columns of the table, and of the tables that it points to.</p>
      <div class="field-label">From Base Table</div>
      {base.columns.map(({ id, name, type }) => (
        <Entry key={id} {...props} table={base.name} column={{ attnum: id, name, type }} />
      ))}
      {asked.initial_columns.length === 0 ? (
        <>
          <div class="field-label">From Related Tables</div>
          <p class="soft">Add a column of the base table first.</p>
        </>
      ) : (
        <>
          <div class="field-label">References From Base Table</div>
          {directLinks(base.joinable).map((link) => (
            <Linked key={JSON.stringify(link.join_path)} {...props} link={link} />
          ))}
        </>
      )}
    </>
  );
}

function described({ type, spec }: Transformation): string {
  if (type === 'order' && Array.isArray(spec)) {
    return `Sort by ${spec.map(({ field }: { field: string }) => field).join(', ')}`;
  }
  if (type === 'hide' && Array.isArray(spec)) return `Hide ${spec.join(', ')}`;
  return type;
}

function Transformations({ asked, onChange }: SourcesProps) {
  const { transformations } = asked;
  const set = (steps: Transformation[]) => onChange({ ...asked, transformations: steps });
  const steps: Transformation[] = [
    ...asked.initial_columns.map(({ alias }) => ({
      type: 'order',
      spec: [{ field: alias, direction: 'asc' }],
    })),
    ...asked.initial_columns.map(({ alias }) => ({ type: 'hide', spec: [alias] })),
  ];
  return (
    <>
      <p class="soft">Steps apply in this order.</p>
      {transformations.map((step, index) => (
        <div key={index} class="row spread">
          <span>{described(step)}</span>
          <IconButton
            icon="trash"
            aria-label="Remove step"
            onClick={() => set(transformations.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Menu trigger="Add transformation step" variant="secondary" disabled={steps.length === 0}>
        {steps.map((step) => (
          <MenuItem
            key={described(step)}
            label={described(step)}
            onClick={() => set([...transformations, step])}
          />
        ))}
      </Menu>
    </>
  );
}

const TABS = [
  { id: 'columns', label: 'Select Columns' },
  { id: 'transform', label: 'Transform Results' },
];

/** What can be added to an exploration. */
export function Sources(props: SourcesProps) {
  const [tab, setTab] = useState('columns');
  return (
    <aside class="explorer-sources">
      <Tabs tabs={TABS} active={tab} onSelect={setTab}>
        {tab === 'columns' ? <ColumnList {...props} /> : <Transformations {...props} />}
      </Tabs>
    </aside>
  );
}

interface InspectorProps {
  asked: Asked;
  result: Result | undefined;
  /** The chosen column. */
  alias: string | undefined;
  onChange: (asked: Asked) => void;
  /** Only for a saved exploration. */
  onDelete: (() => void) | undefined;
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
        <Button label="Delete Exploration" variant="danger" onClick={() => onDelete?.()} />
      </Section>
    </>
  );
}

function ColumnTab({ asked, result, alias = '', onChange }: InspectorProps) {
  const column = result?.column_metadata[alias];
  if (!column) return <p class="soft">Select a column to view its properties.</p>;
  const rename = (name: string) =>
    onChange({ ...asked, display_names: { ...asked.display_names, [alias]: name } });
  const remove = () => onChange(withoutColumn(asked, alias));
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
        <Button label="Remove Column From Query" variant="danger" onClick={remove} />
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
    <aside class="inspector">
      <Tabs tabs={tabs} active={tab} onSelect={setTab}>
        {tab === 'exploration' ? <ExplorationTab {...props} /> : null}
        {tab === 'column' ? <ColumnTab {...props} /> : null}
        {tab === 'cell' ? <p class="soft">Select a cell to view its content.</p> : null}
      </Tabs>
    </aside>
  );
}
