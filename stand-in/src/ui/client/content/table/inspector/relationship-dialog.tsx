import { useState } from 'preact/hooks';
import {
  Dialog,
  DialogButtons,
  Field,
  Fieldset,
  RadioField,
  Select,
  TextField,
  toast,
  useSubmit,
} from '../../../components/index';
import { commonData, listOf, reload } from '../../../common-data';
import { rpc } from '../../../rpc';
import type { Table } from '../../../types';
import type { View } from '../table-view';

const KINDS = ['Many to One', 'One to Many', 'Many to Many'] as const;
type Kind = (typeof KINDS)[number];

/** What the kinds of relationship mean for two tables. */
function meaning(kind: Kind, base: string, other: string): string {
  if (kind === 'Many to One') return `${base} gets a column that points to ${other}.`;
  if (kind === 'One to Many') return `${other} gets a column that points to ${base}.`;
  return `A new table gets a column for each of ${base} and ${other}.`;
}

async function create(kind: Kind, base: Table, other: Table, name: string): Promise<void> {
  const database_id = commonData.current_database;
  if (kind === 'Many to Many') {
    await rpc('data_modeling.add_mapping_table', {
      database_id,
      schema_oid: commonData.current_schema,
      table_name: name,
      mapping_columns: [base, other].map(({ oid, name: column_name }) => ({
        column_name,
        referent_table_oid: oid,
      })),
    });
    return;
  }
  const [referrer, referent] = kind === 'Many to One' ? [base, other] : [other, base];
  await rpc('data_modeling.add_foreign_key_column', {
    database_id,
    referrer_table_oid: referrer.oid,
    referent_table_oid: referent.oid,
    column_name: name,
  });
}

/** A name of the table that is not taken among the columns known here. */
function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let number = 1; taken.includes(name); number++) name = `${wanted}_${String(number)}`;
  return name;
}

/** Links the table to another one. As recorded it is offered to everybody, whoever owns the tables. */
export function RelationshipDialog({ view, onClose }: { view: View; onClose: () => void }) {
  const base = view.parts.table;
  const [other, setOther] = useState<Table>();
  const [kind, setKind] = useState<Kind>('Many to One');
  const [typed, setTyped] = useState<string>();
  const taken = view.parts.columns.map(({ name }) => name);
  const suggested = other
    ? kind === 'Many to Many'
      ? `${base.name} ${other.name}`
      : kind === 'Many to One'
        ? freeName(other.name, taken)
        : base.name
    : '';
  const name = typed ?? suggested;
  const action = async () => {
    if (!other) return;
    await create(kind, base, other, name);
    toast.success('The link has been created successfully');
    await reload('tables');
    await view.reload();
  };
  const { submit, busy, error } = useSubmit(action, onClose);
  const footer = (
    <DialogButtons
      proceed="Create Relationship"
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || !other || name === ''}
      error={error}
    />
  );
  return (
    <Dialog title="Create Relationship" onClose={onClose} footer={footer}>
      <p class="soft">A column that is there already becomes a reference by a foreign key constraint.</p>
      <Field label={`Create Relationship Between ${base.name} and`}>
        <Select
          aria-label={`Create Relationship Between ${base.name} and`}
          options={listOf(commonData.tables).map((table) => ({ value: table, label: table.name }))}
          value={other}
          onChange={setOther}
          placeholder="Select Table"
        />
      </Field>
      {other ? (
        <>
          <Fieldset legend={`Type of Relationship with ${other.name} :`}>
            {KINDS.map((each) => (
              <RadioField
                key={each}
                name="relationship-kind"
                label={each}
                help={meaning(each, base.name, other.name)}
                checked={kind === each}
                onChange={() => setKind(each)}
              />
            ))}
          </Fieldset>
          <TextField
            label={kind === 'Many to Many' ? 'Name of Mapping Table' : 'Name of Link Column'}
            value={name}
            onInput={setTyped}
          />
        </>
      ) : null}
    </Dialog>
  );
}
