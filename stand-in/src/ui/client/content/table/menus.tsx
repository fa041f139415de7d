import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { MenuBox, MenuItem, MenuLink, Popup, toast } from '../../components';
import { recordPath } from '../shared/addresses';
import { editable, textOf } from '../shared/columns';
import type { Column, Row } from '../shared/wire';
import type { Asked } from './asking';
import type { View } from './table-page';
import type { Line } from './use-table';

/** What this page copied last, for browsers that do not let a page read the clipboard. */
let copied = '';

async function copy(text: string): Promise<void> {
  copied = text;
  await navigator.clipboard.writeText(text).catch(() => undefined);
  toast.success('Copied 1 cell');
}

async function pasted(): Promise<string> {
  const text = await navigator.clipboard.readText().catch(() => '');
  return text === '' ? copied : text;
}

interface SubMenuProps {
  label: string;
  onClose: () => void;
  children: ComponentChildren;
}

function SubMenu({ label, onClose, children }: SubMenuProps) {
  const [open, setOpen] = useState(false);
  const entry = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        type="button"
        role="menuitem"
        class="menu-item"
        ref={entry}
        onClick={() => setOpen(true)}
        onPointerEnter={() => setOpen(true)}
      >
        {label}
        <span class="push" aria-hidden="true">
          ›
        </span>
      </button>
      {open ? (
        <Popup anchor={entry} onClose={onClose}>
          <MenuBox onDone={onClose}>{children}</MenuBox>
        </Popup>
      ) : null}
    </>
  );
}

/** Where a menu was asked for. */
export interface MenuPlace {
  anchor: HTMLElement;
  line?: Line;
  column?: Column;
}

interface ItemProps {
  view: View;
  ask: (asked: Asked) => void;
}

/** A copy takes all values but those that the table makes itself. */
function copyOf(line: Line, columns: readonly Column[]): Row {
  const own = columns.filter(({ primary_key, default: preset }) => !primary_key && !preset?.is_dynamic);
  return Object.fromEntries(own.map(({ id }) => [id, line.values[id]]));
}

function RowItems({ view: { rows, parts }, line, ask }: ItemProps & { line: Line }) {
  const privileges = parts.table.current_role_priv;
  const duplicate = () => void rows.add(copyOf(line, parts.columns));
  const remove = () => ask({ what: 'delete-record', line });
  return (
    <>
      <MenuItem label="Quick View Record" onClick={() => ask({ what: 'quick-view', line })} />
      <MenuLink label="Open Record" href={recordPath(parts.table.oid, rows.keyOf(line))} />
      {privileges.includes('INSERT') ? <MenuItem label="Duplicate Record" onClick={duplicate} /> : null}
      {privileges.includes('DELETE') ? <MenuItem label="Delete Record" danger onClick={remove} /> : null}
    </>
  );
}

function ColumnItems({ view, column, ask }: ItemProps & { column: Column }) {
  const { rows, parts, hidden, hide } = view;
  const { query, setQuery } = rows;
  const attnum = column.id;
  const sort = (direction: 'asc' | 'desc') => setQuery({ ...query, sort: [{ attnum, direction }] });
  const filter = () => setQuery({ ...query, filter: { attnum, text: '' } });
  const remove = () => ask({ what: 'delete-column', column });
  return (
    <>
      <MenuItem label="Filter Column" onClick={filter} />
      <MenuItem label="Sort A-Z" onClick={() => sort('asc')} />
      <MenuItem label="Sort Z-A" onClick={() => sort('desc')} />
      <MenuItem label="Group by Column" onClick={() => setQuery({ ...query, group: attnum })} />
      <MenuItem label="Hide Column" onClick={() => hide([...hidden, attnum])} />
      {parts.table.current_role_owns ? <MenuItem label="Delete Column" danger onClick={remove} /> : null}
    </>
  );
}

interface CellItemsProps extends ItemProps {
  line: Line;
  column: Column;
  onClose: () => void;
}

function CellItems(props: CellItemsProps) {
  const { view, line, column, ask, onClose } = props;
  const paste = async () => ask({ what: 'paste', line, column, text: await pasted() });
  return (
    <>
      <MenuItem label="Copy" onClick={() => void copy(textOf(line.values[column.id]))} />
      <MenuItem label="Paste" onClick={() => void paste()} />
      <MenuItem
        label="Set to NULL"
        disabled={!column.nullable || !editable(column)}
        onClick={() => void view.rows.set(line, column, null)}
      />
      <SubMenu label="Row" onClose={onClose}>
        <RowItems {...props} />
      </SubMenu>
      <SubMenu label="Column" onClose={onClose}>
        <ColumnItems {...props} />
      </SubMenu>
    </>
  );
}

interface GridMenuProps extends ItemProps {
  place: MenuPlace;
  onClose: () => void;
}

/** The menu of a cell, of a row or of a column, by what the place names; it stands below what was pressed. */
export function GridMenu({ place: { anchor, line, column }, ...props }: GridMenuProps) {
  const at = useRef(anchor);
  return (
    <Popup anchor={at} onClose={props.onClose}>
      <MenuBox onDone={props.onClose}>
        {line && column ? <CellItems {...props} line={line} column={column} /> : null}
        {line && !column ? <RowItems {...props} line={line} /> : null}
        {!line && column ? <ColumnItems {...props} column={column} /> : null}
      </MenuBox>
    </Popup>
  );
}
