import { currentSchema, listOf, reload, useCommonData, useContentOnly } from '../../common-data';
import { Button, ErrorBox, Icon, Menu, MenuItem, MenuLink } from '../../components';
import { useDialogs } from '../../components/dialog';
import type { Schema, Table } from '../../types';
import { PermissionsDialog } from '../permissions/permissions-dialog';
import { schemaPermissions, tablePermissions } from '../permissions/targets';
import { FindRecordDialog } from '../record/record-finder';
import { exploreTablePath, importPath, tablePath } from '../shared/addresses';
import {
  DeleteTableDialog,
  NameDialog,
  type Naming,
  NewTableDialog,
  patchSchema,
  patchTable,
} from './dialogs';
import { ExplorationsSection } from './explorations-section';
import { FormsSection } from './forms-section';

function RenameTableDialog({ table }: { table: Table }) {
  const title = (
    <>
      Rename Table <strong>{table.name}</strong>
    </>
  );
  const save = (naming: Naming) => patchTable(table, naming);
  return <NameDialog title={title} initial={table} save={save} />;
}

function TableCard({ table }: { table: Table }) {
  const contentOnly = useContentOnly();
  const [dialog, open] = useDialogs({
    find: <FindRecordDialog table={table} />,
    rename: <RenameTableDialog table={table} />,
    permissions: <PermissionsDialog target={tablePermissions(table)} />,
    delete: <DeleteTableDialog table={table} />,
  });
  const readable = table.current_role_priv.includes('SELECT');
  const owns = table.current_role_owns;
  return (
    <li class="entry">
      <a class="entry-link" href={tablePath(table.oid)} aria-label={table.name}>
        <Icon name="table" />
        <span>{table.name}</span>
        {table.description ? <span class="soft">{table.description}</span> : null}
      </a>
      <Button label="Find a Record" disabled={!readable} onClick={() => open('find')} />
      <Menu>
        {readable ? (
          <MenuLink label="Explore Table" href={exploreTablePath(table)} />
        ) : (
          <span class="menu-item" aria-disabled="true">
            Explore Table
          </span>
        )}
        <MenuItem label="Rename Table" icon="pencil" disabled={!owns} onClick={() => open('rename')} />
        {contentOnly ? null : (
          <MenuItem label="Table Permissions" icon="key" onClick={() => open('permissions')} />
        )}
        <MenuItem label="Delete Table" icon="trash" danger disabled={!owns} onClick={() => open('delete')} />
      </Menu>
      {dialog}
    </li>
  );
}

function NewTable() {
  const [dialog, open] = useDialogs({ scratch: <NewTableDialog /> });
  const allowed = currentSchema()?.current_role_priv.includes('CREATE') ?? false;
  const trigger = (
    <>
      <Icon name="plus" />
      <span>New Table</span>
      <Icon name="chevron" />
    </>
  );
  return (
    <>
      <Menu trigger={trigger} variant="primary" disabled={!allowed} aria-label="New Table">
        <MenuItem label="From Scratch" onClick={() => open('scratch')} />
        <MenuLink label="From Data Import" href={importPath()} />
      </Menu>
      {dialog}
    </>
  );
}

/** The tables of the schema, and what can be done with each. */
export function TablesSection() {
  const { tables } = useCommonData();
  return (
    <section>
      <header class="section-head">
        <h2>Tables</h2>
        <NewTable />
      </header>
      {tables.state === 'failure' ? (
        <ErrorBox message={tables.error.message} onRetry={() => reload('tables')} />
      ) : null}
      <ul class="entries" role="presentation">
        {[...listOf(tables)]
          .sort((one, other) => one.name.localeCompare(other.name))
          .map((table) => (
            <TableCard key={table.oid} table={table} />
          ))}
      </ul>
    </section>
  );
}

function Header({ schema }: { schema: Schema }) {
  const { name, description, current_role_owns: owns } = schema;
  const contentOnly = useContentOnly();
  const [dialog, open] = useDialogs({
    rename: (
      <NameDialog
        title={`Rename Schema ${name}`}
        initial={schema}
        placeholder="Eg. Personal Finances, Movies"
        save={(naming) => patchSchema(schema, naming)}
      />
    ),
    permissions: <PermissionsDialog target={schemaPermissions(schema)} />,
  });
  return (
    <div class="page-header">
      <div class="title">
        <span class="soft">Schema</span> {name}
      </div>
      <div class="actions">
        <Button label="Rename Schema" icon="pencil" disabled={!owns} onClick={() => open('rename')} />
        {contentOnly ? null : (
          <Button label="Schema Permissions" icon="key" onClick={() => open('permissions')} />
        )}
      </div>
      {description ? <div class="description soft">{description}</div> : null}
      {dialog}
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
