import { useState } from 'preact/hooks';
import { Button, Dropdown, ErrorBox, Help, Icon, TextField, useSubmit } from '../../components/index';
import { rpc } from '../../rpc';
import { KindIcon } from '../shared/kind-icon';
import { KINDS, WITHOUT_DRAWING, typeOf } from '../shared/kinds';
import { inTable } from '../shared/load-table';
import type { View } from './table-view';

/** The kinds of columns, one of which is chosen. */
function KindList({ chosen, onChoose }: { chosen: string; onChoose: (label: string) => void }) {
  return (
    <ul role="listbox" class="menu kinds" aria-expanded="true">
      {KINDS.map(({ label, help }) => (
        <li
          key={label}
          role="option"
          tabIndex={0}
          class="menu-item"
          aria-selected={label === chosen}
          onClick={() => onChoose(label)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            onChoose(label);
          }}
        >
          {WITHOUT_DRAWING.includes(label) ? null : <KindIcon kind={label} />}
          <span>{label}</span>
          {help ? <Help /> : null}
        </li>
      ))}
    </ul>
  );
}

function NewColumnForm({ view, onClose }: { view: View; onClose: () => void }) {
  const [name, setName] = useState('');
  const [kind, setKind] = useState('Text');
  const taken = view.parts.columns.some((column) => column.name === name);
  const add = async () => {
    const column_data_list = [{ name, type: typeOf(kind) }];
    await rpc('columns.add', { ...inTable(view.parts.table.oid), column_data_list });
    await view.reload();
  };
  const { submit, busy, error } = useSubmit(add, onClose);
  return (
    <div class="new-column-form">
      <TextField label="Column Name" value={name} onInput={setName} aria-label="Column Name" />
      <div>Select Type</div>
      <KindList chosen={kind} onChoose={setKind} />
      <div class="buttons">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={busy || taken || name.trim() === ''} onClick={submit}>
          Add
        </Button>
      </div>
      {error === undefined ? null : <ErrorBox message={error} />}
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
