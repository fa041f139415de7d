import { PageCrumb } from '../../banner/crumbs';
import { update, useCommonData } from '../../common-data';
import { toast } from '../../components';
import { rpc } from '../../rpc';
import type { User } from '../../types';
import { AccountForm, type AccountInput, PasswordForm } from './account-form';

async function save({ username, email, full_name, display_language }: AccountInput): Promise<void> {
  update({ user: await rpc<User>('users.patch_self', { username, email, full_name, display_language }) });
  toast.success('Your account was saved.');
}

async function changePassword(new_password: string, old_password: string): Promise<void> {
  await rpc('users.password.replace_own', { old_password, new_password });
  // The change ended this session.
  location.assign('/auth/login/');
}

/** The own account. */
export function ProfilePage() {
  const { user } = useCommonData();
  return (
    <>
      <PageCrumb href="/profile/" label="User Profile" />
      <main>
        <h1>User Profile</h1>
        <section class="panel">
          <h2>Account Details</h2>
          <AccountForm user={user} save={save} fixedKind />
          <PasswordForm hint="After that you have to log in again." withOld save={changePassword} />
        </section>
        {user.is_superuser ? null : (
          <section class="panel">
            <h2>Delete Account</h2>
            <div>Only an administrator can delete your account.</div>
          </section>
        )}
      </main>
    </>
  );
}
