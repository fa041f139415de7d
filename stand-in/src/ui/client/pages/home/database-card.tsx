import { useState } from 'preact/hooks';
import { Button, Icon } from '../../components/index';
import { addressOf, serverOf, titleOf, useCommonData } from '../../common-data';
import type { Database } from '../../types';
import { DatabaseMenu } from '../database/database-menu';
import { UpgradeDialog } from '../database/upgrade-dialog';

/**
 * A database on the home page. As in the real program, "Upgrade" is offered to everybody, although the endpoint takes
 * it from administrators only.
 */
export function DatabaseCard({ database }: { database: Database }) {
  const { user } = useCommonData();
  const [upgrading, setUpgrading] = useState(false);
  const outdated = database.needs_upgrade_attention;
  return (
    <div class="card">
      <div class="card-head">
        <Icon name="database" />
        <div class="name">
          <div>
            <span>{titleOf(database)}</span>{' '}
            {database.nickname === null ? null : <span class="soft">({database.name})</span>}
          </div>
          <div class="soft">{addressOf(serverOf(database))}</div>
        </div>
        {outdated ? (
          <div>
            <div class="badge">Upgrade Required</div>{' '}
            <Button onClick={() => setUpgrading(true)}>Upgrade</Button>
          </div>
        ) : null}
        {user.is_superuser ? <DatabaseMenu database={database} order="card" /> : null}
      </div>
      {outdated ? null : (
        <a
          class="cover"
          href={`/db/${String(database.id)}/`}
          aria-label={`Open database ${titleOf(database)}`}
        />
      )}
      {upgrading ? (
        <UpgradeDialog kind="upgrade" database={database} onClose={() => setUpgrading(false)} />
      ) : null}
    </div>
  );
}
