import { addressOf, reload, serverOf, titleOf, useCommonData } from '../../common-data';
import { Icon } from '../../components';
import { ActionDialog, DialogButton } from '../../components/dialog';
import { Help, useSearch } from '../../components/field';
import { rpc } from '../../rpc';
import type { Database } from '../../types';
import { DatabaseMenu, UpgradeDialog } from '../database/database-menu';
import { ConnectDatabaseDialog } from './connect-database-dialog';

/**
 * A database on the home page. As in the real program, "Upgrade" is offered to everybody, although the endpoint takes
 * it from administrators only.
 */
function DatabaseCard({ database }: { database: Database }) {
  const { user } = useCommonData();
  const outdated = database.needs_upgrade_attention;
  const title = titleOf(database);
  return (
    <div class="card">
      <div class="card-head">
        <Icon name="database" />
        <div class="name">
          <div>
            <span>{title}</span>{' '}
            {database.nickname === null ? null : <span class="soft">({database.name})</span>}
          </div>
          <div class="soft">{addressOf(serverOf(database))}</div>
        </div>
        {outdated ? (
          <div>
            <div class="badge">Upgrade Required</div>{' '}
            <DialogButton label="Upgrade" dialog={<UpgradeDialog kind="upgrade" database={database} />} />
          </div>
        ) : null}
        {user.is_superuser ? <DatabaseMenu database={database} order="card" /> : null}
      </div>
      {outdated ? null : (
        <a class="cover" href={`/db/${String(database.id)}/`} aria-label={`Open database ${title}`} />
      )}
    </div>
  );
}

/** Offers, to everybody as in the real program, to upgrade all databases that are behind the program. */
function UpgradeNotice() {
  const { databases } = useCommonData();
  const outdated = databases.filter(({ needs_upgrade_attention }) => needs_upgrade_attention);
  if (outdated.length === 0) return null;
  const all = outdated.length === databases.length;
  const upgrade = async () => {
    for (const { id } of outdated) await rpc('databases.upgrade_sql', { database_id: id });
    await reload('databases');
  };
  const title = 'Upgrade Databases';
  return (
    <div class="notice">
      <p>The program was upgraded.</p>
      <p>
        {all ? 'Its code inside every connected database' : 'Its code inside some connected databases'} has to
        follow before they can be used.
      </p>
      <DialogButton
        label={all ? 'Upgrade All Databases' : 'Upgrade Remaining Databases'}
        variant="primary"
        dialog={
          <ActionDialog title={title} proceed={title} action={upgrade} danger>
            <p>{outdated.map(({ name }) => name).join(', ')}</p>
          </ActionDialog>
        }
      />
    </div>
  );
}

const RESOURCES = [
  ['Documentation', 'https://docs.mathesar.org/user-guide/', 'What Mathesar can do, for its users.'],
  ['Connect with Us', 'https://mathesar.org/community', 'The people who use and make Mathesar.'],
  ['Stay Informed', 'https://mathesar.org/mailing-list', 'News by mail.'],
  ['Support Our Mission', 'https://mathesar.org/donate', 'Mathesar lives from donations.'],
] as const;

function Resources() {
  return (
    <div>
      <h2>Resources</h2>
      {RESOURCES.map(([title, href, description]) => (
        <div key={href} class="resource">
          <a href={href} target="_blank" rel="noreferrer">
            {title}
          </a>
          <div class="soft">{description}</div>
        </div>
      ))}
    </div>
  );
}

/** The connected databases; administrators may connect another. */
export function HomePage() {
  const { databases, user } = useCommonData();
  const [search, matches] = useSearch('Search Databases');
  const connect = user.is_superuser ? (
    <DialogButton label="Connect Database" variant="primary" icon="plus" dialog={<ConnectDatabaseDialog />} />
  ) : null;
  return (
    <>
      <div class="page-header">
        <div class="title">Welcome to Mathesar, {user.username}!</div>
      </div>
      <main class="wide home">
        <section>
          <h2>
            Databases <Help text="PostgreSQL databases that this install is connected to" />
          </h2>
          {databases.length === 0 ? (
            <div class="notice">
              <div>No Databases Connected</div>
              {connect}
            </div>
          ) : (
            <>
              <div class="bar">
                {search}
                {connect}
              </div>
              <UpgradeNotice />
              <div class="cards">
                {databases
                  .filter((database) => matches(`${titleOf(database)} ${database.name}`))
                  .map((database) => (
                    <DatabaseCard key={database.id} database={database} />
                  ))}
              </div>
            </>
          )}
        </section>
        <Resources />
      </main>
    </>
  );
}
