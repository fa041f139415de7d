import { MenuItem, MenuLink } from '../../components/index';
import { editable, textOf } from '../shared/columns';
import { recordPath } from '../shared/addresses';
import type { Column, Row } from '../shared/wire';
import { clipboard } from './clipboard';
import { FloatingMenu, SubMenu } from './floating-menu';
import type { View } from './table-view';
import type { Line } from './use-table';

/** What a menu can ask the page to open. */
export type Asked =
  | { what: 'quick-view'; line: Line }
  | { what: 'delete-record'; line: Line }
  | { what: 'delete-column'; column: Column }
  | { what: 'paste'; line: Line; column: Column; text: string };

/** Where a menu was asked for. */
export interface MenuPlace {
  anchor: HTMLElement;
  line?: Line;
  column?: Column;
}

interface MenuProps {
  view: View;
  ask: (asked: Asked) => void;
  onClose: () => void;
}

/** A copy takes all values but those that the table makes itself. */
function copyOf(line: Line, columns: readonly Column[]): Row {
  const own = columns.filter(({ primary_key, default: preset }) => !primary_key && !preset?.is_dynamic);
  return Object.fromEntries(own.map(({ id }) => [id, line.values[id]]));
}

function RowItems({ view, line, ask, onClose }: MenuProps & { line: Line }) {
  const { rows, parts } = view;
  const privileges = parts.table.current_role_priv;
  const then = (action: () => void) => () => {
    onClose();
    action();
  };
  return (
    <>
      <MenuItem onClick={then(() => ask({ what: 'quick-view', line }))}>Quick View Record</MenuItem>
      <MenuLink href={recordPath(parts.table.oid, rows.keyOf(line))}>Open Record</MenuLink>
      {privileges.includes('INSERT') ? (
        <MenuItem onClick={then(() => void rows.add(copyOf(line, parts.columns)))}>Duplicate Record</MenuItem>
      ) : null}
      {privileges.includes('DELETE') ? (
        <MenuItem danger onClick={then(() => ask({ what: 'delete-record', line }))}>
          Delete Record
        </MenuItem>
      ) : null}
    </>
  );
}

function ColumnItems({ view, column, ask, onClose }: MenuProps & { column: Column }) {
  const { rows, parts, hidden, hide } = view;
  const { query, setQuery } = rows;
  const then = (action: () => void) => () => {
    onClose();
    action();
  };
  const sort = (direction: 'asc' | 'desc') =>
    then(() => setQuery({ ...query, sort: [{ attnum: column.id, direction }] }));
  return (
    <>
      <MenuItem onClick={then(() => setQuery({ ...query, filter: { attnum: column.id, text: '' } }))}>
        Filter Column
      </MenuItem>
      <MenuItem onClick={sort('asc')}>Sort A-Z</MenuItem>
      <MenuItem onClick={sort('desc')}>Sort Z-A</MenuItem>
      <MenuItem onClick={then(() => setQuery({ ...query, group: column.id }))}>Group by Column</MenuItem>
      <MenuItem onClick={then(() => hide([...hidden, column.id]))}>Hide Column</MenuItem>
      {parts.table.current_role_owns ? (
        <MenuItem danger onClick={then(() => ask({ what: 'delete-column', column }))}>
          Delete Column
        </MenuItem>
      ) : null}
    </>
  );
}

function CellItems(props: MenuProps & { line: Line; column: Column }) {
  const { view, line, column, ask, onClose } = props;
  const paste = async () => ask({ what: 'paste', line, column, text: await clipboard.read() });
  return (
    <>
      <MenuItem
        onClick={() => {
          onClose();
          void clipboard.write(textOf(line.values[column.id]));
        }}
      >
        Copy
      </MenuItem>
      <MenuItem
        onClick={() => {
          onClose();
          void paste();
        }}
      >
        Paste
      </MenuItem>
      <MenuItem
        disabled={!column.nullable || !editable(column)}
        onClick={() => {
          onClose();
          void view.rows.set(line, column, null);
        }}
      >
        Set to NULL
      </MenuItem>
      <SubMenu label="Row" onClose={onClose}>
        <RowItems {...props} />
      </SubMenu>
      <SubMenu label="Column" onClose={onClose}>
        <ColumnItems {...props} />
      </SubMenu>
    </>
  );
}

/** The menu of a cell, of a row or of a column, by what the place names. */
export function GridMenu({ place, ...props }: MenuProps & { place: MenuPlace }) {
  const { anchor, line, column } = place;
  return (
    <FloatingMenu anchor={anchor} onClose={props.onClose}>
      {line && column ? <CellItems {...props} line={line} column={column} /> : null}
      {line && !column ? <RowItems {...props} line={line} /> : null}
      {!line && column ? <ColumnItems {...props} column={column} /> : null}
    </FloatingMenu>
  );
}
