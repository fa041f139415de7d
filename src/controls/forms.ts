import { FIELDS, form, type FormKind } from '../world/form';
import type { Form } from '../../wire/forms';
import { controlsOf, dialog, ids, menu, type Control, type Place, type Setting } from './control';

/** The form on books that a rule means: one of the owner's role, or of the role that acts. */
export function formKind({ world, role, args }: Omit<Setting, 'p' | 'fresh'>, shared: boolean): FormKind {
  const own = world.state.postgresRoles[role.name] ? role.name : 'owner';
  const { runs_as = 'owner' } = args;
  return { table: 'books', runsAs: runs_as === 'own' ? own : String(runs_as), public: shared, link: 'valid' };
}

interface Made {
  made: Form;
}

const place = (shared: boolean): Place<Made> => ({
  name: shared ? 'builder of a public form' : 'builder of a private form',
  make: async (s) => ({ made: await form(s.world, formKind(s, shared)) }),
  key: ({ args }) => JSON.stringify(args.runs_as ?? 'owner'),
  open: ({ p, world, made }) => p.formBuilder.open({ ...ids({ world }), formId: made.id }),
});

const sharedForm: Place<Made> = {
  ...place(true),
  name: 'shared form',
  open: ({ p, made }) => p.sharedForm.open(made),
};

/** The same call on a form that runs as a stronger role, and on one that runs as the own. */
const alsoOwn = (call: string) => [call, `${call}(runs_as: own)`];
const share = dialog(
  ({ p }: Setting) => p.formBuilder.shareButton,
  ({ p }) => p.formBuilder.openShare(),
);
/** A role that is neither the own one nor that of a form of one's own. */
const foreign = ({ world, role }: Setting) =>
  world.postgresRole(role.postgres === 'owner' ? 'manager' : 'owner').name;

/** What the form builder and shared forms offer. */
export const FORM_CONTROLS: Control[] = [
  ...controlsOf(place(false), {
    'form builder: Save': {
      offers: ['forms.patch(role: stronger)', 'forms.patch(runs_as: own)'],
      locate: ({ p }) => p.formBuilder.saveButton,
      enable: ({ p, fresh }) => p.formBuilder.typeName(fresh),
      use: ({ p }) => p.formBuilder.save(),
      changes: 'forms',
    },
    'form builder: role of somebody else': {
      offers: ['forms.patch(runs_as: own, role: stronger)'],
      within: [
        menu(
          ({ p }) => p.formBuilder.associatedRole.button,
          ({ p }) => p.formBuilder.associatedRole.open(),
        ),
      ],
      locate: (s) => s.p.formBuilder.associatedRole.option(foreign(s)),
      use: (s) => s.p.formBuilder.runAs(foreign(s)),
      changes: 'forms',
    },
    'form builder: Delete Form': {
      offers: alsoOwn('forms.delete'),
      locate: ({ p }) => p.formBuilder.deleteButton,
      use: ({ p }) => p.formBuilder.delete(),
      changes: 'forms',
    },
    'share form: Create public link': {
      offers: alsoOwn('forms.set_publish_public'),
      within: [share],
      locate: ({ p }) => p.formBuilder.createLinkButton,
      use: ({ p }) => p.formBuilder.publish(),
      changes: 'forms',
    },
  }),
  ...controlsOf(place(true), {
    'share form: Regenerate Link': {
      offers: alsoOwn('forms.regenerate_token'),
      within: [share],
      locate: ({ p }) => p.formBuilder.regenerateLinkButton,
      use: ({ p }) => p.formBuilder.regenerateLink(),
      changes: 'forms',
    },
    'share form: Disable Link': {
      offers: [
        'forms.set_publish_public(publish: false)',
        'forms.set_publish_public(runs_as: own, publish: false)',
      ],
      within: [share],
      locate: ({ p }) => p.formBuilder.disableLinkButton,
      use: ({ p }) => p.formBuilder.disableLink(),
      changes: 'forms',
    },
  }),
  ...controlsOf(sharedForm, {
    'shared form: Submit': {
      offers: ['forms.submit', 'forms.submit(runs_as: editor)'],
      locate: ({ p }) => p.sharedForm.submitButton,
      use: async ({ p, world }) => {
        await p.sharedForm.field(FIELDS.text).fill(world.faker.book.title());
        await p.sharedForm.submit();
      },
      changes: 'rows:books',
    },
  }),
];
