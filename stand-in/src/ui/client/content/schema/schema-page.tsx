import { useState } from 'preact/hooks';
import { Button } from '../../components/index';
import { commonData, currentSchema, reload, useCommonData } from '../../common-data';
import { rpc } from '../../rpc';
import type { Schema } from '../../types';
import { PermissionsDialog } from '../permissions/permissions-dialog';
import { schemaPermissions } from '../permissions/targets';
import { ExplorationsSection } from './explorations-section';
import { FormsSection } from './forms-section';
import { NameDialog, type Naming } from './name-dialog';
import { TablesSection } from './tables-section';

async function patch(schema: Schema, { name, description }: Naming) {
  const database_id = commonData.current_database;
  await rpc('schemas.patch', { database_id, schema_oid: schema.oid, patch: { name, description } });
  await reload('schemas');
}

function Header({ schema }: { schema: Schema }) {
  const [opened, setOpened] = useState<'rename' | 'permissions'>();
  const close = () => setOpened(undefined);
  return (
    <div class="page-header">
      <div class="title">
        <span class="soft">Schema</span> {schema.name}
      </div>
      <div class="actions">
        <Button icon="pencil" disabled={!schema.current_role_owns} onClick={() => setOpened('rename')}>
          Rename Schema
        </Button>
        <Button icon="key" onClick={() => setOpened('permissions')}>
          Schema Permissions
        </Button>
      </div>
      {schema.description ? <div class="description soft">{schema.description}</div> : null}
      {opened === 'rename' ? (
        <NameDialog
          title={`Rename Schema ${schema.name}`}
          initial={schema}
          placeholder="Eg. Personal Finances, Movies"
          save={(naming) => patch(schema, naming)}
          onClose={close}
        />
      ) : null}
      {opened === 'permissions' ? (
        <PermissionsDialog target={schemaPermissions(schema)} onClose={close} />
      ) : null}
    </div>
  );
}

/** What is in a schema: its tables, explorations and forms. */
export function SchemaPage() {
  useCommonData();
  const schema = currentSchema();
  if (!schema) return null;
  return (
    <>
      <Header schema={schema} />
      <main class="wide schema-page">
        <TablesSection />
        <div>
          <ExplorationsSection />
          <FormsSection />
        </div>
      </main>
    </>
  );
}
