import { useState } from 'preact/hooks';
import { Button, ErrorBox, Menu, MenuItem } from '../../components/index';
import { commonData, listOf, reload, useCommonData } from '../../common-data';
import type { Schema } from '../../types';
import { DatabaseFrame } from './database-frame';
import { DeleteSchemaDialog, SchemaDialog } from './schema-dialogs';

function SchemaCard({ schema }: { schema: Schema }) {
  const [dialog, setDialog] = useState<'rename' | 'delete'>();
  const close = () => setDialog(undefined);
  const owns = schema.current_role_owns;
  const count = schema.table_count;
  return (
    <li class="card">
      <div class="card-head">
        <div class="name">{schema.name}</div>
        <p class="soft">{count === 1 ? '1 table' : `${String(count)} tables`}</p>
        <Menu>
          <MenuItem icon="pencil" disabled={!owns} onClick={() => setDialog('rename')}>
            Rename Schema
          </MenuItem>
          <MenuItem icon="trash" danger disabled={!owns} onClick={() => setDialog('delete')}>
            Delete Schema
          </MenuItem>
        </Menu>
      </div>
      {schema.description ? <p class="soft">{schema.description}</p> : null}
      <a
        class="cover"
        href={`/db/${String(commonData.current_database)}/schemas/${String(schema.oid)}/`}
        aria-label={schema.name}
      />
      {dialog === 'rename' ? <SchemaDialog schema={schema} onClose={close} /> : null}
      {dialog === 'delete' ? <DeleteSchemaDialog schema={schema} onClose={close} /> : null}
    </li>
  );
}

function Schemas({ mayCreate }: { mayCreate: boolean }) {
  const { schemas } = useCommonData();
  const [search, setSearch] = useState('');
  const [creating, setCreating] = useState(false);
  const wanted = search.trim().toLowerCase();
  const found = listOf(schemas)
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .sort((one, other) => one.name.localeCompare(other.name));
  return (
    <>
      <div class="bar">
        <input
          type="text"
          placeholder="Search Schemas"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
        <Button variant="primary" icon="plus" disabled={!mayCreate} onClick={() => setCreating(true)}>
          Create Schema
        </Button>
      </div>
      {schemas.state === 'failure' ? (
        <ErrorBox message={schemas.error.message} onRetry={() => void reload('schemas')} />
      ) : (
        <ul class="cards">
          {found.map((schema) => (
            <SchemaCard key={schema.oid} schema={schema} />
          ))}
        </ul>
      )}
      {creating ? <SchemaDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}

/** A database and its schemas. */
export function DatabasePage() {
  return (
    <DatabaseFrame active="schemas">
      {(info) => <Schemas mayCreate={info?.current_role_priv.includes('CREATE') ?? false} />}
    </DatabaseFrame>
  );
}
