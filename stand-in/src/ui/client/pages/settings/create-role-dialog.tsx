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
import { commonData } from '../../common-data';
import { rpc } from '../../rpc';

/** Makes a PostgreSQL role; with LOGIN it has a password. */
export function CreateRoleDialog({
  refresh,
  onClose,
}: {
  refresh: () => Promise<void>;
  onClose: () => void;
}) {
  const [rolename, setRolename] = useState('');
  const [login, setLogin] = useState(true);
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const create = async () => {
    const database_id = commonData.current_database;
    await rpc('roles.add', { database_id, rolename, login, ...(login ? { password } : {}) });
    toast.success('The Role has been created successfully');
    await refresh();
  };
  const { submit, busy, error } = useSubmit(create, onClose);
  const incomplete = rolename.trim() === '' || (login && (password === '' || password !== repeated));
  const footer = (
    <DialogButtons
      proceed="Create Role"
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || incomplete}
      error={error}
    />
  );
  return (
    <Dialog title="Create Role" onClose={onClose} footer={footer}>
      <TextField label="Role Name" value={rolename} onInput={setRolename} />
      <CheckboxField
        label={
          <span>
            LOGIN <Help text="Whether the role can connect" />
          </span>
        }
        checked={login}
        onChange={setLogin}
      />
      {login ? (
        <>
          <TextField
            label="Password"
            value={password}
            onInput={setPassword}
            password
            autoComplete="new-password"
          />
          <TextField
            label="Confirm Password"
            value={repeated}
            onInput={setRepeated}
            password
            autoComplete="new-password"
            error={repeated !== '' && password !== repeated ? 'The two passwords differ.' : undefined}
          />
        </>
      ) : null}
      <p class="soft">For a collaborator to act as this role, store its password under "Stored Roles" too.</p>
    </Dialog>
  );
}
