import { useState } from 'preact/hooks';
import { PageCrumb } from '../../banner/crumbs';
import { commonData, currentDatabase } from '../../common-data';
import {
  Button,
  Dropdown,
  ErrorBox,
  Icon,
  IconButton,
  attempt,
  toast,
  useLoad,
  useSubmit,
} from '../../components';
import { ActionDialog, useDialogs } from '../../components/dialog';
import { TextInput } from '../../components/field';
import { navigate } from '../../navigation';
import { ErrorPage, MISSING_PAGE } from '../../pages/error-page';
import type { PageProps } from '../../router';
import { rpc } from '../../rpc';
import type { StoredRole } from '../../types';
import { DeleteFormDialog } from '../schema/forms-section';
import { formPath, schemaPath, sharedFormAddress } from '../shared/addresses';
import type { CurrentRole } from '../shared/wire';
import { FormInspector, type FormRoles } from './form-inspector';
import { type Form, type FormField, listForms, patchForm, publishForm, regenerateToken } from './forms';

/** Publishes a form, or takes its link away again. Everybody may, whoever made the form. */
export function ShareForm({ form, onChange }: { form: Form; onChange: (change: Partial<Form>) => void }) {
  const set = async (publish_public: boolean) => {
    await publishForm(form, publish_public);
    onChange({ publish_public });
  };
  const regenerate = async () => {
    onChange({ token: await regenerateToken(form) });
    toast.success('The link has been successfully regenerated');
  };
  const [dialog, open] = useDialogs({
    disable: (
      <ActionDialog title="Disable Link?" proceed="Disable Link" action={() => set(false)} danger>
        <p>Nobody can fill in the form under this link any more.</p>
      </ActionDialog>
    ),
    regenerate: (
      <ActionDialog
        title="Remove old link and create a new link?"
        proceed="Regenerate Link"
        action={regenerate}
        danger
      >
        <p>Whoever has the old link can not use it any more.</p>
      </ActionDialog>
    ),
  });
  const address = sharedFormAddress(form.token);
  const label = form.publish_public ? 'Shared via link' : 'Share';
  return (
    <>
      <Dropdown variant="secondary" aria-label="Share" trigger={label}>
        {form.publish_public ? (
          <div class="menu share">
            <p>Everybody who has this link may fill in the form.</p>
            <div class="row">
              <input type="text" readOnly value={address} />
              <IconButton icon="check" onClick={() => void navigator.clipboard.writeText(address)} />
              <a class="button plain icon-only" href={address} target="_blank" rel="noreferrer">
                <Icon name="right" />
              </a>
            </div>
            <div class="buttons">
              <Button label="Regenerate Link" onClick={() => open('regenerate')} />
              <Button label="Disable Link" onClick={() => open('disable')} />
            </div>
          </div>
        ) : (
          <div class="menu share">
            <p>Everybody who has the link may fill in the form.</p>
            <Button
              label="Create public link"
              variant="primary"
              onClick={() => void attempt(() => set(true))}
            />
          </div>
        )}
      </Dropdown>
      {dialog}
    </>
  );
}

/** A field as it will look; its label can be written here. */
function FieldPreview({ field, onLabel }: { field: FormField; onLabel: (label: string) => void }) {
  return (
    <div class="form-field">
      {field.is_required ? <span class="required">*</span> : null}
      <TextInput value={field.label ?? ''} onInput={onLabel} />
      {field.kind === 'foreign_key' ? (
        <div role="listbox" class="linked-record">
          <button
            type="button"
            class="button plain icon-only push"
            aria-label="Pick a record"
            title="In the form"
          />
        </div>
      ) : (
        <input type="text" tabIndex={-1} />
      )}
    </div>
  );
}

function FormCanvas({ form, onChange }: { form: Form; onChange: (form: Form) => void }) {
  const relabel = (key: string, label: string) =>
    onChange({
      ...form,
      fields: form.fields.map((field) => (field.key === key ? { ...field, label } : field)),
    });
  return (
    <div class="record-sheet form-canvas">
      <TextInput placeholder="Name" value={form.name} onInput={(name) => onChange({ ...form, name })} />
      <TextInput
        placeholder="Description"
        rows={1}
        value={form.description ?? ''}
        onInput={(description) => onChange({ ...form, description })}
      />
      {form.fields.map((field) => (
        <FieldPreview key={field.key} field={field} onLabel={(label) => relabel(field.key, label)} />
      ))}
      <div class="buttons">
        <Button label="Clear form" />
        <Button label={form.submit_button_label ?? 'Submit'} variant="primary" disabled />
      </div>
    </div>
  );
}

async function loadRoles(): Promise<FormRoles> {
  const database_id = commonData.current_database;
  const server_id = currentDatabase()?.server_id;
  const [stored, current] = await Promise.all([
    rpc<StoredRole[]>('roles.configured.list', { database_id, server_id }),
    rpc<CurrentRole>('roles.get_current_role', { database_id }),
  ]);
  return { stored, own: [current.current_role, ...current.parent_roles].map(({ name }) => name) };
}

function Builder({ initial, roles }: { initial: Form; roles: FormRoles }) {
  const [saved, setSaved] = useState(initial);
  const [form, setForm] = useState(initial);
  const [inspecting, setInspecting] = useState(true);
  const { submit, busy, error } = useSubmit(async () => {
    await patchForm(saved, { ...form, header_title: { text: form.name } });
    setSaved(form);
  });
  const changed = JSON.stringify(form) !== JSON.stringify(saved);
  // What sharing changes is saved at once, and is no change of the draft.
  const shared = (change: Partial<Form>) => {
    setSaved({ ...saved, ...change });
    setForm({ ...form, ...change });
  };
  const leave = () => navigate(schemaPath());
  const [dialog, open] = useDialogs({
    delete: <DeleteFormDialog form={saved} onDeleted={leave} />,
  });
  return (
    <>
      <PageCrumb href={formPath(saved.id)} label={saved.name} />
      <main class="table-page">
        <div class="table-head">
          <h1>{saved.name}</h1>
          <span class="push" />
          <Button label="Save" variant="primary" disabled={busy || !changed} onClick={submit} />
          <ShareForm form={saved} onChange={shared} />
          <Button
            label="Inspector"
            aria-label="Inspector"
            aria-pressed={inspecting}
            onClick={() => setInspecting(!inspecting)}
          />
        </div>
        <ErrorBox message={error} />
        <div class="table-body">
          <FormCanvas form={form} onChange={setForm} />
          {inspecting ? (
            <FormInspector form={form} roles={roles} onChange={setForm} onDelete={() => open('delete')} />
          ) : null}
        </div>
      </main>
      {dialog}
    </>
  );
}

/** Where a form is put together. As recorded, whether the endpoint takes the form's role shows only on saving. */
export function FormBuilderPage({ params }: PageProps) {
  const id = Number(params.form);
  const [loading] = useLoad(async () => {
    const form = (await listForms()).find((each) => each.id === id);
    return form ? { form, roles: await loadRoles() } : undefined;
  }, [id]);
  if (loading.state === 'loading') return null;
  if (!loading.data) return <ErrorPage message={loading.message ?? MISSING_PAGE} />;
  return <Builder initial={loading.data.form} roles={loading.data.roles} />;
}
