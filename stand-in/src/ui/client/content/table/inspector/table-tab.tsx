import { reload, useContentOnly } from '../../../common-data';
import { Button, Icon } from '../../../components';
import { useDialogs } from '../../../components/dialog';
import { Help } from '../../../components/field';
import { navigate } from '../../../navigation';
import { PermissionsDialog } from '../../permissions/permissions-dialog';
import { tablePermissions } from '../../permissions/targets';
import { DeleteTableDialog, patchTable } from '../../schema/dialogs';
import { exploreTablePath, exportPath, schemaPath } from '../../shared/addresses';
import { EditableText, Section } from '../../shared/panel';
import type { View } from '../table-page';
import { ConstraintsDialog } from './constraints';
import { ImportDialog } from './import-dialog';
import { RecordSummary } from './record-summary';
import { Relationships } from './relationships';

/** What is known about the table and what can be done with it. */
export function TableTab({ view }: { view: View }) {
  const { table } = view.parts;
  const owns = table.current_role_owns;
  const contentOnly = useContentOnly();
  const leave = () => {
    navigate(schemaPath());
    void reload('schemas');
  };
  const [dialog, open] = useDialogs({
    permissions: <PermissionsDialog target={tablePermissions(table)} />,
    import: <ImportDialog view={view} />,
    constraints: <ConstraintsDialog view={view} />,
    delete: <DeleteTableDialog table={table} onDeleted={leave} />,
  });
  return (
    <>
      <Section title="Table Properties" helps={1}>
        <EditableText
          label="Name"
          value={table.name}
          disabled={!owns}
          save={(name) => patchTable(table, { name })}
        />
        <EditableText
          label="Description"
          value={table.description ?? ''}
          disabled={!owns}
          multiline
          save={(description) => patchTable(table, { description: description === '' ? null : description })}
        />
        {contentOnly ? null : (
          <Button label="Table Permissions" icon="key" onClick={() => open('permissions')} />
        )}
      </Section>
      <Relationships view={view} />
      <Section title="Record Summary" open={false}>
        <RecordSummary view={view} />
      </Section>
      <Section title="Last Editor Tracking" helps={1} open={false}>
        {/* Of a type that the stand-in does not have. */}
        <p>You need at least one column set to a User data type to enable last editor tracking.</p>
      </Section>
      <Section title="Actions">
        <div class="actions-list">
          <a class="button secondary" href={exploreTablePath(table)}>
            <span>Explore Data</span> <Help />
          </a>
          <Button
            label="Import"
            disabled={!table.current_role_priv.includes('INSERT')}
            onClick={() => open('import')}
          />
          <a
            class="button secondary"
            href={exportPath('tables', `table_oid=${String(table.oid)}`)}
            download={`${table.name}.csv`}
            aria-label="Export"
          >
            Export
          </a>
          <Button label="Delete Table" variant="danger" disabled={!owns} onClick={() => open('delete')} />
        </div>
      </Section>
      <Section title="Advanced" open={false}>
        <button type="button" class="button secondary" onClick={() => open('constraints')}>
          <Icon name="key" /> <span>Constraints</span> <Help />
        </button>
      </Section>
      {dialog}
    </>
  );
}
