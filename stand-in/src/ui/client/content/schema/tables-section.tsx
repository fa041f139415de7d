import { useState } from 'preact/hooks';
import { Button, ErrorBox, Icon, Menu, MenuItem, MenuLink } from '../../components/index';
import { currentSchema, listOf, reload, useCommonData } from '../../common-data';
import type { Table } from '../../types';
import { PermissionsDialog } from '../permissions/permissions-dialog';
import { tablePermissions } from '../permissions/targets';
import { exploreTablePath, importPath, tablePath } from '../shared/addresses';
import { FindRecordDialog } from './find-record-dialog';
import { DeleteTableDialog, NewTableDialog, RenameTableDialog } from './table-dialogs';

type Opened = 'find' | 'rename' | 'permissions' | 'delete';

function TableCard({ table }: { table: Table }) {
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  const readable = table.current_role_priv.includes('SELECT');
  return (
    <li class="entry">
      <a class="entry-link" href={tablePath(table.oid)} aria-label={table.name}>
        <Icon name="table" />
        <span>{table.name}</span>
        {table.description ? <span class="soft">{table.description}</span> : null}
      </a>
      <Button disabled={!readable} onClick={() => setOpened('find')}>
        Find a Record
      </Button>
      <Menu>
        {readable ? (
          <MenuLink href={exploreTablePath(table)}>Explore Table</MenuLink>
        ) : (
          <span class="menu-item" aria-disabled="true">
            Explore Table
          </span>
        )}
        <MenuItem icon="pencil" disabled={!table.current_role_owns} onClick={() => setOpened('rename')}>
          Rename Table
        </MenuItem>
        <MenuItem icon="key" onClick={() => setOpened('permissions')}>
          Table Permissions
        </MenuItem>
        <MenuItem icon="trash" danger disabled={!table.current_role_owns} onClick={() => setOpened('delete')}>
          Delete Table
        </MenuItem>
      </Menu>
      {opened === 'find' ? <FindRecordDialog table={table} onClose={close} /> : null}
      {opened === 'rename' ? <RenameTableDialog table={table} onClose={close} /> : null}
      {opened === 'permissions' ? (
        <PermissionsDialog target={tablePermissions(table)} onClose={close} />
      ) : null}
      {opened === 'delete' ? <DeleteTableDialog table={table} onClose={close} /> : null}
    </li>
  );
}

function NewTable() {
  const [open, setOpen] = useState(false);
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
        <MenuItem onClick={() => setOpen(true)}>From Scratch</MenuItem>
        <MenuLink href={importPath()}>From Data Import</MenuLink>
      </Menu>
      {open ? <NewTableDialog onClose={() => setOpen(false)} /> : null}
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
        <ErrorBox message={tables.error.message} onRetry={() => void reload('tables')} />
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
