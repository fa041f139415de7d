import { useState } from 'preact/hooks';
import { Icon, useLoad } from '../../components/index';
import { rpc } from '../../rpc';
import type { User } from '../../types';
import { Loaded } from '../settings/settings-frame';
import { AdministrationFrame } from './administration-frame';

function Entry({ user }: { user: User }) {
  const { id, username, full_name, email, is_superuser } = user;
  return (
    <a class="card user" href={`/administration/users/${String(id)}/`} aria-label={username}>
      <div class="strong">{username}</div>
      <div class="soft details">
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
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  return (
    <AdministrationFrame way={[{ label: 'Users', href: '/administration/users/' }]}>
      <Loaded loading={loading} onRetry={refresh}>
        {(users) => (
          <>
            <h2>Users ({users.length})</h2>
            <div class="bar">
              <input
                type="text"
                placeholder="Search Users"
                value={search}
                onInput={(event) => setSearch(event.currentTarget.value)}
              />
              <a class="button primary" href="/administration/users/new/">
                <Icon name="plus" />
                <span>Add User</span>
              </a>
            </div>
            <div class="users">
              {users
                .filter(({ username, full_name, email }) =>
                  [username, full_name, email].join(' ').toLowerCase().includes(wanted),
                )
                .map((user) => (
                  <Entry key={user.id} user={user} />
                ))}
            </div>
          </>
        )}
      </Loaded>
    </AdministrationFrame>
  );
}
