import { useState } from 'preact/hooks';
import { KindIcon } from '../shared/kind-icon';
import { kindOf } from '../shared/kinds';
import type { Joinable } from '../shared/wire';
import type { Asked, Base } from './model';
import { withColumn } from './model';

interface ColumnListProps {
  base: Base;
  asked: Asked;
  onChange: (asked: Asked) => void;
}

interface EntryProps {
  name: string;
  type: string;
  /** How often the exploration has the column. */
  count: number;
  onAdd: () => void;
}

function Entry({ name, type, count, onAdd }: EntryProps) {
  return (
    <button type="button" class="menu-item" onClick={onAdd}>
      <KindIcon kind={kindOf(type)} /> <span>{name}</span>{' '}
      {count > 0 ? (
        <span class="count" aria-label="Help" title={`${String(count)} in the exploration`}>
          {count}
        </span>
      ) : null}{' '}
      <span class="push">+</span>
    </button>
  );
}

const samePath = (one: Joinable['join_path'] | undefined, other: Joinable['join_path'] | undefined) =>
  JSON.stringify(one ?? []) === JSON.stringify(other ?? []);

/** The columns of a table that the base table points to. */
function Linked({ link, base, asked, onChange }: ColumnListProps & { link: Joinable }) {
  const [open, setOpen] = useState(false);
  const target = base.joinable.target_table_info[link.target];
  const via = base.columns.find(({ id }) => id === link.join_path[0]?.[0][1])?.name;
  if (!target) return null;
  const { join_path } = link;
  return (
    <>
      <button type="button" class="menu-item" aria-expanded={open} onClick={() => setOpen(!open)}>
        {target.name} via {via}
      </button>
      {open ? (
        <div class="nested">
          {Object.entries(target.columns).map(([attnum, { name, type }]) => (
            <Entry
              key={attnum}
              name={name}
              type={type}
              count={
                asked.initial_columns.filter(
                  (column) => column.attnum === Number(attnum) && samePath(column.join_path, join_path),
                ).length
              }
              onAdd={() =>
                onChange(withColumn(asked, target.name, { name, attnum: Number(attnum), join_path }))
              }
            />
          ))}
        </div>
      ) : null}
    </>
  );
}

/** The columns that can be explored. */
export function ColumnList({ base, asked, onChange }: ColumnListProps) {
  const links = base.joinable.joinable_tables.filter(
    ({ depth, multiple_results }) => depth === 1 && !multiple_results,
  );
  return (
    <>
      <p class="soft">Columns of the table, and of the tables that it points to.</p>
      <div class="field-label">From Base Table</div>
      {base.columns.map(({ id, name, type }) => (
        <Entry
          key={id}
          name={name}
          type={type}
          count={asked.initial_columns.filter(({ attnum, join_path }) => attnum === id && !join_path).length}
          onAdd={() => onChange(withColumn(asked, base.name, { name, attnum: id }))}
        />
      ))}
      {asked.initial_columns.length === 0 ? (
        <>
          <div class="field-label">From Related Tables</div>
          <p class="soft">Add a column of the base table first.</p>
        </>
      ) : (
        <>
          <div class="field-label">References From Base Table</div>
          {links.map((link) => (
            <Linked
              key={JSON.stringify(link.join_path)}
              link={link}
              base={base}
              asked={asked}
              onChange={onChange}
            />
          ))}
        </>
      )}
    </>
  );
}
