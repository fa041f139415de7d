import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../../components';
import { useDialogs } from '../../components/dialog';
import { RecordPicker } from '../record/record-finder';
import { recordPath } from '../shared/addresses';
import { LinkIcon, editable, isNothing, kindOf, referentOf, textOf } from '../shared/columns';
import type { Column } from '../shared/wire';
import type { MenuPlace } from './menus';
import type { View } from './table-page';
import type { Line } from './use-table';

interface CellProps {
  view: View;
  line: Line;
  column: Column;
}

function Content({ view, line, column }: CellProps) {
  const value = line.values[column.id];
  const { summaries, keyOf, set } = view.rows;
  const isBoolean = kindOf(column.type) === 'Boolean';
  // A value that there is not: its default for a row that is not saved yet, or nothing at all.
  if (isNothing(value) && !(isBoolean && line.saved)) {
    return <span class="null">{!line.saved && column.default?.is_dynamic ? 'DEFAULT' : 'NULL'}</span>;
  }
  if (referentOf(column, view.parts.constraints) !== undefined) {
    return <span class="linked">{summaries[column.id]?.[textOf(value)] ?? textOf(value)}</span>;
  }
  if (column.primary_key) {
    return (
      <>
        <span>{textOf(value)}</span>{' '}
        <a class="push" href={recordPath(view.parts.table.oid, keyOf(line))}>
          <LinkIcon />
        </a>
      </>
    );
  }
  if (isBoolean) {
    return (
      <input
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = isNothing(value);
        }}
        checked={value === true}
        disabled={!editable(column)}
        onClick={(event) => {
          // The box changes when the endpoint has agreed, not before.
          event.preventDefault();
          void set(line, column, value !== true);
        }}
      />
    );
  }
  return <span>{textOf(value)}</span>;
}

function Editor({ view, line, column, onDone }: CellProps & { onDone: () => void }) {
  const [text, setText] = useState(textOf(line.values[column.id]));
  const box = useRef<HTMLInputElement>(null);
  // Leaving the box saves too, and Escape leaves it.
  const done = useRef(false);
  useEffect(() => box.current?.focus(), []);
  const finish = (typed?: string) => {
    if (done.current) return;
    done.current = true;
    onDone();
    if (typed !== undefined && typed !== textOf(line.values[column.id]))
      void view.rows.set(line, column, typed);
  };
  return (
    <input
      type="text"
      ref={box}
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') finish();
      }}
    />
  );
}

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The cell that the arrow keys lead to. */
function neighbour(cell: HTMLElement, [right, down]: readonly [number, number]): HTMLElement | null {
  const row = cell.parentElement;
  const index = row ? [...row.children].indexOf(cell) : -1;
  const rows = [...(row?.parentElement?.querySelectorAll('[data-sheet-element="data-row"]') ?? [])];
  const target = row ? rows[rows.indexOf(row) + down]?.children[index + right] : undefined;
  return target instanceof HTMLElement ? target : null;
}

/** One cell: shows its value; Enter or a double click edits it where the caller may. */
export function GridCell({ view, line, column, onMenu }: CellProps & { onMenu: (place: MenuPlace) => void }) {
  const [editing, setEditing] = useState(false);
  const props = { view, line, column };
  const referent = referentOf(column, view.parts.constraints);
  const pick = (key: unknown, summary: string) => void view.rows.set(line, column, key, summary);
  const [picker, open] = useDialogs({
    picker: referent === undefined ? null : <RecordPicker tableOid={referent} onPick={pick} />,
  });
  const mayEdit = editable(column);
  const active = view.chosen.line?.id === line.id && view.chosen.column?.id === column.id;
  const edit = () => {
    if (!mayEdit || kindOf(column.type) === 'Boolean') return;
    if (referent === undefined) setEditing(true);
    else open('picker');
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    if (event.target !== event.currentTarget) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      event.preventDefault();
      neighbour(event.currentTarget, arrow)?.focus();
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      edit();
    }
  };
  return (
    <div
      class="cell"
      data-sheet-element="data-cell"
      data-sheet-row-type="data"
      data-column-identifier={column.id}
      tabIndex={active ? 0 : -1}
      onFocus={() => view.choose(line.id, column.id)}
      onDblClick={edit}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        event.preventDefault();
        view.choose(line.id, column.id);
        onMenu({ anchor: event.currentTarget, line, column });
      }}
    >
      {editing ? <Editor {...props} onDone={() => setEditing(false)} /> : <Content {...props} />}
      {referent !== undefined && mayEdit ? (
        <IconButton
          icon="chevron"
          class="push"
          aria-label="Pick a record"
          title="Pick a record"
          onClick={() => open('picker')}
        />
      ) : null}
      {picker}
    </div>
  );
}
