import { useState } from 'preact/hooks';
import {
  CheckboxField,
  Dialog,
  DialogButtons,
  Help,
  TextField,
  toast,
  useSubmit,
} from '../../components/index';
import { reload, titleOf } from '../../common-data';
import { rpc } from '../../rpc';
import type { Database } from '../../types';

const WORDS = {
  upgrade: {
    title: (name: string) => `Upgrade ${name} Database`,
    text: "Brings the program's code inside this database up to date.",
    proceed: 'Upgrade Database',
    done: 'The database was upgraded.',
  },
  reinstall: {
    title: (name: string) => `Reinstall Mathesar Schemas on ${name} Database`,
    text: "Installs the program's code inside this database anew.",
    proceed: 'Reinstall',
    done: 'The schemas were reinstalled.',
  },
};

export interface UpgradeDialogProps {
  kind: keyof typeof WORDS;
  database: Database;
  onClose: () => void;
}

/** Installs the program's functions in a database again, as the role that owns them or as a given one. */
export function UpgradeDialog({ kind, database, onClose }: UpgradeDialogProps) {
  const { title, text, proceed, done } = WORDS[kind];
  const [asRole, setAsRole] = useState(false);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const run = async () => {
    const role = asRole ? { username, password } : {};
    await rpc('databases.upgrade_sql', { database_id: database.id, ...role });
    await reload('databases');
    toast.success(done);
  };
  const { submit, busy, error } = useSubmit(run, onClose);
  const footer = (
    <DialogButtons
      proceed={proceed}
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || (asRole && username === '')}
      error={error}
    />
  );
  return (
    <Dialog title={title(titleOf(database))} onClose={onClose} footer={footer}>
      <p>{text}</p>
      <CheckboxField
        label={
          <span>
            Specify a PostgreSQL Role <Help text="By default, the role that owns the code" />
          </span>
        }
        checked={asRole}
        onChange={setAsRole}
      />
      {asRole ? (
        <>
          <TextField label="Role" value={username} onInput={setUsername} />
          <TextField
            label="Password"
            value={password}
            onInput={setPassword}
            password
            autoComplete="new-password"
          />
        </>
      ) : null}
    </Dialog>
  );
}
