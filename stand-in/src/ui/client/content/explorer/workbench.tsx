import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button, ErrorBox, Icon, type Loading, useLoad } from '../../components';
import { Select } from '../../components/field';
import { ColumnName, textOf } from '../shared/columns';
import { type Asked, LIMIT, type Result, loadBase, run } from './model';
import { ExplorerInspector, Sources } from './sources';

interface ResultsProps {
  loading: Loading<Result>;
  chosen: string | undefined;
  onChoose: (alias: string) => void;
}

/** The rows that the exploration gives, or why there are none. */
export function Results({ loading: { data, message }, chosen, onChoose }: ResultsProps) {
  if (!data) {
    return (
      <div class="record-sheet">
        {message === undefined ? null : (
          <div class="error-box">
            <p>The result could not be displayed.</p>
            <p>{message}</p>
          </div>
        )}
      </div>
    );
  }
  const { output_columns, column_metadata, records } = data;
  return (
    <div class="record-sheet" data-identifier="query-run-result">
      <div class="grid-row header" data-sheet-element="header-row">
        <div class="cell corner" data-sheet-element="origin-cell" />
        {output_columns.map((alias) => (
          <div
            key={alias}
            class={alias === chosen ? 'cell head chosen' : 'cell head'}
            data-sheet-element="column-header-cell"
            data-column-identifier={alias}
          >
            <button type="button" class="button plain" onClick={() => onChoose(alias)}>
              <ColumnName
                name={column_metadata[alias]?.display_name ?? alias}
                type={column_metadata[alias]?.type ?? 'text'}
              />
            </button>
          </div>
        ))}
      </div>
      <div data-sheet-element="body">
        {records.results.map((row, index) => (
          <div key={index} class="grid-row" data-sheet-element="data-row">
            <div class="cell row-head" data-sheet-element="row-header-cell">
              {index + 1}
            </div>
            {output_columns.map((alias) => (
              <div key={alias} class="cell" data-sheet-element="data-cell" data-column-identifier={alias}>
                <span>{row[alias] === null ? 'NULL' : textOf(row[alias])}</span>
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

interface ResultBarProps {
  loading: Loading<Result>;
  page: number;
  onPage: (page: number) => void;
  onRefresh: () => Promise<void>;
}

/** Below the rows: how many there are, the pages, and the way to ask again. */
export function ResultBar({ loading, page, onPage, onRefresh }: ResultBarProps) {
  const records = loading.data?.records;
  const busy = loading.state === 'loading';
  return (
    <div class="status-bar" data-identifier="status-bar">
      {records ? (
        <>
          <span class="soft">
            {records.count === 0 ? 'No records found' : shownOf(page * LIMIT, records)}
          </span>
          <span class="push" />
          <Pagination page={page} pages={Math.ceil(records.count / LIMIT)} onPage={onPage} />
        </>
      ) : (
        <span class="push" />
      )}
      <Select options={[{ value: LIMIT, label: String(LIMIT) }]} value={LIMIT} onChange={() => undefined} />
      <Button
        label={busy ? 'Loading' : 'Refresh'}
        icon="refresh"
        disabled={busy}
        onClick={() => void onRefresh()}
      />
    </div>
  );
}

const shownOf = (first: number, { count, results }: Result['records']) =>
  `Showing ${String(first + 1)}–${String(first + results.length)} of ${String(count)}`;

function Pagination({
  page,
  pages,
  onPage,
}: {
  page: number;
  pages: number;
  onPage: (page: number) => void;
}) {
  return (
    <nav aria-label="Pagination">
      <ul class="row">
        {Array.from({ length: Math.max(1, pages) }, (_, index) => (
          <li key={index}>
            <button
              type="button"
              role="link"
              class="button plain"
              aria-label={`${index === page ? 'Current Page, ' : 'Go to '}Page ${String(index + 1)}`}
              onClick={() => onPage(index)}
            >
              {index + 1}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

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
  const [alias, setAlias] = useState<string>();
  const [inspecting, setInspecting] = useState(true);
  const columns = asked.initial_columns;
  const empty = columns.length === 0;
  const result = empty ? undefined : loading.data;
  // A column that was just added is the one that is looked at.
  useEffect(() => {
    if (!onDelete) setAlias(columns.at(-1)?.alias);
  }, [columns.length, onDelete === undefined]);
  return (
    <>
      <div class="table-head">
        {title}
        <span class="push" />
        {tools}
        <Button label="Save" variant="primary" disabled={!changed || empty} onClick={onSave} />
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
          <Button label="Export" disabled />
        )}
        <Button
          label="Inspector"
          aria-label="Inspector"
          aria-pressed={inspecting}
          disabled={empty}
          onClick={() => setInspecting(!inspecting)}
        />
      </div>
      <ErrorBox message={error} />
      <div class="table-body">
        {empty ? (
          <div class="hint grow">Get started by adding columns from the left</div>
        ) : (
          <Results loading={loading} chosen={alias} onChoose={setAlias} />
        )}
        {inspecting && !empty ? (
          <ExplorerInspector {...{ asked, result, alias, onChange, onDelete }} />
        ) : null}
        {base.data ? <Sources base={base.data} asked={asked} onChange={onChange} /> : null}
        <ErrorBox message={base.message} />
      </div>
      {empty ? null : <ResultBar loading={loading} page={page} onPage={setPage} onRefresh={reload} />}
    </>
  );
}
