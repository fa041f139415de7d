import { useState } from 'preact/hooks';
import { Menu, MenuItem } from '../../components/index';
import type { Database } from '../../types';
import { DisconnectDialog } from './disconnect-dialog';
import { EditConnectionDialog } from './edit-connection-dialog';
import { UpgradeDialog } from './upgrade-dialog';

type Choice = 'edit' | 'reinstall' | 'disconnect';

const ITEMS: Record<Choice, { label: string; icon: 'pencil' | 'refresh' | 'trash' }> = {
  edit: { label: 'Edit Connection', icon: 'pencil' },
  reinstall: { label: 'Reinstall Mathesar Schemas', icon: 'refresh' },
  disconnect: { label: 'Disconnect Database', icon: 'trash' },
};

/** As recorded, the same entries stand in another order on the card and on the database's page. */
const ORDER: Record<'card' | 'page', readonly Choice[]> = {
  card: ['edit', 'reinstall', 'disconnect'],
  page: ['disconnect', 'edit', 'reinstall'],
};

/** What an administrator may do with a connected database. The button has no name, as in the real program. */
export function DatabaseMenu({ database, order }: { database: Database; order: 'card' | 'page' }) {
  const [choice, setChoice] = useState<Choice>();
  const dialog = { database, onClose: () => setChoice(undefined) };
  return (
    <>
      <Menu>
        {ORDER[order].map((entry) => (
          <MenuItem
            key={entry}
            icon={ITEMS[entry].icon}
            danger={entry === 'disconnect'}
            onClick={() => setChoice(entry)}
          >
            {ITEMS[entry].label}
          </MenuItem>
        ))}
      </Menu>
      {choice === 'edit' ? <EditConnectionDialog {...dialog} /> : null}
      {choice === 'reinstall' ? <UpgradeDialog kind="reinstall" {...dialog} /> : null}
      {choice === 'disconnect' ? <DisconnectDialog {...dialog} /> : null}
    </>
  );
}
