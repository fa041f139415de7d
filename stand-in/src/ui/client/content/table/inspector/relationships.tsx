import { useState } from 'preact/hooks';
import { commonData, listOf, reload } from '../../../common-data';
import { toast } from '../../../components';
import { ActionDialog, DialogButton } from '../../../components/dialog';
import { Fieldset, RadioField, SelectField, TextField } from '../../../components/field';
import { rpc } from '../../../rpc';
import type { Table } from '../../../types';
import { tablePath } from '../../shared/addresses';
import { Section } from '../../shared/panel';
import type { Joinable } from '../../shared/wire';
import type { View } from '../table-page';

const KINDS = {
  'Many to One': (base: string, other: string) => `${base} gets a column that points to ${other}.`,
  'One to Many': (base: string, other: string) => `${other} gets a column that points to ${base}.`,
  'Many to Many': (base: string, other: string) =>
    `A new table gets a column for each of ${base} and ${other}.`,
};
type Kind = keyof typeof KINDS;

async function create(kind: Kind, base: Table, other: Table, name: string): Promise<void> {
  const { current_database: database_id, current_schema: schema_oid } = commonData;
  if (kind === 'Many to Many') {
    const mapping_columns = [base, other].map((table) => ({
      column_name: table.name,
      referent_table_oid: table.oid,
    }));
    const params = { database_id, schema_oid, table_name: name, mapping_columns };
    await rpc('data_modeling.add_mapping_table', params);
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

/** A name for what makes the link; one of a column is not taken among those known here. */
function suggestion(kind: Kind, base: Table, other: Table, taken: readonly string[]): string {
  if (kind === 'Many to Many') return `${base.name} ${other.name}`;
  if (kind === 'One to Many') return base.name;
  let name = other.name;
  for (let number = 1; taken.includes(name); number++) name = `${other.name}_${String(number)}`;
  return name;
}

/** Links the table to another one. As recorded it is offered to everybody, whoever owns the tables. */
function RelationshipDialog({ view }: { view: View }) {
  const base = view.parts.table;
  const [other, setOther] = useState<Table>();
  const [kind, setKind] = useState<Kind>('Many to One');
  const [typed, setTyped] = useState<string>();
  const taken = view.parts.columns.map((column) => column.name);
  const name = typed ?? (other ? suggestion(kind, base, other, taken) : '');
  const action = async () => {
    if (!other) return;
    await create(kind, base, other, name);
    toast.success('The link has been created successfully');
    await reload('tables');
    await view.reload();
  };
  return (
    <ActionDialog
      title="Create Relationship"
      proceed="Create Relationship"
      action={action}
      disabled={!other || name === ''}
    >
      <p class="soft">A column that is there already becomes a reference by a foreign key constraint.</p>
      <SelectField
        label={`Create Relationship Between ${base.name} and`}
        options={listOf(commonData.tables).map((table) => ({ value: table, label: table.name }))}
        value={other}
        onChange={setOther}
        placeholder="Select Table"
      />
      {other ? (
        <>
          <Fieldset legend={`Type of Relationship with ${other.name} :`}>
            {(Object.keys(KINDS) as Kind[]).map((each) => (
              <RadioField
                key={each}
                name="relationship-kind"
                label={each}
                help={KINDS[each](base.name, other.name)}
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
    </ActionDialog>
  );
}

function Link({ view: { parts }, link }: { view: View; link: Joinable }) {
  const step = link.join_path[0];
  const other = parts.joinable.target_table_info[link.target];
  if (!step || !other) return null;
  const [[, own], [, theirs]] = step;
  const table = link.multiple_results ? other.name : parts.table.name;
  const column = link.multiple_results
    ? other.columns[theirs]?.name
    : parts.columns.find(({ id }) => id === own)?.name;
  return (
    <a class="link-card" href={tablePath(link.target)}>
      <strong>{other.name}</strong>{' '}
      <span class="soft">
        Referenced via {table} {column}
      </span>
    </a>
  );
}

function Links({ view, links, way }: { view: View; links: readonly Joinable[]; way: 'From' | 'To' }) {
  if (links.length === 0) return null;
  return (
    <div>
      <div class="field-label">
        References <strong>{way}</strong> This Table
      </div>
      {links.map((link) => (
        <Link key={`${String(link.target)}-${JSON.stringify(link.join_path)}`} view={view} link={link} />
      ))}
    </div>
  );
}

/** The tables that this one points to, and those that point to it. */
export function Relationships({ view }: { view: View }) {
  const links = view.parts.joinable.joinable_tables.filter(({ depth }) => depth === 1);
  const outbound = links.filter(({ multiple_results }) => !multiple_results);
  const inbound = links.filter(({ multiple_results }) => multiple_results);
  return (
    <Section title="Relationships" helps={2}>
      {links.length === 0 ? (
        <p class="soft">There are no relationships between this table and other tables.</p>
      ) : null}
      <Links view={view} links={outbound} way="From" />
      <Links view={view} links={inbound} way="To" />
      <DialogButton label="Create Relationship" icon="plus" dialog={<RelationshipDialog view={view} />} />
    </Section>
  );
}
