import type { ComponentChildren } from 'preact';
import {
  addressOf,
  currentDatabase,
  serverOf,
  titleOf,
  useCommonData,
  useContentOnly,
} from '../../common-data';
import { ErrorBox, Tabs, useLoad } from '../../components';
import { DialogButton } from '../../components/dialog';
import { Helped } from '../../components/field';
import { PermissionsDialog } from '../../content/permissions/permissions-dialog';
import { databasePermissions } from '../../content/permissions/targets';
import { rpc } from '../../rpc';
import type { Access } from '../../types';
import { DatabaseMenu } from './database-menu';

/** As the real program, the page offers the dialog to an administrator too who may not look into it. */
const UNKNOWN: Access = { owner_oid: 0, current_role_priv: [], current_role_owns: false };

interface FrameProps {
  active: 'schemas' | 'settings';
  /** The content of the active tab; a function is given what the role may do, once that is known. */
  children: ComponentChildren | ((access: Access | undefined) => ComponentChildren);
}

/** Head and tabs of a database's pages. */
export function DatabaseFrame({ active, children }: FrameProps) {
  const { user } = useCommonData();
  const contentOnly = useContentOnly();
  const database = currentDatabase();
  const [{ data: access, message }, refresh] = useLoad(
    () => rpc<Access>('databases.get', { database_id: database?.id }),
    [database?.id],
  );
  if (!database) return null;
  const base = `/db/${String(database.id)}/`;
  const tabs = [
    { id: 'schemas', label: <Helped label="Schemas" />, href: `${base}schemas/` },
    ...(contentOnly ? [] : [{ id: 'settings', label: 'Database Settings', href: `${base}settings/` }]),
  ];
  const permissions = databasePermissions(database, access ?? UNKNOWN, refresh);
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
          {contentOnly ? null : (
            <DialogButton
              label="Database Permissions"
              icon="key"
              dialog={<PermissionsDialog target={permissions} />}
            />
          )}
          {user.is_superuser ? <DatabaseMenu database={database} order="page" /> : null}
        </div>
      </div>
      <main class="wide">
        <ErrorBox message={message} onRetry={refresh} />
        <Tabs tabs={tabs} active={active}>
          {typeof children === 'function' ? children(access) : children}
        </Tabs>
      </main>
    </>
  );
}
