import { useState } from 'preact/hooks';
import { Button, ConfirmDialog } from '../../components/index';
import { reload, useCommonData } from '../../common-data';
import { rpc } from '../../rpc';

/** Offers, to everybody as in the real program, to upgrade all databases that are behind the program. */
export function UpgradeNotice() {
  const { databases } = useCommonData();
  const [open, setOpen] = useState(false);
  const outdated = databases.filter(({ needs_upgrade_attention }) => needs_upgrade_attention);
  if (outdated.length === 0) return null;
  const all = outdated.length === databases.length;
  const upgrade = async () => {
    for (const { id } of outdated) await rpc('databases.upgrade_sql', { database_id: id });
    await reload('databases');
  };
  return (
    <div class="notice">
      <p>The program was upgraded.</p>
      <p>
        {all ? 'Its code inside every connected database' : 'Its code inside some connected databases'} has to
        follow before they can be used.
      </p>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {all ? 'Upgrade All Databases' : 'Upgrade Remaining Databases'}
      </Button>
      {open ? (
        <ConfirmDialog
          title="Upgrade Databases"
          proceed="Upgrade Databases"
          action={upgrade}
          onClose={() => setOpen(false)}
        >
          <p>{outdated.map(({ name }) => name).join(', ')}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
