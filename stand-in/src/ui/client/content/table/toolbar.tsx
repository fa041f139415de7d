import { Button, Dropdown, Menu, MenuItem } from '../../components';
import { CheckboxField, Select, TextField } from '../../components/field';
import { ColumnName, referentOf } from '../shared/columns';
import type { Column } from '../shared/wire';
import type { View } from './table-page';

function Name({ view, column }: { view: View; column: Column }) {
  return <ColumnName {...column} linked={referentOf(column, view.parts.constraints) !== undefined} />;
}

interface ColumnMenuProps {
  view: View;
  name: string;
  active: boolean;
  /** Given the number of the column; of none to ask for none. */
  onColumn: (attnum: number | undefined) => void;
}

/** A menu of the columns, and of nothing when one is chosen. */
function ColumnMenu({ view, name, active, onColumn }: ColumnMenuProps) {
  return (
    <Menu variant="secondary" trigger={active ? `${name} 1` : name} aria-label={name}>
      {active ? <MenuItem label={`No ${name}`} onClick={() => onColumn(undefined)} /> : null}
      {view.parts.columns.map((column) => (
        <MenuItem
          key={column.id}
          label={<Name view={view} column={column} />}
          onClick={() => onColumn(column.id)}
        />
      ))}
    </Menu>
  );
}

/** The words that the chosen column must contain. */
function FilterText({ view }: { view: View }) {
  const { query, setQuery } = view.rows;
  const { filter } = query;
  const column = view.parts.columns.find(({ id }) => id === filter?.attnum);
  if (!filter || !column) return null;
  return (
    <TextField
      label={`${column.name} contains`}
      value={filter.text}
      onInput={(text) => setQuery({ ...query, filter: { ...filter, text }, page: 0 })}
    />
  );
}

function Hide({ view }: { view: View }) {
  const { parts, hidden, hide } = view;
  const all = parts.columns.map(({ id }) => id);
  const without = (attnum: number) => [...hidden].filter((id) => id !== attnum);
  const trigger = hidden.size > 0 ? `Hide ${String(hidden.size)}` : 'Hide';
  return (
    <Dropdown variant="secondary" trigger={trigger} aria-label="Hide">
      <div class="menu hide-menu">
        <button type="button" class="link" onClick={() => hide(all)}>
          Hide all
        </button>
        <span class="soft"> | </span>
        <button type="button" class="link" onClick={() => hide([])}>
          Show all
        </button>
        {parts.columns.map((column) => (
          <CheckboxField
            key={column.id}
            label={<Name view={view} column={column} />}
            checked={hidden.has(column.id)}
            onChange={(checked) => hide(checked ? [...hidden, column.id] : without(column.id))}
          />
        ))}
      </div>
    </Dropdown>
  );
}

function Extend({ view: { parts } }: { view: View }) {
  const related = parts.joinable.joinable_tables.filter(({ multiple_results }) => multiple_results);
  return (
    <Dropdown variant="secondary" trigger="Extend" aria-label="Extend">
      <div class="menu">
        {related.length === 0 ? 'Related tables (None)' : `Related tables (${String(related.length)})`}
        <ul>
          {related.map(({ target }) => (
            <li key={target}>{parts.joinable.target_table_info[target]?.name}</li>
          ))}
        </ul>
      </div>
    </Dropdown>
  );
}

/** What is asked of the rows and which columns are shown; nothing of it is saved. */
export function Toolbar({ view }: { view: View }) {
  const { query, setQuery } = view.rows;
  const filter = (attnum: number | undefined) =>
    setQuery({ ...query, filter: attnum === undefined ? undefined : { attnum, text: '' } });
  const sort = (attnum: number | undefined) =>
    setQuery({ ...query, sort: attnum === undefined ? [] : [{ attnum, direction: 'asc' }] });
  const group = (attnum: number | undefined) => setQuery({ ...query, group: attnum });
  return (
    <div class="toolbar row">
      <ColumnMenu view={view} name="Filter" active={query.filter !== undefined} onColumn={filter} />
      <ColumnMenu view={view} name="Sort" active={query.sort.length > 0} onColumn={sort} />
      <ColumnMenu view={view} name="Group" active={query.group !== undefined} onColumn={group} />
      <Hide view={view} />
      <Extend view={view} />
      <FilterText view={view} />
    </div>
  );
}

const SIZES = [10, 100, 500];

/** Below the rows: how many there are, which are shown, and a new one. */
export function StatusBar({ view: { parts, rows } }: { view: View }) {
  const { query, setQuery, count, lines } = rows;
  const loaded = lines.filter(({ fresh }) => !fresh).length;
  const fresh = lines.filter((line) => line.fresh && line.saved).length;
  const unsaved = lines.filter(({ saved }) => !saved).length;
  const first = query.page * query.size;
  const pages = Math.max(1, Math.ceil(count / query.size));
  const page = (to: number) => setQuery({ ...query, page: to });
  return (
    <div class="status-bar">
      {parts.table.current_role_priv.includes('INSERT') ? (
        <Button label="New Record" variant="primary" icon="plus" onClick={() => void rows.add()} />
      ) : null}
      <span class="soft">
        {loaded === 0
          ? 'No records found'
          : `Showing ${String(first + 1)}–${String(first + loaded)} of ${String(count)}`}
        {fresh > 0 ? ` +${String(fresh)} new` : ''}
        {unsaved > 0 ? ` +${String(unsaved)} unsaved` : ''}
      </span>
      <span class="push" />
      {query.page > 0 ? <Button label="Previous" onClick={() => page(query.page - 1)} /> : null}
      <Button
        label={`Page ${String(query.page + 1)} of ${String(pages)}`}
        variant="plain"
        onClick={() => page(0)}
      />
      {query.page + 1 < pages ? <Button label="Next" onClick={() => page(query.page + 1)} /> : null}
      <Select
        options={SIZES.map((size) => ({ value: size, label: String(size) }))}
        value={query.size}
        onChange={(size) => setQuery({ ...query, size, page: 0 })}
      />
      <Button
        label={rows.loading.state === 'loading' ? 'Loading' : 'Refresh'}
        icon="refresh"
        disabled={rows.loading.state === 'loading'}
        onClick={() => void rows.reload()}
      />
    </div>
  );
}
