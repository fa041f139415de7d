import { useState } from 'preact/hooks';
import { Button, ConfirmDialog, Dialog, IconButton } from '../../../components/index';
import { rpc } from '../../../rpc';
import { ColumnName } from '../../shared/columns';
import { inTable } from '../../shared/load-table';
import type { Constraint } from '../../shared/wire';
import type { View } from '../table-view';
import { AddForeignKey, AddUnique } from './add-constraint';

interface ListProps {
  view: View;
  title: string;
  type: 'primary' | 'foreignkey' | 'unique';
  /** What the list says while it is empty. */
  none: string;
  /** The form for a new one; a primary key can not be added here. */
  form?: typeof AddUnique;
}

/** The constraints of a kind. Only the table's owner is offered to add and to remove. */
function ConstraintList({ view, title, type, none, form: Form }: ListProps) {
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Constraint>();
  const { table, columns, constraints } = view.parts;
  const mayChange = table.current_role_owns && Form !== undefined;
  const found = constraints.filter((constraint) => constraint.type === type);
  const remove = async ({ oid }: Constraint) => {
    await rpc('constraints.delete', { ...inTable(table.oid), constraint_oid: oid });
    await view.reload();
  };
  return (
    <div class="constraints">
      <div class="section-head">
        <span class="field-label">{title}</span>
        {mayChange && !adding ? (
          <Button variant="plain" onClick={() => setAdding(true)}>
            Add
          </Button>
        ) : null}
      </div>
      {adding && Form ? <Form view={view} onClose={() => setAdding(false)} /> : null}
      {found.length === 0 ? <span class="soft">{none}</span> : null}
      {found.map((constraint) => (
        <div key={constraint.oid} class="constraint">
          <button type="button" class="button plain" title={constraint.name}>
            {columns
              .filter(({ id }) => constraint.columns.includes(id))
              .map((column) => (
                <ColumnName key={column.id} name={column.name} type={column.type} />
              ))}
          </button>
          {mayChange ? <IconButton icon="trash" onClick={() => setRemoving(constraint)} /> : null}
        </div>
      ))}
      {removing ? (
        <ConfirmDialog
          title={`Delete ${removing.name} Constraint?`}
          proceed="Delete Constraint"
          action={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        />
      ) : null}
    </div>
  );
}

/** The keys, links and unique columns of a table. */
export function ConstraintsDialog({ view, onClose }: { view: View; onClose: () => void }) {
  return (
    <Dialog title="Constraints" onClose={onClose}>
      <p class="soft">What must hold for every row.</p>
      <ConstraintList view={view} title="Primary Keys" type="primary" none="No Primary Key" />
      <ConstraintList
        view={view}
        title="Foreign Keys"
        type="foreignkey"
        none="No Foreign Key Constraints"
        form={AddForeignKey}
      />
      <ConstraintList
        view={view}
        title="Unique"
        type="unique"
        none="No Unique Constraints"
        form={AddUnique}
      />
    </Dialog>
  );
}
