import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button, ErrorBox, Help, Icon, Tabs, useLoad } from '../../components/index';
import { ColumnList } from './column-list';
import { ExplorerInspector } from './explorer-inspector';
import { type Asked, type Base, loadBase, run } from './model';
import { ResultBar, Results } from './results';
import { Transformations } from './transformations';

interface WorkbenchProps {
  /** What is explored, left of the buttons. */
  title: ComponentChildren;
  asked: Asked;
  onChange: (asked: Asked) => void;
  onSave: () => void;
  /** Whether there is something to save. */
  changed: boolean;
  /** Left of Save. */
  tools?: ComponentChildren;
  /** Where the result can be downloaded; only for what is saved. */
  exported?: { href: string; name: string };
  onDelete?: () => void;
  /** Why saving was refused. */
  error?: string | undefined;
}

function Sources({ base, asked, onChange }: Pick<WorkbenchProps, 'asked' | 'onChange'> & { base: Base }) {
  const [tab, setTab] = useState('columns');
  const tabs = [
    { id: 'columns', label: 'Select Columns' },
    { id: 'transform', label: 'Transform Results' },
  ];
  return (
    <aside class="explorer-sources">
      <Tabs tabs={tabs} active={tab} onSelect={setTab}>
        {tab === 'columns' ? (
          <ColumnList base={base} asked={asked} onChange={onChange} />
        ) : (
          <Transformations asked={asked} onChange={onChange} />
        )}
      </Tabs>
    </aside>
  );
}

/** The result of what is asked; it is asked anew whenever that changes. */
function useResult(asked: Asked) {
  const [page, setPage] = useState(0);
  const { initial_columns, transformations, display_names } = asked;
  const key = JSON.stringify([initial_columns, transformations, display_names, page]);
  const [loading, reload] = useLoad(
    () => (initial_columns.length === 0 ? new Promise<never>(() => undefined) : run(asked, page)),
    [key],
  );
  return { loading, reload, page, setPage };
}

/** Where an exploration is put together: its result in the middle, what can be added and what is chosen beside it. */
export function Workbench(props: WorkbenchProps) {
  const { title, asked, onChange, onSave, changed, tools, exported, onDelete, error } = props;
  const [base] = useLoad(() => loadBase(asked.base_table_oid), [asked.base_table_oid]);
  const { loading, reload, page, setPage } = useResult(asked);
  const [chosen, setChosen] = useState<string>();
  const [inspecting, setInspecting] = useState(true);
  const columns = asked.initial_columns;
  const empty = columns.length === 0;
  const result = loading.state === 'success' && !empty ? loading.data : undefined;
  // A column that was just added is the one that is looked at.
  useEffect(() => {
    if (!onDelete) setChosen(columns.at(-1)?.alias);
  }, [columns.length, onDelete === undefined]);
  return (
    <>
      <div class="table-head">
        {title}
        <span class="push" />
        {tools}
        <Button variant="primary" disabled={!changed || empty} onClick={onSave}>
          Save
        </Button>
        {exported ? (
          <a
            class="button secondary"
            href={exported.href}
            download={`${exported.name}.csv`}
            aria-label="Export"
          >
            <Icon name="right" /> Export
          </a>
        ) : (
          <Button disabled>Export</Button>
        )}
        <Button
          aria-label="Inspector"
          aria-pressed={inspecting}
          disabled={empty}
          onClick={() => setInspecting(!inspecting)}
        >
          Inspector
        </Button>
      </div>
      {error === undefined ? null : <ErrorBox message={error} />}
      <div class="table-body explorer-body">
        {empty ? (
          <div class="hint">Get started by adding columns from the left</div>
        ) : (
          <Results loading={loading} chosen={chosen} onChoose={setChosen} />
        )}
        {inspecting && !empty ? (
          <aside class="inspector">
            <ExplorerInspector
              asked={asked}
              result={result}
              alias={chosen}
              onChange={onChange}
              {...(onDelete ? { onDelete } : {})}
            />
          </aside>
        ) : null}
        {base.state === 'success' ? <Sources base={base.data} asked={asked} onChange={onChange} /> : null}
        {base.state === 'failure' ? <ErrorBox message={base.message} /> : null}
      </div>
      {empty ? null : (
        <ResultBar loading={loading} page={page} onPage={setPage} onRefresh={() => void reload()} />
      )}
    </>
  );
}

/** The table that an exploration begins with. */
export function BasedOn({ name }: { name: string }) {
  return (
    <span class="soft">
      Based on {name} <Help />
    </span>
  );
}
