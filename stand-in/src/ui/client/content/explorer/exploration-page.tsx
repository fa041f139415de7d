import { useState } from 'preact/hooks';
import { useLoad, useSubmit } from '../../components/index';
import { Crumb, Crumbs } from '../../banner/crumbs';
import { commonData, reload } from '../../common-data';
import { navigate } from '../../navigation';
import { ErrorPage } from '../../pages/error-page';
import type { PageProps } from '../../router';
import { rpc } from '../../rpc';
import { DeleteExplorationDialog } from '../schema/explorations-section';
import { explorationPath, explorerPath, schemaPath } from '../shared/addresses';
import { knownTable } from '../shared/load-table';
import { type Asked, complete } from './model';
import { BasedOn, Workbench } from './workbench';

function ExplorationView({ initial, id }: { initial: Asked; id: number }) {
  const [saved, setSaved] = useState(initial);
  const [asked, setAsked] = useState(initial);
  const [deleting, setDeleting] = useState(false);
  const database_id = commonData.current_database;
  const save = async () => {
    await rpc('explorations.replace', { database_id, new_exploration: asked });
    setSaved(asked);
    await reload('queries');
  };
  const { submit, busy, error } = useSubmit(save);
  const exported = `/api/export/v0/explorations/?database_id=${String(database_id)}&exploration_id=${String(id)}`;
  return (
    <>
      <Crumbs>
        <Crumb href={explorationPath(id)}>{saved.name}</Crumb>
      </Crumbs>
      <main class="table-page">
        <Workbench
          title={
            <>
              <h1>{saved.name}</h1>
              <BasedOn name={knownTable(saved.base_table_oid)?.name ?? ''} />
            </>
          }
          asked={asked}
          onChange={setAsked}
          changed={!busy && JSON.stringify(asked) !== JSON.stringify(saved)}
          onSave={submit}
          exported={{ href: exported, name: saved.name }}
          onDelete={() => setDeleting(true)}
          error={error}
        />
      </main>
      {deleting ? (
        <DeleteExplorationDialog
          exploration={{ id, database_id: database_id ?? 0 }}
          title="Delete Exploration?"
          onClose={() => setDeleting(false)}
          onDeleted={() => navigate(schemaPath())}
        />
      ) : null}
    </>
  );
}

/** A saved question to the tables; everybody who sees it may change it. */
export function ExplorationPage({ params }: PageProps) {
  const id = Number(params['exploration']);
  const known = commonData.queries.some((exploration) => exploration.id === id);
  const [loading] = useLoad(
    async () =>
      complete(
        await rpc<Asked>('explorations.get', {
          database_id: commonData.current_database,
          exploration_id: id,
        }),
      ),
    [id],
  );
  if (!known) {
    return (
      <>
        <Crumbs>
          <Crumb href={explorerPath()}>Data Explorer</Crumb>
        </Crumbs>
        <ErrorPage message="Exploration not found." />
      </>
    );
  }
  if (loading.state === 'loading') return null;
  if (loading.state === 'failure') return <ErrorPage message={loading.message} />;
  return <ExplorationView initial={loading.data} id={id} />;
}
