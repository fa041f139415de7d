import { useState } from 'preact/hooks';
import { PageCrumb } from '../../banner/crumbs';
import { commonData, reload } from '../../common-data';
import { Button, ErrorBox, useLoad, useSubmit } from '../../components';
import { CheckboxField, Fieldset, RadioList, Select, TextField, TextInput } from '../../components/field';
import { navigate } from '../../navigation';
import { ErrorPage } from '../../pages/error-page';
import type { PageProps } from '../../router';
import { messageOf, rpc } from '../../rpc';
import type { Table } from '../../types';
import { importPath, schemaPath, tablePath } from '../shared/addresses';
import { CHOOSABLE_KINDS, kindOf, textOf, typeOf } from '../shared/columns';
import { FileDrop, sendForm } from '../shared/files';
import { inTable, loadColumns } from '../shared/tables';

type From = 'file' | 'paste';

/** Uploads at once, so that only a file that the server took can be imported. */
const upload = (fields: Record<string, string | Blob>) =>
  sendForm<{ id: number }>('/api/db/v0/data_files/', { ...fields, header: 'true' });

async function importFile(data_file_id: number, inference: boolean): Promise<void> {
  const { current_database: database_id, current_schema: schema_oid } = commonData;
  const { oid } = await rpc<{ oid: number }>('tables.import', { database_id, schema_oid, data_file_id });
  const metadata = { import_verified: false, data_file_id };
  await rpc('tables.metadata.set', { ...inTable(oid), metadata });
  await reload('tables');
  navigate(`${importPath()}${String(oid)}/?inference=${String(inference)}`);
}

interface SourceProps {
  from: From;
  onFrom: (from: From) => void;
  file: File | undefined;
  onFile: (file: File) => void;
  text: string;
  onText: (text: string) => void;
}

function Source({ from, onFrom, file, onFile, text, onText }: SourceProps) {
  return (
    <Fieldset legend="Data Source">
      <RadioList
        options={[
          { value: 'file', label: 'Upload a file' },
          { value: 'paste', label: 'Copy and Paste Text' },
        ]}
        value={from}
        onChange={onFrom}
      />
      {from === 'paste' ? (
        <TextField label="Paste the data you want to import" value={text} onInput={onText} multiline />
      ) : file ? (
        <p>{file.name}</p>
      ) : (
        <FileDrop onFile={onFile} />
      )}
      <p class="soft">A table in the form of CSV or TSV, its columns named in the first line.</p>
    </Fieldset>
  );
}

function Types({ inference, onInference }: { inference: boolean; onInference: (wanted: boolean) => void }) {
  const label = (text: string, speed: string) => (
    <>
      {text} <em>({speed} for large imports)</em>
    </>
  );
  return (
    <Fieldset legend="Column Data Types">
      <RadioList
        options={[
          { value: true, label: label('Pick the best data type for each column', 'slower') },
          { value: false, label: label('Use "Text" for all column data types', 'faster') },
        ]}
        value={inference}
        onChange={onInference}
      />
    </Fieldset>
  );
}

/** Makes a table of a file. As recorded the address is open to everybody, and the endpoint refuses those who may not. */
export function ImportPage() {
  const [from, setFrom] = useState<From>('file');
  const [file, setFile] = useState<File>();
  const [fileId, setFileId] = useState<number>();
  const [text, setText] = useState('');
  const [inference, setInference] = useState(true);
  const [refused, setRefused] = useState<string>();
  const choose = async (chosen: File) => {
    setFile(chosen);
    setRefused(undefined);
    try {
      setFileId((await upload({ file: chosen })).id);
    } catch (error) {
      setFile(undefined);
      setRefused(messageOf(error));
    }
  };
  const { submit, busy, error } = useSubmit(async () => {
    const id = from === 'paste' ? (await upload({ paste: text })).id : fileId;
    if (id !== undefined) await importFile(id, inference);
  });
  const unready = busy || (from === 'paste' ? text.trim() === '' : fileId === undefined);
  const reset = () => {
    setFile(undefined);
    setFileId(undefined);
    setText('');
  };
  const takeFile = (chosen: File) => void choose(chosen);
  return (
    <>
      <PageCrumb href={importPath()} label="Import" />
      <main>
        <h1>Create a table by importing your data</h1>
        <Source {...{ from, file, text }} onFrom={setFrom} onFile={takeFile} onText={setText} />
        <Types inference={inference} onInference={setInference} />
        <ErrorBox message={refused ?? error} />
        <div class="buttons">
          <Button label="Reset" disabled={unready} onClick={reset} />
          <Button label="Proceed" variant="primary" disabled={unready} onClick={submit} />
        </div>
      </main>
    </>
  );
}

interface Draft {
  id: number;
  name: string;
  type: string;
  kept: boolean;
  primary: boolean;
}

interface PreviewProps {
  table: Table;
  columns: Draft[];
  rows: Record<string, unknown>[];
}

async function load(oid: number, inference: boolean): Promise<PreviewProps> {
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

const KIND_OPTIONS = CHOOSABLE_KINDS.map((label) => ({ value: label, label }));

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
      <TextInput
        aria-label="Name of the column"
        value={column.name}
        onInput={(name) => onChange({ ...column, name })}
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

function Preview({ table, columns: initial, rows }: PreviewProps) {
  const [name, setName] = useState(table.name);
  const [columns, setColumns] = useState(initial);
  const replace = (changed: Draft) =>
    setColumns(columns.map((each) => (each.id === changed.id ? changed : each)));
  const { submit, busy, error } = useSubmit(() => confirm(table, name, columns));
  const cancel = useSubmit(async () => {
    await rpc('tables.delete', inTable(table.oid));
    await reload('tables');
    navigate(schemaPath());
  });
  return (
    <main class="wide">
      <h1>Finish setting up your table</h1>
      <TextField label="Table Name" value={name} onInput={setName} />
      <h3>Table Preview</h3>
      <div class="record-sheet preview">
        <div class="grid-row header">
          {columns.map((column) => (
            <div key={column.id} class="cell">
              <ColumnDraft column={column} onChange={replace} />
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
      <ErrorBox message={error ?? cancel.error} />
      <div class="buttons">
        <Button label="Cancel" disabled={cancel.busy} onClick={cancel.submit} />
        <Button
          label="Confirm & create table"
          variant="primary"
          disabled={busy || name === ''}
          onClick={submit}
        />
      </div>
    </main>
  );
}

/** The table that was made of a file, before it is kept. */
export function ImportPreviewPage({ params }: PageProps) {
  const oid = Number(params.table);
  const inference = new URLSearchParams(location.search).get('inference') === 'true';
  const [loading] = useLoad(() => load(oid, inference), [oid]);
  if (loading.state === 'loading') return null;
  if (loading.state === 'failure') return <ErrorPage message={loading.message} />;
  return (
    <>
      <PageCrumb href={`${importPath()}${String(oid)}/`} label="Import" />
      <Preview {...loading.data} />
    </>
  );
}
