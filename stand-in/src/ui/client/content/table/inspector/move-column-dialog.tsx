import { useState } from 'preact/hooks';
import { Dialog, DialogButtons, Field, Select, useSubmit } from '../../../components/index';
import { commonData, reload } from '../../../common-data';
import { rpc } from '../../../rpc';
import { ColumnName } from '../../shared/columns';
import type { ColumnProps } from './column-tab';

/** Moves a column into a table that this one points to. */
export function MoveColumnDialog({ view, column, onClose }: ColumnProps & { onClose: () => void }) {
  const { table, joinable, columns } = view.parts;
  const links = joinable.joinable_tables.filter(
    ({ depth, multiple_results }) => depth === 1 && !multiple_results,
  );
  const [target, setTarget] = useState(links[0]?.target);
  const titleOf = ({ target: oid, join_path }: (typeof links)[number]) => {
    const via = columns.find(({ id }) => id === join_path[0]?.[0][1])?.name ?? '';
    return `${joinable.target_table_info[oid]?.name ?? String(oid)} via ${via}`;
  };
  const move = async () => {
    await rpc('data_modeling.move_columns', {
      database_id: commonData.current_database,
      source_table_oid: table.oid,
      target_table_oid: target,
      move_column_attnums: [column.id],
    });
    await reload('tables');
    await view.reload();
  };
  const { submit, busy, error } = useSubmit(move, onClose);
  const footer = (
    <DialogButtons
      proceed="Move Columns"
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || target === undefined}
      error={error}
    />
  );
  return (
    <Dialog title="Move Column To Linked Table" onClose={onClose} footer={footer}>
      <Field label="Linked Table">
        <Select
          aria-label="Linked Table"
          options={links.map((link) => ({ value: link.target, label: titleOf(link) }))}
          value={target}
          onChange={setTarget}
        />
      </Field>
      <div class="field-label">Columns to Move</div>
      <ColumnName name={column.name} type={column.type} />
      <h3>What's Changing</h3>
      <p>The column above goes from this table into the other one.</p>
    </Dialog>
  );
}
