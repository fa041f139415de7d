import { useState } from 'preact/hooks';
import { commonData } from '../../common-data';
import { IconLabel, Loaded, toast, useLoad } from '../../components';
import { ActionDialog, DialogButton, FormButtons } from '../../components/dialog';
import { useSearch } from '../../components/field';
import { navigate } from '../../navigation';
import type { PageProps } from '../../router';
import { rpc } from '../../rpc';
import type { User } from '../../types';
import { AccountFields, AccountForm, type AccountInput, PasswordForm } from '../account/account-form';
import { AdministrationFrame } from './administration';

const USERS = { label: 'Users', href: '/administration/users/' };

const addressOf = (id: number) => `${USERS.href}${String(id)}/`;

function UserCard({ user: { id, username, full_name, email, is_superuser } }: { user: User }) {
  return (
    <a class="card user" href={addressOf(id)} aria-label={username}>
      <div class="strong">{username}</div>
      <div class="soft">
        {full_name ? <span>{full_name} </span> : null}
        {email ? <span>{email} </span> : null}
        <span>{is_superuser ? 'Admin' : 'Standard'}</span>
      </div>
    </a>
  );
}

/** All accounts. */
export function UsersPage() {
  const [loading, refresh] = useLoad(() => rpc<User[]>('users.list'));
  const [search, matches] = useSearch('Search Users');
  return (
    <AdministrationFrame way={[USERS]}>
      <Loaded loading={loading} onRetry={refresh}>
        {(users) => (
          <>
            <h2>Users ({users.length})</h2>
            <div class="bar">
              {search}
              <a class="button primary" href="/administration/users/new/">
                <IconLabel icon="plus" label="Add User" />
              </a>
            </div>
            <div class="stack">
              {users
                .filter(({ username, full_name, email }) => matches([username, full_name, email].join(' ')))
                .map((user) => (
                  <UserCard key={user.id} user={user} />
                ))}
            </div>
          </>
        )}
      </Loaded>
    </AdministrationFrame>
  );
}

const EMPTY: AccountInput = {
  full_name: '',
  email: '',
  username: '',
  display_language: 'en',
  is_superuser: false,
};

/** Adds an account, whose user has to change the password at the first login. */
export function NewUserPage() {
  const [input, setInput] = useState(EMPTY);
  const [password, setPassword] = useState('');
  const add = async () => {
    const { id } = await rpc<{ id: number }>('users.add', { user_def: { ...input, password } });
    toast.success('The user was added.');
    navigate(addressOf(id));
  };
  const incomplete = input.username.trim() === '' || password === '';
  const passwordField = { value: password, onChange: setPassword };
  return (
    <AdministrationFrame way={[USERS, { label: 'New User', href: '/administration/users/new/' }]}>
      <h1>New User</h1>
      <AccountFields value={input} onChange={setInput} password={passwordField} />
      <FormButtons proceed="Save" action={add} disabled={incomplete} />
    </AdministrationFrame>
  );
}

function DeleteUser({ user }: { user: User }) {
  const remove = async () => {
    await rpc('users.delete', { user_id: user.id });
    toast.success('The user was deleted.');
    navigate(USERS.href);
  };
  const title = `Delete User ${user.username}?`;
  return (
    <div>
      <DialogButton
        label="Delete User"
        variant="danger"
        icon="trash"
        dialog={
          <ActionDialog title={title} proceed="Delete User" action={remove} danger>
            <p>Are you sure?</p>
          </ActionDialog>
        }
      />
    </div>
  );
}

function EditUser({ user, refresh }: { user: User; refresh: () => Promise<void> }) {
  const save = async (input: AccountInput) => {
    await rpc('users.patch_other', { user_id: user.id, ...input });
    toast.success('The user was saved.');
    await refresh();
  };
  const changePassword = async (new_password: string) => {
    await rpc('users.password.revoke', { user_id: user.id, new_password });
    toast.success('The password was set.');
  };
  const own = user.id === commonData.user.id;
  return (
    <>
      <h2>
        Edit User: <strong>{user.username}</strong>
      </h2>
      <AccountForm user={user} save={save} fixedKind={own} />
      <PasswordForm hint="The user will have to change it at the next login." save={changePassword} />
      {own ? null : <DeleteUser user={user} />}
    </>
  );
}

/** Changes an account. */
export function EditUserPage({ params }: PageProps) {
  const [loading, refresh] = useLoad(() => rpc<User[]>('users.list'));
  const user = loading.data?.find(({ id }) => String(id) === params.user);
  const way = user ? [USERS, { label: user.username, href: addressOf(user.id) }] : [USERS];
  return (
    <AdministrationFrame way={way}>
      <Loaded loading={loading} onRetry={refresh}>
        {() =>
          user ? <EditUser key={JSON.stringify(user)} user={user} refresh={refresh} /> : 'User not found'
        }
      </Loaded>
    </AdministrationFrame>
  );
}
