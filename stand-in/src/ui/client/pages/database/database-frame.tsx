import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button, ErrorBox, Help, Tabs, useLoad } from '../../components/index';
import { addressOf, currentDatabase, serverOf, titleOf, useCommonData } from '../../common-data';
import { PermissionsDialog } from '../../content/permissions/permissions-dialog';
import { rpc } from '../../rpc';
import type { Access, Database } from '../../types';
import { DatabaseMenu } from './database-menu';
import { databasePermissions } from './permissions';

/** The database as PostgreSQL knows it, and what the caller's role may do with it. */
export interface DatabaseInfo extends Access {
  oid: number;
  name: string;
}

/** Whether the user has no business in a database but its content: with databases per user, all standard users. */
export function useContentOnly(): boolean {
  const { per_user_databases_enabled, user } = useCommonData();
  return per_user_databases_enabled && !user.is_superuser;
}

/** As the real program, the page offers the dialog to an administrator too who may not look into it. */
const UNKNOWN: Access = { owner_oid: 0, current_role_priv: [], current_role_owns: false };

function Permissions({
  database,
  info,
  refresh,
}: {
  database: Database;
  info: Access;
  refresh: () => Promise<void>;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="key" onClick={() => setOpen(true)}>
        Database Permissions
      </Button>
      {open ? (
        <PermissionsDialog
          target={databasePermissions(database, info, refresh)}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

interface FrameProps {
  active: 'schemas' | 'settings';
  /** The content of the active tab; a function is given what the role may do, once that is known. */
  children: ComponentChildren | ((info: DatabaseInfo | undefined) => ComponentChildren);
}

/** Head and tabs of a database's pages. */
export function DatabaseFrame({ active, children }: FrameProps) {
  const { user } = useCommonData();
  const contentOnly = useContentOnly();
  const database = currentDatabase();
  const [loading, refresh] = useLoad(
    () => rpc<DatabaseInfo>('databases.get', { database_id: database?.id }),
    [database?.id],
  );
  if (!database) return null;
  const info = loading.state === 'success' ? loading.data : undefined;
  const base = `/db/${String(database.id)}/`;
  const tabs = [
    {
      id: 'schemas',
      label: (
        <span>
          Schemas <Help />
        </span>
      ),
      href: `${base}schemas/`,
    },
    ...(contentOnly ? [] : [{ id: 'settings', label: 'Database Settings', href: `${base}settings/` }]),
  ];
  return (
    <>
      <div class="page-header">
        <div>
          <span class="soft">Database</span> <span class="title">{titleOf(database)}</span>
        </div>
        <div class="soft">
          PostgreSQL database:{' '}
          <code>
            {database.name} @ {addressOf(serverOf(database))}
          </code>
        </div>
        <div class="actions">
          {contentOnly ? null : <Permissions database={database} info={info ?? UNKNOWN} refresh={refresh} />}
          {user.is_superuser ? <DatabaseMenu database={database} order="page" /> : null}
        </div>
      </div>
      <main class="wide">
        {loading.state === 'failure' ? (
          <ErrorBox message={loading.message} onRetry={() => void refresh()} />
        ) : null}
        <Tabs tabs={tabs} active={active}>
          {typeof children === 'function' ? children(info) : children}
        </Tabs>
      </main>
    </>
  );
}
