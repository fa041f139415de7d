import { besideDefinition, listOf, reload, useCommonData } from '../../common-data';
import { Icon, Menu, MenuItem, attempt } from '../../components';
import { ActionDialog, useDialogs } from '../../components/dialog';
import { Help } from '../../components/field';
import { rpc } from '../../rpc';
import type { Exploration } from '../../types';
import { explorationPath, explorerPath } from '../shared/addresses';
import { NameDialog, type Naming } from './dialogs';

async function rename(exploration: Exploration, naming: Naming): Promise<void> {
  const new_exploration = { ...exploration, ...naming };
  await rpc('explorations.replace', { ...besideDefinition(exploration.database_id), new_exploration });
  await reload('queries');
}

async function duplicate(exploration: Exploration): Promise<void> {
  const exploration_def = { ...exploration, name: `Duplicate of ${exploration.name}` };
  await rpc('explorations.add', { ...besideDefinition(exploration.database_id), exploration_def });
  await reload('queries');
}

interface DeleteProps {
  exploration: Pick<Exploration, 'id' | 'database_id'>;
  title: string;
  onDeleted?: () => void;
}

/** Asks, then deletes an exploration. */
export function DeleteExplorationDialog({ exploration, title, onDeleted }: DeleteProps) {
  const remove = async () => {
    const { database_id, id: exploration_id } = exploration;
    await rpc('explorations.delete', { database_id, exploration_id });
    await reload('queries');
    onDeleted?.();
  };
  return (
    <ActionDialog title={title} proceed="Delete Exploration" action={remove} danger>
      It is deleted for everybody.
    </ActionDialog>
  );
}

function ExplorationCard({ exploration, basis }: { exploration: Exploration; basis: string | undefined }) {
  const { id, name } = exploration;
  const [dialog, open] = useDialogs({
    rename: (
      <NameDialog
        title={`Rename Exploration ${name}`}
        initial={exploration}
        save={(naming) => rename(exploration, naming)}
      />
    ),
    delete: <DeleteExplorationDialog exploration={exploration} title={`Delete Exploration ${name}?`} />,
  });
  const copy = () => void attempt(() => duplicate(exploration));
  return (
    <li class="entry">
      <a class="entry-link" href={explorationPath(id)} aria-label={name}>
        <span>{name}</span> {basis === undefined ? null : <span class="soft">Based on {basis}</span>}
      </a>
      <Menu>
        <MenuItem label="Rename Exploration" icon="pencil" onClick={() => open('rename')} />
        <MenuItem label="Duplicate Exploration" icon="plus" onClick={copy} />
        <MenuItem label="Delete Exploration" icon="trash" danger onClick={() => open('delete')} />
      </Menu>
      {dialog}
    </li>
  );
}

/** The explorations saved in the schema; everybody who sees them may change them. */
export function ExplorationsSection() {
  const { queries, tables } = useCommonData();
  const nameOf = (oid: number) => listOf(tables).find((table) => table.oid === oid)?.name;
  return (
    <section>
      <header class="section-head">
        <h2>
          Explorations <Help text="Questions to the tables, saved to be asked again." />
        </h2>
        <a class="button secondary" href={explorerPath()}>
          <Icon name="plus" />
          New Exploration
        </a>
      </header>
      <ul class="entries" role="presentation">
        {queries.map((each) => (
          <ExplorationCard key={each.id} exploration={each} basis={nameOf(each.base_table_oid)} />
        ))}
      </ul>
      <div class="hint">
        <h3>Explore your Data</h3>
        <p>Choose columns of related tables, look at the result, save the question.</p>
        <a href={explorerPath()}>Open Data Explorer</a>
      </div>
    </section>
  );
}
