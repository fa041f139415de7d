import { useState } from 'preact/hooks';
import { Button, ConfirmDialog, toast, useLoad } from '../../components/index';
import { commonData } from '../../common-data';
import { navigate } from '../../navigation';
import type { PageProps } from '../../router';
import { rpc } from '../../rpc';
import type { User } from '../../types';
import type { AccountInput } from '../account/account-fields';
import { AccountForm } from '../account/account-form';
import { PasswordForm } from '../account/password-form';
import { Loaded } from '../settings/settings-frame';
import { AdministrationFrame } from './administration-frame';

const USERS = { label: 'Users', href: '/administration/users/' };

function DeleteUser({ user }: { user: User }) {
  const [open, setOpen] = useState(false);
  const remove = async () => {
    await rpc('users.delete', { user_id: user.id });
    toast.success('The user was deleted.');
    navigate(USERS.href);
  };
  return (
    <div>
      <Button variant="danger" icon="trash" onClick={() => setOpen(true)}>
        Delete User
      </Button>
      {open ? (
        <ConfirmDialog
          title={`Delete User ${user.username}?`}
          proceed="Delete User"
          action={remove}
          onClose={() => setOpen(false)}
        >
          <p>Are you sure?</p>
        </ConfirmDialog>
      ) : null}
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
      <PasswordForm
        hint="The user will have to change it at the next login."
        withOld={false}
        save={changePassword}
      />
      {own ? null : <DeleteUser user={user} />}
    </>
  );
}

/** Changes an account. */
export function EditUserPage({ params }: PageProps) {
  const [loading, refresh] = useLoad(() => rpc<User[]>('users.list'));
  const user =
    loading.state === 'success' ? loading.data.find(({ id }) => String(id) === params['user']) : undefined;
  const way = user ? [USERS, { label: user.username, href: `${USERS.href}${String(user.id)}/` }] : [USERS];
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
