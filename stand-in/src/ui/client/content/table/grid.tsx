import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { Dropdown, Icon } from '../../components';
import { FormButtons, useDialog } from '../../components/dialog';
import { Help, ListBox, TextField } from '../../components/field';
import { rpc } from '../../rpc';
import { ColumnName, KINDS, KindLabel, isNothing, referentOf, textOf, typeOf } from '../shared/columns';
import { inTable } from '../shared/tables';
import type { Column } from '../shared/wire';
import { type Asked, Asking } from './asking';
import { GridCell } from './grid-cell';
import { GridMenu, type MenuPlace } from './menus';
import type { View } from './table-page';
import type { Line } from './use-table';

const OPTIONS = KINDS.map(({ label, help }) => ({
  value: label,
  label: (
    <>
      <KindLabel kind={label} />
      {help ? <Help /> : null}
    </>
  ),
}));

function NewColumnForm({ view, onClose }: { view: View; onClose: () => void }) {
  const [name, setName] = useState('');
  const [kind, setKind] = useState('Text');
  const taken = view.parts.columns.some((column) => column.name === name);
  const add = async () => {
    const column_data_list = [{ name, type: typeOf(kind) }];
    await rpc('columns.add', { ...inTable(view.parts.table.oid), column_data_list });
    await view.reload();
  };
  return (
    <div class="small-form">
      <TextField label="Column Name" value={name} onInput={setName} aria-label="Column Name" />
      <div>Select Type</div>
      <ListBox class="menu kinds" options={OPTIONS} value={kind} onChoose={setKind} />
      <FormButtons
        proceed="Add"
        action={add}
        onDone={onClose}
        onCancel={onClose}
        disabled={taken || name.trim() === ''}
      />
    </div>
  );
}

/** Behind the last column: a new one. */
export function NewColumn({ view }: { view: View }) {
  return (
    <Dropdown trigger={<Icon name="plus" />} aria-label="New Column" title="New Column">
      {(close) => <NewColumnForm view={view} onClose={close} />}
    </Dropdown>
  );
}

interface GridRowProps {
  view: View;
  line: Line;
  number: number;
  onMenu: (place: MenuPlace) => void;
}

function GridRow({ view, line, number, onMenu }: GridRowProps) {
  return (
    <div class="grid-row" data-sheet-element="data-row">
      <div
        class="cell row-head"
        data-sheet-element="row-header-cell"
        data-sheet-row-type="data"
        tabIndex={0}
        onClick={() => view.choose(line.id, undefined, 'record')}
        onKeyDown={(event) => event.key === 'Enter' && view.choose(line.id, undefined, 'record')}
        onContextMenu={(event) => {
          event.preventDefault();
          view.choose(line.id, undefined);
          onMenu({ anchor: event.currentTarget, line });
        }}
      >
        {number} {line.saved ? null : '*'}
      </div>
      {view.shown.map((column) => (
        <GridCell key={column.id} view={view} line={line} column={column} onMenu={onMenu} />
      ))}
    </div>
  );
}

function Header({ view, onMenu }: Pick<GridRowProps, 'view' | 'onMenu'>) {
  const { parts, shown, choose, chosen } = view;
  return (
    <div class="grid-row header" data-sheet-element="header-row">
      <div class="cell corner" data-sheet-element="origin-cell" />
      {shown.map((column) => (
        <div
          key={column.id}
          class={chosen.column === column ? 'cell head chosen' : 'cell head'}
          data-sheet-element="column-header-cell"
          data-column-identifier={column.id}
          tabIndex={0}
          onClick={() => choose(undefined, column.id, 'column')}
          onKeyDown={(event) => event.key === 'Enter' && choose(undefined, column.id, 'column')}
          onContextMenu={(event) => {
            event.preventDefault();
            onMenu({ anchor: event.currentTarget, column });
          }}
        >
          <ColumnName {...column} linked={referentOf(column, parts.constraints) !== undefined} />
        </div>
      ))}
      {parts.table.current_role_owns ? (
        <div class="cell new-column" data-sheet-element="new-column-cell">
          <NewColumn view={view} />
        </div>
      ) : null}
    </div>
  );
}

/** The heading above rows that have the same value in the column by which they are grouped. */
function groupHeading(view: View, column: Column, line: Line, before: Line | undefined): string | undefined {
  const value = line.values[column.id];
  if (before && before.values[column.id] === value) return undefined;
  const text = isNothing(value) ? 'NULL' : textOf(value);
  return `${column.name}: ${view.rows.summaries[column.id]?.[text] ?? text}`;
}

/** The rows and columns as a sheet; the right mouse button opens the menu of a row, a column or a cell. */
export function Grid({ view }: { view: View }) {
  const [place, setPlace] = useState<MenuPlace>();
  const [dialog, ask] = useDialog((asked: Asked) => <Asking view={view} asked={asked} />);
  const { lines, query } = view.rows;
  const group = view.parts.columns.find(({ id }) => id === query.group);
  const firstFresh = lines.findIndex(({ fresh }) => fresh);
  return (
    <div class="record-sheet">
      <Header view={view} onMenu={setPlace} />
      <div data-sheet-element="body">
        {lines.map((line, index) => {
          const heading = group && groupHeading(view, group, line, lines[index - 1]);
          return (
            <Fragment key={line.id}>
              {heading === undefined ? null : <div class="group-heading">{heading}</div>}
              {index === firstFresh ? (
                <div class="group-heading" data-sheet-element="positionable-cell">
                  New records will be repositioned on refresh
                </div>
              ) : null}
              <GridRow view={view} line={line} number={index + 1} onMenu={setPlace} />
            </Fragment>
          );
        })}
      </div>
      {place ? <GridMenu view={view} place={place} ask={ask} onClose={() => setPlace(undefined)} /> : null}
      {dialog}
    </div>
  );
}
