import { useState } from 'preact/hooks';
import { Button, Help, toast } from '../../../components/index';
import { rpc } from '../../../rpc';
import { tablePath } from '../../shared/addresses';
import { referentOf } from '../../shared/columns';
import { EditableText } from '../../shared/editable-text';
import { inTable, knownTable } from '../../shared/load-table';
import { Section } from '../../shared/section';
import type { Column } from '../../shared/wire';
import { DeleteColumnDialog } from '../asking';
import type { View } from '../table-view';
import { DataType } from './data-type';
import { DefaultValue } from './default-value';
import { ExtractColumnDialog } from './extract-column-dialog';
import { MoveColumnDialog } from './move-column-dialog';

export interface ColumnProps {
  view: View;
  column: Column;
}

/** Changes a column and shows the table as it then is. */
export async function patchColumn(view: View, column: Column, change: object): Promise<void> {
  const column_data_list = [{ id: column.id, ...change }];
  await rpc('columns.patch', { ...inTable(view.parts.table.oid), column_data_list });
  await view.reload();
}

interface RuleProps {
  label: string;
  holds: boolean;
  disabled: boolean;
  onToggle: () => Promise<void>;
}

/** A rule that can be switched. Its box changes when the endpoint has agreed, not before. */
function Rule({ label, holds, disabled, onToggle }: RuleProps) {
  return (
    <label class="choice">
      <span class="choice-label">
        {label} <Help />
      </span>
      <input
        type="checkbox"
        checked={holds}
        disabled={disabled}
        onClick={(event) => {
          event.preventDefault();
          void onToggle();
        }}
      />
    </label>
  );
}

function Rules({ view, column }: ColumnProps) {
  const { table, constraints } = view.parts;
  const disabled = !table.current_role_owns || column.primary_key;
  const unique = constraints.find(
    ({ type, columns }) =>
      (type === 'unique' || type === 'primary') && columns.length === 1 && columns[0] === column.id,
  );
  const guarded = async (action: () => Promise<unknown>) => {
    try {
      await action();
    } catch (error) {
      toast.error(error);
    }
  };
  const setUnique = async (wanted: boolean) => {
    if (wanted) {
      const constraint_def_list = [{ type: 'u', columns: [column.id] }];
      await rpc('constraints.add', { ...inTable(table.oid), constraint_def_list });
    } else if (unique) {
      await rpc('constraints.delete', { ...inTable(table.oid), constraint_oid: unique.oid });
    }
    await view.reload();
  };
  return (
    <>
      <Rule
        label="Restrict to Unique"
        holds={unique !== undefined}
        disabled={disabled}
        onToggle={() => guarded(() => setUnique(unique === undefined))}
      />
      <Rule
        label="Disallow NULL Values"
        holds={!column.nullable}
        disabled={disabled}
        onToggle={() => guarded(() => patchColumn(view, column, { nullable: !column.nullable }))}
      />
    </>
  );
}

function Properties({ view, column }: ColumnProps) {
  const disabled = !view.parts.table.current_role_owns;
  const referent = referentOf(column, view.parts.constraints);
  const linked = knownTable(referent);
  return (
    <Section title="Column Properties" helps={1}>
      <EditableText
        label="Column Name"
        value={column.name}
        disabled={disabled}
        save={(name) => patchColumn(view, column, { name })}
      />
      <EditableText
        label="Column Description"
        value={column.description ?? ''}
        disabled={disabled}
        multiline
        save={(description) => patchColumn(view, column, { description })}
      />
      {referent === undefined ? null : (
        <p>
          <span class="field-label">Linked To</span>{' '}
          <a href={tablePath(referent)}>{linked?.name ?? String(referent)}</a>
        </p>
      )}
      <Rules view={view} column={column} />
    </Section>
  );
}

function Actions({ view, column }: ColumnProps) {
  const [opened, setOpened] = useState<'extract' | 'move' | 'delete'>();
  const close = () => setOpened(undefined);
  const { table, joinable } = view.parts;
  const owns = table.current_role_owns;
  const linked = joinable.joinable_tables.some(
    ({ depth, multiple_results }) => depth === 1 && !multiple_results,
  );
  return (
    <Section title="Actions">
      <div class="actions-list">
        <Button disabled={!owns || column.primary_key} onClick={() => setOpened('extract')}>
          Extract Column Into a New Table
        </Button>
        {linked ? (
          <Button disabled={!owns || column.primary_key} onClick={() => setOpened('move')}>
            Move Column To Linked Table
          </Button>
        ) : null}
        <Button variant="danger" disabled={!owns} onClick={() => setOpened('delete')}>
          Delete Column
        </Button>
      </div>
      {opened === 'extract' ? <ExtractColumnDialog view={view} column={column} onClose={close} /> : null}
      {opened === 'move' ? <MoveColumnDialog view={view} column={column} onClose={close} /> : null}
      {opened === 'delete' ? <DeleteColumnDialog view={view} column={column} onClose={close} /> : null}
    </Section>
  );
}

/** What is known about the chosen column and what can be done with it. */
export function ColumnTab({ view, column }: ColumnProps) {
  const linked = referentOf(column, view.parts.constraints) !== undefined;
  return (
    <>
      <Properties view={view} column={column} />
      <Section title="Data Type" helps={1}>
        <DataType view={view} column={column} linked={linked} />
      </Section>
      <Section title="Default Value" helps={1}>
        <DefaultValue view={view} column={column} />
      </Section>
      <Section title="Formatting">
        <p class="soft">No formatting option for the column data type</p>
      </Section>
      {linked ? (
        <Section title="Linked Record Summary" open={false}>
          <p class="soft">Records of the other table are called as that table's inspector says.</p>
        </Section>
      ) : null}
      <Actions view={view} column={column} />
    </>
  );
}
