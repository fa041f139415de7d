import { useState } from 'preact/hooks';
import { Button, Select } from '../../components/index';
import { Crumb, Crumbs } from '../../banner/crumbs';
import { commonData, listOf, reload, useCommonData } from '../../common-data';
import { navigate } from '../../navigation';
import { rpc } from '../../rpc';
import { NameDialog, type Naming } from '../schema/name-dialog';
import { explorationPath, explorerPath, tableAsked } from '../shared/addresses';
import { knownTable } from '../shared/load-table';
import { type Asked, blank } from './model';
import { Workbench } from './workbench';

async function add(asked: Asked, { name, description }: Naming): Promise<void> {
  const exploration_def = { ...asked, name, description };
  const { database_id } = asked;
  const { id } = await rpc<{ id: number }>('explorations.add', { database_id, exploration_def });
  await reload('queries');
  navigate(explorationPath(id));
}

/** Asks for the table. All tables of the schema are offered, those too that the caller may not read, as recorded. */
function ChooseTable({ onChoose }: { onChoose: (oid: number) => void }) {
  return (
    <>
      <div class="table-head">
        <span>Exploring from</span>
        <Select
          options={listOf(commonData.tables).map(({ oid, name }) => ({ value: oid, label: name }))}
          value={undefined}
          onChange={onChoose}
          placeholder="Select Table"
        />
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
  const [naming, setNaming] = useState(false);
  return (
    <>
      <Crumbs>
        <Crumb href={explorerPath()}>Data Explorer</Crumb>
      </Crumbs>
      <main class="table-page">
        {asked ? (
          <Workbench
            title={
              <span>
                Exploring from <strong>{knownTable(asked.base_table_oid)?.name}</strong>
              </span>
            }
            tools={<Button onClick={() => setAsked(undefined)}>Start Over</Button>}
            asked={asked}
            onChange={setAsked}
            changed
            onSave={() => setNaming(true)}
          />
        ) : (
          <ChooseTable onChoose={(oid) => setAsked(blank(oid))} />
        )}
      </main>
      {naming && asked ? (
        <NameDialog
          title="Save Exploration"
          initial={{ name: '', description: null }}
          save={(wanted) => add(asked, wanted)}
          onClose={() => setNaming(false)}
        />
      ) : null}
    </>
  );
}
