import { useState } from 'preact/hooks';
import { Button, ErrorBox, useLoad, useSubmit } from '../../components/index';
import { Crumb, Crumbs } from '../../banner/crumbs';
import { commonData, currentDatabase } from '../../common-data';
import { navigate } from '../../navigation';
import { ErrorPage, MISSING_PAGE } from '../../pages/error-page';
import type { PageProps } from '../../router';
import { rpc } from '../../rpc';
import type { StoredRole } from '../../types';
import { DeleteFormDialog } from '../schema/forms-section';
import { formPath, schemaPath } from '../shared/addresses';
import type { CurrentRole } from '../shared/wire';
import { FormCanvas } from './form-canvas';
import { FormInspector } from './form-inspector';
import { ShareForm } from './share-form';
import { listForms, patchForm } from './calls';
import type { Form } from './wire';

/** The roles that a form may run as, by name and whether the caller may choose them. */
export interface FormRoles {
  stored: StoredRole[];
  /** Names of the caller's own role and of those that it is a member of. */
  own: readonly string[];
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
  const [deleting, setDeleting] = useState(false);
  const save = async () => {
    await patchForm(saved, { ...form, header_title: { text: form.name } });
    setSaved(form);
  };
  const { submit, busy, error } = useSubmit(save);
  const changed = JSON.stringify(form) !== JSON.stringify(saved);
  // What sharing changes is saved at once, and is no change of the draft.
  const shared = (change: Partial<Form>) => {
    setSaved({ ...saved, ...change });
    setForm({ ...form, ...change });
  };
  return (
    <>
      <Crumbs>
        <Crumb href={formPath(saved.id)}>{saved.name}</Crumb>
      </Crumbs>
      <main class="table-page">
        <div class="table-head">
          <h1>{saved.name}</h1>
          <span class="push" />
          <Button variant="primary" disabled={busy || !changed} onClick={submit}>
            Save
          </Button>
          <ShareForm form={saved} onChange={shared} />
          <Button aria-label="Inspector" aria-pressed={inspecting} onClick={() => setInspecting(!inspecting)}>
            Inspector
          </Button>
        </div>
        {error === undefined ? null : <ErrorBox message={error} />}
        <div class="table-body">
          <FormCanvas form={form} onChange={setForm} />
          {inspecting ? (
            <FormInspector form={form} roles={roles} onChange={setForm} onDelete={() => setDeleting(true)} />
          ) : null}
        </div>
      </main>
      {deleting ? (
        <DeleteFormDialog
          form={saved}
          onClose={() => setDeleting(false)}
          onDeleted={() => navigate(schemaPath())}
        />
      ) : null}
    </>
  );
}

/** Where a form is put together. As recorded, whether the endpoint takes the form's role shows only on saving. */
export function FormBuilderPage({ params }: PageProps) {
  const id = Number(params['form']);
  const [loading] = useLoad(async () => {
    const form = (await listForms()).find((each) => each.id === id);
    return form ? { form, roles: await loadRoles() } : undefined;
  }, [id]);
  if (loading.state === 'loading') return null;
  if (loading.state === 'failure') return <ErrorPage message={loading.message} />;
  if (!loading.data) return <ErrorPage message={MISSING_PAGE} />;
  return <Builder initial={loading.data.form} roles={loading.data.roles} />;
}
