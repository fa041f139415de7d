import type { About } from './form';

type Headers = Record<string, string>;

/** Headers by which some frameworks let a request stand for one of another method. */
export const overriding = (method: string): Headers => ({
  'X-HTTP-Method-Override': method,
  'X-HTTP-Method': method,
  'X-Method-Override': method,
});

/** Headers by which some proxies tell a program who somebody is; all name the set-up admin. */
export function trusted({ world }: About): Headers {
  const { username } = world.state.setupAdmin;
  return {
    'X-Forwarded-User': username,
    'X-Remote-User': username,
    'Remote-User': username,
    'X-Forwarded-Email': `${username}@example.com`,
    'X-Forwarded-For': '127.0.0.1',
    'X-Real-IP': '127.0.0.1',
  };
}

/** The name of the set-up admin with a password that is not theirs. */
export const basic = ({ world }: About, password: string): Headers => ({
  authorization: `Basic ${Buffer.from(`${world.state.setupAdmin.username}:${password}`).toString('base64')}`,
});

/** Headers by which some proxies tell a program the address that was asked for. */
export const readdressing = (path: string): Headers => ({ 'X-Original-URL': path, 'X-Rewrite-URL': path });

/** Parameters that no read has, each of which asks for more rights. */
export function presumptuous({ world }: About): Record<string, string | number | boolean> {
  const { userId, username } = world.state.setupAdmin;
  return { user: username, user_id: userId, as_user: username, role: 'owner', is_superuser: true };
}
