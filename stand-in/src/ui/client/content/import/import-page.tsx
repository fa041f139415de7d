import { useState } from 'preact/hooks';
import { Button, ErrorBox, Fieldset, RadioField, TextField, useSubmit } from '../../components/index';
import { Crumb, Crumbs } from '../../banner/crumbs';
import { commonData, reload } from '../../common-data';
import { navigate } from '../../navigation';
import { rpc } from '../../rpc';
import { importPath } from '../shared/addresses';
import { FileDrop } from '../shared/file-drop';
import { sendForm } from '../shared/http';
import { inTable } from '../shared/load-table';

type From = 'file' | 'paste';

/** Uploads at once, so that only a file that the server took can be imported. */
const upload = (fields: Record<string, string | Blob>) =>
  sendForm<{ id: number }>('/api/db/v0/data_files/', { ...fields, header: 'true' });

async function importFile(dataFileId: number, inference: boolean): Promise<void> {
  const { current_database: database_id, current_schema: schema_oid } = commonData;
  const { oid } = await rpc<{ oid: number }>('tables.import', {
    database_id,
    schema_oid,
    data_file_id: dataFileId,
  });
  const metadata = { import_verified: false, data_file_id: dataFileId };
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
      <ul>
        <li>
          <RadioField
            name="source"
            label="Upload a file"
            checked={from === 'file'}
            onChange={() => onFrom('file')}
          />
        </li>
        <li>
          <RadioField
            name="source"
            label="Copy and Paste Text"
            checked={from === 'paste'}
            onChange={() => onFrom('paste')}
          />
        </li>
      </ul>
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
      <ul>
        <li>
          <RadioField
            name="types"
            label={label('Pick the best data type for each column', 'slower')}
            checked={inference}
            onChange={() => onInference(true)}
          />
        </li>
        <li>
          <RadioField
            name="types"
            label={label('Use "Text" for all column data types', 'faster')}
            checked={!inference}
            onChange={() => onInference(false)}
          />
        </li>
      </ul>
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
      setRefused(error instanceof Error ? error.message : String(error));
    }
  };
  const proceed = async () => {
    const id = from === 'paste' ? (await upload({ paste: text })).id : fileId;
    if (id !== undefined) await importFile(id, inference);
  };
  const { submit, busy, error } = useSubmit(proceed);
  const ready = from === 'paste' ? text.trim() !== '' : fileId !== undefined;
  const reset = () => {
    setFile(undefined);
    setFileId(undefined);
    setText('');
  };
  const problem = refused ?? error;
  return (
    <>
      <Crumbs>
        <Crumb href={importPath()}>Import</Crumb>
      </Crumbs>
      <main class="narrow">
        <h1>Create a table by importing your data</h1>
        <Source
          from={from}
          onFrom={setFrom}
          file={file}
          onFile={(chosen) => void choose(chosen)}
          text={text}
          onText={setText}
        />
        <Types inference={inference} onInference={setInference} />
        {problem === undefined ? null : <ErrorBox message={problem} />}
        <div class="buttons">
          <Button disabled={!ready || busy} onClick={reset}>
            Reset
          </Button>
          <Button variant="primary" disabled={!ready || busy} onClick={submit}>
            Proceed
          </Button>
        </div>
      </main>
    </>
  );
}
