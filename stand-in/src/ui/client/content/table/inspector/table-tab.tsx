import { useState } from 'preact/hooks';
import { Button, Help, Icon } from '../../../components/index';
import { commonData, reload } from '../../../common-data';
import { navigate } from '../../../navigation';
import { PermissionsDialog } from '../../permissions/permissions-dialog';
import { tablePermissions } from '../../permissions/targets';
import { DeleteTableDialog, patchTable } from '../../schema/table-dialogs';
import { exploreTablePath, schemaPath } from '../../shared/addresses';
import { EditableText } from '../../shared/editable-text';
import { Section } from '../../shared/section';
import type { View } from '../table-view';
import { ConstraintsDialog } from './constraints-dialog';
import { ImportDialog } from './import-dialog';
import { LastEditorTracking } from './last-editor-tracking';
import { RecordSummary } from './record-summary';
import { Relationships } from './relationships';

type Opened = 'permissions' | 'import' | 'delete' | 'constraints';

function Properties({ view, onPermissions }: { view: View; onPermissions: () => void }) {
  const { table } = view.parts;
  const disabled = !table.current_role_owns;
  return (
    <Section title="Table Properties" helps={1}>
      <EditableText
        label="Name"
        value={table.name}
        disabled={disabled}
        save={(name) => patchTable(table, { name })}
      />
      <EditableText
        label="Description"
        value={table.description ?? ''}
        disabled={disabled}
        multiline
        save={(description) => patchTable(table, { description: description === '' ? null : description })}
      />
      <Button icon="key" onClick={onPermissions}>
        Table Permissions
      </Button>
    </Section>
  );
}

function Actions({ view, onOpen }: { view: View; onOpen: (opened: Opened) => void }) {
  const { table } = view.parts;
  const exported = `/api/export/v0/tables/?database_id=${String(commonData.current_database)}&table_oid=${String(table.oid)}`;
  return (
    <Section title="Actions">
      <div class="actions-list">
        <a class="button secondary" href={exploreTablePath(table)}>
          <span>Explore Data</span> <Help />
        </a>
        <Button disabled={!table.current_role_priv.includes('INSERT')} onClick={() => onOpen('import')}>
          Import
        </Button>
        <a class="button secondary" href={exported} download={`${table.name}.csv`} aria-label="Export">
          Export
        </a>
        <Button variant="danger" disabled={!table.current_role_owns} onClick={() => onOpen('delete')}>
          Delete Table
        </Button>
      </div>
    </Section>
  );
}

/** What is known about the table and what can be done with it. */
export function TableTab({ view }: { view: View }) {
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  const { table } = view.parts;
  return (
    <>
      <Properties view={view} onPermissions={() => setOpened('permissions')} />
      <Relationships view={view} />
      <Section title="Record Summary" open={false}>
        <RecordSummary view={view} />
      </Section>
      <Section title="Last Editor Tracking" helps={1} open={false}>
        <LastEditorTracking />
      </Section>
      <Actions view={view} onOpen={setOpened} />
      <Section title="Advanced" open={false}>
        <button type="button" class="button secondary" onClick={() => setOpened('constraints')}>
          <Icon name="key" /> <span>Constraints</span> <Help />
        </button>
      </Section>
      {opened === 'permissions' ? (
        <PermissionsDialog target={tablePermissions(table)} onClose={close} />
      ) : null}
      {opened === 'import' ? <ImportDialog view={view} onClose={close} /> : null}
      {opened === 'constraints' ? <ConstraintsDialog view={view} onClose={close} /> : null}
      {opened === 'delete' ? (
        <DeleteTableDialog
          table={table}
          onClose={close}
          onDeleted={() => {
            navigate(schemaPath());
            void reload('schemas');
          }}
        />
      ) : null}
    </>
  );
}
