import type { Role } from '../../roles';
import { form } from '../form';
import { throwAwayAccount } from '../throw-away-account';
import type { World } from '../world';
import type { Held, Way } from './situation';

/** What the link of a public form allows. */

/** A way that ends when the set-up admin does something to the form. */
function byLink(name: string, change: (world: World, form_id: number) => Pick<Held, 'take' | 'give'>): Way {
  return {
    name,
    hold: async (world: World, role: Role) => {
      // The one that actions on public forms use.
      const { id } = await form(world, { table: 'books', public: true, runsAs: 'owner', link: 'valid' });
      // No right of the account changes, but on pages it signs out of the browser.
      const { client, account } = await throwAwayAccount(world, role, 'holder');
      return { holder: { client, account }, ...change(world, id) };
    },
  };
}

/** The form is no longer public. */
export const PUBLIC_FORM = byLink('public form', ({ setupAdmin, databaseId: database_id }, form_id) => {
  const publish = async (publish_public: boolean) => {
    await setupAdmin.rpc('forms.set_publish_public', { database_id, form_id, publish_public });
    return undefined;
  };
  return { take: () => publish(false), give: () => publish(true) };
});

/** The form gets another link. */
export const FORM_LINK = byLink('link of a form', ({ setupAdmin, databaseId: database_id }, form_id) => ({
  take: async () => {
    await setupAdmin.rpc('forms.regenerate_token', { database_id, form_id });
    return undefined;
  },
}));

/** The form is deleted. */
export const FORM = byLink('form', ({ setupAdmin, databaseId: database_id }, form_id) => ({
  take: async () => {
    await setupAdmin.rpc('forms.delete', { database_id, form_id });
    return undefined;
  },
}));
