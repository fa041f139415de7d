import { CheckboxField, Dropdown, Menu, MenuItem, TextField } from '../../components/index';
import { ColumnName, referentOf } from '../shared/columns';
import type { Column } from '../shared/wire';
import type { View } from './table-view';

function Name({ view, column }: { view: View; column: Column }) {
  const linked = referentOf(column, view.parts.constraints) !== undefined;
  return <ColumnName name={column.name} type={column.type} linked={linked} />;
}

interface ColumnMenuProps {
  view: View;
  name: string;
  active: boolean;
  onColumn: (column: Column) => void;
  onNone: () => void;
}

/** A menu of the columns, and of nothing when one is chosen. */
function ColumnMenu({ view, name, active, onColumn, onNone }: ColumnMenuProps) {
  return (
    <Menu variant="secondary" trigger={active ? `${name} 1` : name} aria-label={name}>
      {active ? <MenuItem onClick={onNone}>{`No ${name}`}</MenuItem> : null}
      {view.parts.columns.map((column) => (
        <MenuItem key={column.id} onClick={() => onColumn(column)}>
          <Name view={view} column={column} />
        </MenuItem>
      ))}
    </Menu>
  );
}

/** The words that the chosen column must contain. */
function FilterText({ view }: { view: View }) {
  const { query, setQuery } = view.rows;
  const column = view.parts.columns.find(({ id }) => id === query.filter?.attnum);
  if (!query.filter || !column) return null;
  const { filter } = query;
  return (
    <TextField
      label={`${column.name} contains`}
      value={filter.text}
      onInput={(text) => setQuery({ ...query, filter: { ...filter, text }, page: 0 })}
    />
  );
}

function Hide({ view: { parts, hidden, hide, ...view } }: { view: View }) {
  const all = parts.columns.map(({ id }) => id);
  return (
    <Dropdown
      variant="secondary"
      trigger={hidden.size > 0 ? `Hide ${String(hidden.size)}` : 'Hide'}
      aria-label="Hide"
    >
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
            label={<Name view={{ parts, hidden, hide, ...view }} column={column} />}
            checked={hidden.has(column.id)}
            onChange={(checked) =>
              hide(checked ? [...hidden, column.id] : [...hidden].filter((id) => id !== column.id))
            }
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
  return (
    <div class="toolbar">
      <ColumnMenu
        view={view}
        name="Filter"
        active={query.filter !== undefined}
        onColumn={({ id }) => setQuery({ ...query, filter: { attnum: id, text: '' } })}
        onNone={() => setQuery({ ...query, filter: undefined })}
      />
      <ColumnMenu
        view={view}
        name="Sort"
        active={query.sort.length > 0}
        onColumn={({ id }) => setQuery({ ...query, sort: [{ attnum: id, direction: 'asc' }] })}
        onNone={() => setQuery({ ...query, sort: [] })}
      />
      <ColumnMenu
        view={view}
        name="Group"
        active={query.group !== undefined}
        onColumn={({ id }) => setQuery({ ...query, group: id })}
        onNone={() => setQuery({ ...query, group: undefined })}
      />
      <Hide view={view} />
      <Extend view={view} />
      <FilterText view={view} />
    </div>
  );
}
