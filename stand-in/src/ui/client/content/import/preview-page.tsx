import { useState } from 'preact/hooks';
import {
  Button,
  CheckboxField,
  ErrorBox,
  Select,
  TextField,
  useLoad,
  useSubmit,
} from '../../components/index';
import { Crumb, Crumbs } from '../../banner/crumbs';
import { reload } from '../../common-data';
import { navigate } from '../../navigation';
import { ErrorPage } from '../../pages/error-page';
import type { PageProps } from '../../router';
import { rpc } from '../../rpc';
import type { Table } from '../../types';
import { importPath, schemaPath, tablePath } from '../shared/addresses';
import { textOf } from '../shared/columns';
import { KINDS, kindOf, typeOf } from '../shared/kinds';
import { inTable, loadColumns } from '../shared/load-table';

interface Draft {
  id: number;
  name: string;
  type: string;
  kept: boolean;
  primary: boolean;
}

interface Loaded {
  table: Table;
  columns: Draft[];
  rows: Record<string, unknown>[];
}

async function load(oid: number, inference: boolean): Promise<Loaded> {
  const table = await rpc<Table>('tables.get_with_metadata', inTable(oid));
  const columns = await loadColumns(oid);
  const suggested = inference
    ? await rpc<Record<string, { type: string }>>('data_modeling.suggest_types', inTable(oid))
    : {};
  const drafts = columns.map(({ id, name, type, primary_key }) => ({
    id,
    name,
    type: suggested[id]?.type ?? type,
    kept: true,
    primary: primary_key,
  }));
  const rows = await rpc<Record<string, unknown>[]>('tables.get_import_preview', {
    ...inTable(oid),
    columns: drafts.map(({ id, type }) => ({ id, type })),
    limit: 20,
  });
  return { table, columns: drafts, rows };
}

async function confirm(table: Table, name: string, columns: readonly Draft[]): Promise<void> {
  const place = inTable(table.oid);
  await rpc('tables.patch', { ...place, table_data_dict: { name } });
  const kept = columns.filter((column) => column.kept);
  const column_data_list = kept.map(({ id, name: columnName, type, primary }) =>
    primary ? { id, name: columnName } : { id, name: columnName, type },
  );
  await rpc('columns.patch', { ...place, column_data_list });
  const column_attnums = columns.filter((column) => !column.kept).map(({ id }) => id);
  if (column_attnums.length > 0) await rpc('columns.delete', { ...place, column_attnums });
  await rpc('tables.metadata.set', { ...place, metadata: { import_verified: true } });
  await reload('tables');
  navigate(tablePath(table.oid));
}

const KIND_OPTIONS = KINDS.filter(({ help }) => !help).map(({ label }) => ({ value: label, label }));

function ColumnDraft({ column, onChange }: { column: Draft; onChange: (column: Draft) => void }) {
  return (
    <div class="column-draft">
      <CheckboxField
        label=""
        aria-label={`Keep ${column.name}`}
        checked={column.kept}
        disabled={column.primary}
        onChange={(kept) => onChange({ ...column, kept })}
      />
      <input
        type="text"
        aria-label="Name of the column"
        value={column.name}
        onInput={(event) => onChange({ ...column, name: event.currentTarget.value })}
      />
      <Select
        options={KIND_OPTIONS}
        value={kindOf(column.type)}
        disabled={column.primary}
        onChange={(label) => onChange({ ...column, type: typeOf(label) })}
      />
    </div>
  );
}

function Preview({ table, columns: initial, rows }: Loaded) {
  const [name, setName] = useState(table.name);
  const [columns, setColumns] = useState(initial);
  const { submit, busy, error } = useSubmit(() => confirm(table, name, columns));
  const cancel = useSubmit(async () => {
    await rpc('tables.delete', inTable(table.oid));
    await reload('tables');
    navigate(schemaPath());
  });
  const problem = error ?? cancel.error;
  return (
    <main class="wide">
      <h1>Finish setting up your table</h1>
      <TextField label="Table Name" value={name} onInput={setName} />
      <h3>Table Preview</h3>
      <div class="record-sheet preview">
        <div class="grid-row header">
          {columns.map((column) => (
            <div key={column.id} class="cell">
              <ColumnDraft
                column={column}
                onChange={(changed) =>
                  setColumns(columns.map((each) => (each.id === changed.id ? changed : each)))
                }
              />
            </div>
          ))}
        </div>
        {rows.map((row, index) => (
          <div key={index} class="grid-row">
            {initial.map((column) => (
              <div key={column.id} class="cell">
                <span>{textOf(row[column.name])}</span>
              </div>
            ))}
          </div>
        ))}
      </div>
      {problem === undefined ? null : <ErrorBox message={problem} />}
      <div class="buttons">
        <Button disabled={cancel.busy} onClick={cancel.submit}>
          Cancel
        </Button>
        <Button variant="primary" disabled={busy || name === ''} onClick={submit}>
          Confirm &amp; create table
        </Button>
      </div>
    </main>
  );
}

/** The table that was made of a file, before it is kept. */
export function ImportPreviewPage({ params }: PageProps) {
  const oid = Number(params['table']);
  const inference = new URLSearchParams(location.search).get('inference') === 'true';
  const [loading] = useLoad(() => load(oid, inference), [oid]);
  if (loading.state === 'loading') return null;
  if (loading.state === 'failure') return <ErrorPage message={loading.message} />;
  return (
    <>
      <Crumbs>
        <Crumb href={`${importPath()}${String(oid)}/`}>Import</Crumb>
      </Crumbs>
      <Preview {...loading.data} />
    </>
  );
}
