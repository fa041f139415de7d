import { useState } from 'preact/hooks';
import { Dialog } from '../../components/index';
import { CreateDatabaseDialog } from './create-database-dialog';
import { ExistingDatabaseDialog } from './existing-database-dialog';

function Way({ title, description, onClick }: { title: string; description: string; onClick: () => void }) {
  return (
    <button type="button" class="button way-in" onClick={onClick}>
      <div>
        <div class="strong">{title}</div> <div class="soft">{description}</div>
      </div>
    </button>
  );
}

/** Asks which kind of database to connect, then for its details. */
export function ConnectDatabaseDialog({ onClose }: { onClose: () => void }) {
  const [way, setWay] = useState<'new' | 'existing'>();
  if (way === 'new') return <CreateDatabaseDialog onClose={onClose} />;
  if (way === 'existing') return <ExistingDatabaseDialog onClose={onClose} />;
  return (
    <Dialog title="How would you like to connect your database?" onClose={onClose}>
      <Way
        title="Create a New Database"
        description="On the PostgreSQL server of this install"
        onClick={() => setWay('new')}
      />
      <Way
        title="Connect to an Existing Database"
        description="On any PostgreSQL server that can be reached"
        onClick={() => setWay('existing')}
      />
    </Dialog>
  );
}
