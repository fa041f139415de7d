import { useState } from 'preact/hooks';
import { Button, ErrorBox, toast, useSubmit } from '../../components/index';
import { navigate } from '../../navigation';
import { rpc } from '../../rpc';
import { AccountFields, type AccountInput } from '../account/account-fields';
import { AdministrationFrame } from './administration-frame';

const EMPTY: AccountInput = {
  full_name: '',
  email: '',
  username: '',
  display_language: 'en',
  is_superuser: false,
};

const WAY = [
  { label: 'Users', href: '/administration/users/' },
  { label: 'New User', href: '/administration/users/new/' },
];

/** Adds an account, whose user has to change the password at the first login. */
export function NewUserPage() {
  const [input, setInput] = useState(EMPTY);
  const [password, setPassword] = useState('');
  const add = async () => {
    const { id } = await rpc<{ id: number }>('users.add', { user_def: { ...input, password } });
    toast.success('The user was added.');
    navigate(`/administration/users/${String(id)}/`);
  };
  const { submit, busy, error } = useSubmit(add);
  const incomplete = input.username.trim() === '' || password === '';
  return (
    <AdministrationFrame way={WAY}>
      <h1>New User</h1>
      <AccountFields
        value={input}
        onChange={setInput}
        password={{ value: password, onChange: setPassword }}
      />
      <div class="buttons">
        <Button variant="primary" disabled={busy || incomplete} onClick={submit}>
          Save
        </Button>
      </div>
      {error === undefined ? null : <ErrorBox message={error} />}
    </AdministrationFrame>
  );
}
