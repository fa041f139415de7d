import { commonData, listOf, reload, useCommonData } from '../../common-data';
import { ErrorBox, Menu, MenuItem } from '../../components';
import { ActionDialog, DialogButton, useDialogs } from '../../components/dialog';
import { useSearch } from '../../components/field';
import { NameDialog, type Naming, patchSchema } from '../../content/schema/dialogs';
import { schemaPath } from '../../content/shared/addresses';
import { rpc } from '../../rpc';
import type { Schema } from '../../types';
import { DatabaseFrame } from './database-frame';

const EXAMPLE = 'E.g. Library';

function SchemaCard({ schema }: { schema: Schema }) {
  const { oid, name, current_role_owns: owns, table_count: count } = schema;
  const remove = async () => {
    await rpc('schemas.delete', { database_id: commonData.current_database, schema_oids: [oid] });
    await reload('schemas');
  };
  const [dialog, open] = useDialogs({
    rename: (
      <NameDialog
        title={`Rename Schema ${name}`}
        initial={schema}
        placeholder={EXAMPLE}
        save={(naming) => patchSchema(schema, naming)}
      />
    ),
    delete: (
      <ActionDialog title={`Delete Schema ${name}?`} proceed="Delete Schema" action={remove} danger>
        <p>Everything in the schema goes with it, also what these pages do not show.</p>
        <p>Are you sure?</p>
      </ActionDialog>
    ),
  });
  return (
    <li class="card">
      <div class="card-head">
        <div class="name">{name}</div>
        <p class="soft">{count === 1 ? '1 table' : `${String(count)} tables`}</p>
        <Menu>
          <MenuItem label="Rename Schema" icon="pencil" disabled={!owns} onClick={() => open('rename')} />
          <MenuItem
            label="Delete Schema"
            icon="trash"
            danger
            disabled={!owns}
            onClick={() => open('delete')}
          />
        </Menu>
      </div>
      {schema.description ? <p class="soft">{schema.description}</p> : null}
      <a class="cover" href={schemaPath(oid)} aria-label={name} />
      {dialog}
    </li>
  );
}

async function addSchema({ name, description }: Naming): Promise<void> {
  await rpc('schemas.add', { database_id: commonData.current_database, name, description });
  await reload('schemas');
}

function Schemas({ mayCreate }: { mayCreate: boolean }) {
  const { schemas } = useCommonData();
  const [search, matches] = useSearch('Search Schemas');
  const found = listOf(schemas)
    .filter(({ name }) => matches(name))
    .sort((one, other) => one.name.localeCompare(other.name));
  return (
    <>
      <div class="bar">
        {search}
        <DialogButton
          label="Create Schema"
          variant="primary"
          icon="plus"
          disabled={!mayCreate}
          dialog={
            <NameDialog
              title="Create Schema"
              proceed="Create New Schema"
              placeholder={EXAMPLE}
              save={addSchema}
            />
          }
        />
      </div>
      {schemas.state === 'failure' ? (
        <ErrorBox message={schemas.error.message} onRetry={() => reload('schemas')} />
      ) : (
        <ul class="cards">
          {found.map((schema) => (
            <SchemaCard key={schema.oid} schema={schema} />
          ))}
        </ul>
      )}
    </>
  );
}

/** A database and its schemas. */
export function DatabasePage() {
  return (
    <DatabaseFrame active="schemas">
      {(access) => <Schemas mayCreate={access?.current_role_priv.includes('CREATE') ?? false} />}
    </DatabaseFrame>
  );
}
