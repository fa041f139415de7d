import { useState } from 'preact/hooks';
import { PageCrumb } from '../../banner/crumbs';
import { besideDefinition, commonData, reload, useCommonData } from '../../common-data';
import { Button, useLoad, useSubmit } from '../../components';
import { useDialogs } from '../../components/dialog';
import { Help, Select } from '../../components/field';
import { navigate } from '../../navigation';
import { ErrorPage } from '../../pages/error-page';
import type { PageProps } from '../../router';
import { rpc } from '../../rpc';
import { NameDialog, type Naming } from '../schema/dialogs';
import { DeleteExplorationDialog } from '../schema/explorations-section';
import { explorationPath, explorerPath, exportPath, schemaPath, tableAsked } from '../shared/addresses';
import { knownTable, tableOptions } from '../shared/tables';
import { type Asked, blank, complete } from './model';
import { Workbench } from './workbench';

async function add(asked: Asked, { name, description }: Naming): Promise<void> {
  const exploration_def = { ...asked, name, description };
  const { id } = await rpc<{ id: number }>('explorations.add', {
    ...besideDefinition(asked.database_id),
    exploration_def,
  });
  await reload('queries');
  navigate(explorationPath(id));
}

/** Asks for the table. All tables of the schema are offered, those too that the caller may not read, as recorded. */
function ChooseTable({ onChoose }: { onChoose: (oid: number) => void }) {
  return (
    <>
      <div class="table-head">
        <span>Exploring from</span>
        <Select options={tableOptions()} value={undefined} onChange={onChoose} placeholder="Select Table" />
      </div>
      <div class="hint">Get started by selecting a table and adding columns</div>
    </>
  );
}

/** A question to the tables that is not saved yet. */
export function ExplorerPage() {
  useCommonData();
  const [asked, setAsked] = useState<Asked | undefined>(() => {
    const table = knownTable(tableAsked(location.hash));
    return table ? blank(table.oid) : undefined;
  });
  const [dialog, open] = useDialogs({
    save: asked ? <NameDialog title="Save Exploration" save={(naming) => add(asked, naming)} /> : null,
  });
  const title = (
    <span>
      Exploring from <strong>{knownTable(asked?.base_table_oid)?.name}</strong>
    </span>
  );
  return (
    <>
      <PageCrumb href={explorerPath()} label="Data Explorer" />
      <main class="table-page">
        {asked ? (
          <Workbench
            title={title}
            tools={<Button label="Start Over" onClick={() => setAsked(undefined)} />}
            asked={asked}
            onChange={setAsked}
            changed
            onSave={() => open('save')}
          />
        ) : (
          <ChooseTable onChoose={(oid) => setAsked(blank(oid))} />
        )}
      </main>
      {dialog}
    </>
  );
}

function ExplorationView({ initial, id }: { initial: Asked; id: number }) {
  const [saved, setSaved] = useState(initial);
  const [asked, setAsked] = useState(initial);
  const { submit, busy, error } = useSubmit(async () => {
    await rpc('explorations.replace', {
      ...besideDefinition(commonData.current_database),
      new_exploration: asked,
    });
    setSaved(asked);
    await reload('queries');
  });
  const [dialog, open] = useDialogs({
    delete: (
      <DeleteExplorationDialog
        exploration={{ id, database_id: commonData.current_database ?? 0 }}
        title="Delete Exploration?"
        onDeleted={() => navigate(schemaPath())}
      />
    ),
  });
  const title = (
    <>
      <h1>{saved.name}</h1>
      <span class="soft">
        Based on {knownTable(saved.base_table_oid)?.name ?? ''} <Help />
      </span>
    </>
  );
  return (
    <>
      <PageCrumb href={explorationPath(id)} label={saved.name} />
      <main class="table-page">
        <Workbench
          title={title}
          asked={asked}
          onChange={setAsked}
          changed={!busy && JSON.stringify(asked) !== JSON.stringify(saved)}
          onSave={submit}
          exported={{
            href: exportPath('explorations', `exploration_id=${String(id)}`),
            name: saved.name,
          }}
          onDelete={() => open('delete')}
          error={error}
        />
      </main>
      {dialog}
    </>
  );
}

/** A saved question to the tables; everybody who sees it may change it. */
export function ExplorationPage({ params }: PageProps) {
  const { current_database: database_id, queries } = commonData;
  const id = Number(params.exploration);
  const [loading] = useLoad(
    async () => complete(await rpc<Asked>('explorations.get', { database_id, exploration_id: id })),
    [id],
  );
  if (!queries.some((exploration) => exploration.id === id)) {
    return (
      <>
        <PageCrumb href={explorerPath()} label="Data Explorer" />
        <ErrorPage message="Exploration not found." />
      </>
    );
  }
  if (loading.state === 'loading') return null;
  if (loading.state === 'failure') return <ErrorPage message={loading.message} />;
  return <ExplorationView initial={loading.data} id={id} />;
}
