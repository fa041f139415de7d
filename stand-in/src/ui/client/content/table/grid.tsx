import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { ColumnName, referentOf, textOf } from '../shared/columns';
import type { Column } from '../shared/wire';
import { Asking } from './asking';
import { type Asked, GridMenu, type MenuPlace } from './menus';
import { GridRow } from './grid-row';
import { NewColumn } from './new-column';
import type { View } from './table-view';
import type { Line } from './use-table';

interface HeaderProps {
  view: View;
  onMenu: (place: MenuPlace) => void;
}

function Header({ view, onMenu }: HeaderProps) {
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
          <ColumnName
            name={column.name}
            type={column.type}
            linked={referentOf(column, parts.constraints) !== undefined}
          />
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
  const text = value === null || value === undefined ? 'NULL' : textOf(value);
  return `${column.name}: ${view.rows.summaries[column.id]?.[text] ?? text}`;
}

/** The rows and columns as a sheet; the right mouse button opens the menu of a row, a column or a cell. */
export function Grid({ view }: { view: View }) {
  const [place, setPlace] = useState<MenuPlace>();
  const [asked, setAsked] = useState<Asked>();
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
      {place ? (
        <GridMenu view={view} place={place} ask={setAsked} onClose={() => setPlace(undefined)} />
      ) : null}
      {asked ? <Asking view={view} asked={asked} onClose={() => setAsked(undefined)} /> : null}
    </div>
  );
}
