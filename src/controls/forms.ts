import { FIELDS, form, type FormKind } from '../world/form';
import type { Form } from '../../wire/forms';
import { KEYS } from '../target/keys';
import type { Fields } from '../target/snapshot';
import { ANY, change, may, remove } from '../target/stated';
import { rowAdded } from '../world/effects';
import { COLUMNS } from '../world/world';
import { FORMS, linkOf } from '../actions/arguments/form';
import {
  controlsOf,
  dialog,
  ids,
  menu,
  type Control,
  type ControlContext,
  type ControlPage,
  type WorldContext,
} from './control';

/** The form on books that a rule refers to: it runs as the owner's role, or as the acting role. */
export function formKind({ world, role, args }: Omit<WorldContext, 'fresh'>, shared: boolean): FormKind {
  const own = world.state.postgresRoles[role.name] ? role.name : 'owner';
  const { runs_as = 'owner', form: which } = args;
  const link = shared ? linkOf(FORMS.catch('public').parse(which)) : 'valid';
  return { table: 'books', runsAs: runs_as === 'own' ? own : String(runs_as), public: shared, link };
}

interface Made {
  made: Form;
}

export const builder = (shared: boolean): ControlPage<Made> => ({
  name: shared ? 'builder of a public form' : 'builder of a private form',
  make: async (s) => ({ made: await form(s.world, formKind(s, shared)) }),
  key: ({ args }) => JSON.stringify(args.runs_as ?? 'owner'),
  open: ({ pages, world, made }) => pages.formBuilder.open({ ...ids({ world }), formId: made.id }),
});

export const sharedForm = (slash: boolean): ControlPage<Made> => ({
  ...builder(true),
  name: slash ? 'shared form' : 'shared form, by its link without the last slash',
  key: ({ args }) => JSON.stringify([args.runs_as ?? 'owner', args.form]),
  open: ({ pages, made }) => pages.sharedForm.open(made, { slash }),
});

const submit = async ({ pages, world }: ControlContext) => {
  await pages.sharedForm.field(FIELDS.text).fill(world.newTitle());
  await pages.sharedForm.submit();
};

/** Only the field that was filled has a value. */
const submitted = ({ world }: ControlContext) => [rowAdded(world, 'books', { [COLUMNS.books.title]: ANY })];

/** Mathesar makes the fields of a saved form anew. */
export const edited = ({ id }: Pick<Form, 'id'>, fields: Fields) => [
  change('forms', KEYS.form(id), fields),
  may('form fields', KEYS.form(id)),
];

/** The same call on a form that runs as a stronger role, and on one that runs as the caller's own. */
const alsoOwn = (call: string) => [call, `${call}(runs_as: own)`];
const share = dialog(
  ({ pages }: ControlContext) => pages.formBuilder.shareButton,
  ({ pages }) => pages.formBuilder.openShare(),
);
/** A role that is neither the caller's own nor that of the caller's own form. */
const foreign = ({ world, role }: ControlContext) =>
  world.postgresRole(role.postgres === 'owner' ? 'manager' : 'owner').name;

/** Controls of the form builder and of shared forms. */
export const FORM_CONTROLS: Control[] = [
  ...controlsOf(builder(false), {
    'form builder: Save': {
      offers: ['forms.patch(role: stronger)', 'forms.patch(runs_as: own)'],
      locate: ({ pages }) => pages.formBuilder.saveButton,
      enable: ({ pages, fresh }) => pages.formBuilder.typeName(fresh),
      use: ({ pages }) => pages.formBuilder.save(),
      changes: ({ made, fresh }) => edited(made, { name: fresh, header_title: ANY }),
    },
    'form builder: role of somebody else': {
      offers: ['forms.patch(runs_as: own, role: stronger)'],
      within: [
        menu(
          ({ pages }) => pages.formBuilder.associatedRole.root,
          ({ pages }) => pages.formBuilder.associatedRole.open(),
        ),
      ],
      locate: (s) => s.pages.formBuilder.associatedRole.option(foreign(s)),
      use: (s) => s.pages.formBuilder.runAs(foreign(s)),
      changes: ({ made }) => edited(made, { associated_role_id: ANY }),
    },
    'form builder: Delete Form': {
      offers: alsoOwn('forms.delete'),
      locate: ({ pages }) => pages.formBuilder.deleteButton,
      use: ({ pages }) => pages.formBuilder.delete(),
      changes: ({ made }) => [remove('forms', KEYS.form(made.id))],
    },
    'share form: Create public link': {
      offers: alsoOwn('forms.set_publish_public'),
      within: [share],
      locate: ({ pages }) => pages.formBuilder.createLinkButton,
      use: ({ pages }) => pages.formBuilder.publish(),
      changes: ({ made }) => [change('forms', KEYS.form(made.id), { publish_public: true })],
    },
  }),
  ...controlsOf(builder(true), {
    'share form: Regenerate Link': {
      offers: alsoOwn('forms.regenerate_token'),
      within: [share],
      locate: ({ pages }) => pages.formBuilder.regenerateLinkButton,
      use: ({ pages }) => pages.formBuilder.regenerateLink(),
      changes: ({ made }) => [change('forms', KEYS.form(made.id), { token: ANY })],
    },
    'share form: Disable Link': {
      offers: [
        'forms.set_publish_public(publish: false)',
        'forms.set_publish_public(runs_as: own, publish: false)',
      ],
      within: [share],
      locate: ({ pages }) => pages.formBuilder.disableLinkButton,
      use: ({ pages }) => pages.formBuilder.disableLink(),
      changes: ({ made }) => [change('forms', KEYS.form(made.id), { publish_public: false })],
    },
  }),
  ...controlsOf(sharedForm(true), {
    'shared form: Submit': {
      offers: [
        'forms.submit',
        'forms.submit(runs_as: editor)',
        'forms.submit(form: old link)',
        'forms.submit(form: withdrawn)',
        'forms.submit(form: deleted)',
      ],
      locate: ({ pages }) => pages.sharedForm.submitButton,
      use: submit,
      changes: submitted,
    },
  }),
  ...controlsOf(sharedForm(false), {
    'shared form without slash: Submit': {
      offers: ['forms.submit'],
      locate: ({ pages }) => pages.sharedForm.submitButton,
      use: submit,
      changes: submitted,
    },
  }),
];
