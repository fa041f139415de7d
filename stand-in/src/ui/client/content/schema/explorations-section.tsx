import { useState } from 'preact/hooks';
import { ConfirmDialog, Help, Icon, Menu, MenuItem, toast } from '../../components/index';
import { listOf, reload, useCommonData } from '../../common-data';
import { rpc } from '../../rpc';
import type { Exploration } from '../../types';
import { explorationPath, explorerPath } from '../shared/addresses';
import { NameDialog } from './name-dialog';

async function rename(exploration: Exploration, naming: { name: string; description: string }) {
  const new_exploration = { ...exploration, ...naming };
  await rpc('explorations.replace', { database_id: exploration.database_id, new_exploration });
  await reload('queries');
}

async function duplicate(exploration: Exploration): Promise<void> {
  try {
    const { database_id } = exploration;
    const exploration_def = { ...exploration, name: `Duplicate of ${exploration.name}` };
    await rpc('explorations.add', { database_id, exploration_def });
    await reload('queries');
  } catch (error) {
    toast.error(error);
  }
}

/** Asks, then deletes an exploration. */
export function DeleteExplorationDialog(props: {
  exploration: Pick<Exploration, 'id' | 'database_id'>;
  title: string;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const { exploration, title, onClose, onDeleted } = props;
  const remove = async () => {
    const { database_id, id: exploration_id } = exploration;
    await rpc('explorations.delete', { database_id, exploration_id });
    await reload('queries');
    onDeleted?.();
  };
  return (
    <ConfirmDialog title={title} proceed="Delete Exploration" action={remove} onClose={onClose}>
      It is deleted for everybody.
    </ConfirmDialog>
  );
}

function ExplorationCard({ exploration, basis }: { exploration: Exploration; basis: string | undefined }) {
  const [opened, setOpened] = useState<'rename' | 'delete'>();
  const close = () => setOpened(undefined);
  const { id, name } = exploration;
  return (
    <li class="entry">
      <a class="entry-link" href={explorationPath(id)} aria-label={name}>
        <span>{name}</span> {basis === undefined ? null : <span class="soft">Based on {basis}</span>}
      </a>
      <Menu>
        <MenuItem icon="pencil" onClick={() => setOpened('rename')}>
          Rename Exploration
        </MenuItem>
        <MenuItem icon="plus" onClick={() => void duplicate(exploration)}>
          Duplicate Exploration
        </MenuItem>
        <MenuItem icon="trash" danger onClick={() => setOpened('delete')}>
          Delete Exploration
        </MenuItem>
      </Menu>
      {opened === 'rename' ? (
        <NameDialog
          title={`Rename Exploration ${name}`}
          initial={exploration}
          save={(naming) => rename(exploration, naming)}
          onClose={close}
        />
      ) : null}
      {opened === 'delete' ? (
        <DeleteExplorationDialog
          exploration={exploration}
          title={`Delete Exploration ${name}?`}
          onClose={close}
        />
      ) : null}
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
        {queries.map((exploration) => (
          <ExplorationCard
            key={exploration.id}
            exploration={exploration}
            basis={nameOf(exploration.base_table_oid)}
          />
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
