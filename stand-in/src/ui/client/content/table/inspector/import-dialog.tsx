import { useState } from 'preact/hooks';
import { commonData } from '../../../common-data';
import { IconButton, toast } from '../../../components';
import { Dialog, FormButtons, useClose } from '../../../components/dialog';
import { Fieldset, Select, SelectField } from '../../../components/field';
import { ColumnName } from '../../shared/columns';
import { FileDrop, csvRows, sendForm } from '../../shared/files';
import type { View } from '../table-page';

interface Chosen {
  file: File;
  rows: string[][];
}

/** The column of the table for each one of the file: the one with the same name. */
function suggest(view: View, titles: readonly string[]): (number | null)[] {
  return titles.map((title) => view.parts.columns.find(({ name }) => name === title)?.id ?? null);
}

interface MappingProps {
  view: View;
  rows: readonly string[][];
  mapping: readonly (number | null)[];
  onChange: (mapping: (number | null)[]) => void;
}

function Mapping({ view, rows, mapping, onChange }: MappingProps) {
  const options = [
    { value: null, label: 'None' },
    ...view.parts.columns.map((column) => ({ value: column.id, label: <ColumnName {...column} /> })),
  ];
  return (
    <Fieldset legend="Column Mapping">
      {mapping.map((column, index) => (
        <div key={index} class="row spread">
          <span>{rows[0]?.[index]}</span> <span class="soft">{rows[1]?.[index]}</span>
          <Select
            options={options}
            value={column}
            onChange={(id) => onChange(mapping.map((other, at) => (at === index ? id : other)))}
          />
        </div>
      ))}
    </Fieldset>
  );
}

async function importRows(
  view: View,
  { file }: Chosen,
  header: boolean,
  mapping: readonly (number | null)[],
) {
  const { inserted_rows } = await sendForm<{ inserted_rows: number }>('/bulk_insert/', {
    file,
    database_id: String(commonData.current_database),
    target_table_oid: String(view.parts.table.oid),
    header: String(header),
    mappings: JSON.stringify(mapping.map((table_column, index) => ({ csv_column: { index }, table_column }))),
  });
  toast.success(`Imported ${String(inserted_rows)} rows.`);
  await view.rows.reload();
}

/** Adds the rows of a file to the table. */
export function ImportDialog({ view }: { view: View }) {
  const [chosen, setChosen] = useState<Chosen>();
  const [header, setHeader] = useState(true);
  const [mapping, setMapping] = useState<(number | null)[]>([]);
  const close = useClose();
  const add = async () => {
    if (chosen) await importRows(view, chosen, header, mapping);
  };
  const choose = async (file: File) => {
    const rows = csvRows(await file.text());
    setChosen({ file, rows });
    setMapping(suggest(view, rows[0] ?? []));
  };
  if (!chosen) {
    return (
      <Dialog title="Import">
        <FileDrop onFile={(file) => void choose(file)} />
      </Dialog>
    );
  }
  const unmapped = mapping.every((id) => id === null);
  const footer = <FormButtons proceed="Import" action={add} onDone={close} disabled={unmapped} />;
  return (
    <Dialog title="Import" footer={footer}>
      <Fieldset legend="File">
        {chosen.file.name} ({chosen.file.size} Bytes)
        <IconButton icon="trash" onClick={() => setChosen(undefined)} />
      </Fieldset>
      <Fieldset legend="CSV Structure">
        <SelectField
          label="Content of First Row"
          options={[
            { value: true, label: 'Column Names' },
            { value: false, label: 'Data' },
          ]}
          value={header}
          onChange={setHeader}
        />
      </Fieldset>
      <Mapping view={view} rows={chosen.rows} mapping={mapping} onChange={setMapping} />
    </Dialog>
  );
}
