import { currentDatabase, currentSchema, titleOf, useCommonData } from '../common-data';
import { Crumb } from './crumbs';
import { Feedback } from './feedback';
import { ContentSwitcher, DatabaseSwitcher, SchemaSwitcher } from './switchers';
import { UserMenu } from './user-menu';

/** The top of every page for people with an account: where they are, and their menu. */
export function Banner({ crumbs }: { crumbs: (slot: HTMLElement | null) => void }) {
  useCommonData();
  const database = currentDatabase();
  const schema = currentSchema();
  const databasePath = `/db/${String(database?.id)}/`;
  const schemaPath = `${databasePath}schemas/${String(schema?.oid)}/`;
  return (
    <header class="banner">
      <div class="way">
        <a class="home-link" href="/">
          <svg class="logo" viewBox="0 0 16 16" role="img">
            <path d="M2 13V4l6 5 6-5v9" />
          </svg>
          <span role="img" aria-label="Mathesar">
            stand-in
          </span>
        </a>
        <DatabaseSwitcher />
        {database ? (
          <>
            <Crumb href={databasePath}>{titleOf(database)}</Crumb>
            <SchemaSwitcher database={databasePath} />
          </>
        ) : null}
        {database && schema ? (
          <>
            <Crumb href={schemaPath}>{schema.name}</Crumb>
            <ContentSwitcher schema={schemaPath} />
          </>
        ) : null}
        <span class="crumb-slot" ref={crumbs} />
      </div>
      <div class="tools">
        <Feedback />
        <UserMenu />
      </div>
    </header>
  );
}
