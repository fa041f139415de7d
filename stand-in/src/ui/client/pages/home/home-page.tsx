import { useState } from 'preact/hooks';
import { Button, Help } from '../../components/index';
import { titleOf, useCommonData } from '../../common-data';
import { ConnectDatabaseDialog } from './connect-database-dialog';
import { DatabaseCard } from './database-card';
import { UpgradeNotice } from './upgrade-notice';

const RESOURCES = [
  ['Documentation', 'https://docs.mathesar.org/user-guide/', 'What Mathesar can do, for its users.'],
  ['Connect with Us', 'https://mathesar.org/community', 'The people who use and make Mathesar.'],
  ['Stay Informed', 'https://mathesar.org/mailing-list', 'News by mail.'],
  ['Support Our Mission', 'https://mathesar.org/donate', 'Mathesar lives from donations.'],
] as const;

function Resources() {
  return (
    <div class="resources">
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

/** Connects a database; for administrators only. */
function ConnectButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" icon="plus" onClick={() => setOpen(true)}>
        Connect Database
      </Button>
      {open ? <ConnectDatabaseDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** The connected databases. */
export function HomePage() {
  const { databases, user } = useCommonData();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const connect = user.is_superuser ? <ConnectButton /> : null;
  const found = databases.filter((database) =>
    `${titleOf(database)} ${database.name}`.toLowerCase().includes(wanted),
  );
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
            <div class="empty">
              <div>No Databases Connected</div>
              {connect}
            </div>
          ) : (
            <>
              <div class="bar">
                <input
                  type="text"
                  placeholder="Search Databases"
                  value={search}
                  onInput={(event) => setSearch(event.currentTarget.value)}
                />
                {connect}
              </div>
              <UpgradeNotice />
              <div class="cards">
                {found.map((database) => (
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
