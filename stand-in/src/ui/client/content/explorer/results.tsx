import { Button, Select, type Loading } from '../../components/index';
import { ColumnName, textOf } from '../shared/columns';
import { LIMIT, type Result } from './model';

interface ResultsProps {
  loading: Loading<Result>;
  chosen: string | undefined;
  onChoose: (alias: string) => void;
}

/** The rows that the exploration gives, or why there are none. */
export function Results({ loading, chosen, onChoose }: ResultsProps) {
  if (loading.state === 'loading') return <div class="record-sheet" />;
  if (loading.state === 'failure') {
    return (
      <div class="record-sheet">
        <div class="error-box">
          <p>The result could not be displayed.</p>
          <p>{loading.message}</p>
        </div>
      </div>
    );
  }
  const { output_columns, column_metadata, records } = loading.data;
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
  onRefresh: () => void;
}

/** Below the rows: how many there are, the pages, and the way to ask again. */
export function ResultBar({ loading, page, onPage, onRefresh }: ResultBarProps) {
  const records = loading.state === 'success' ? loading.data.records : undefined;
  const first = page * LIMIT;
  const pages = Math.max(1, Math.ceil((records?.count ?? 0) / LIMIT));
  return (
    <div class="status-bar" data-identifier="status-bar">
      {records ? (
        <span class="soft">
          {records.count === 0
            ? 'No records found'
            : `Showing ${String(first + 1)}–${String(first + records.results.length)} of ${String(records.count)}`}
        </span>
      ) : null}
      <span class="push" />
      {records ? (
        <nav aria-label="Pagination">
          <ul class="pagination">
            {Array.from({ length: pages }, (_, index) => (
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
      ) : null}
      <Select options={[{ value: LIMIT, label: String(LIMIT) }]} value={LIMIT} onChange={() => undefined} />
      <Button icon="refresh" disabled={loading.state === 'loading'} onClick={onRefresh}>
        {loading.state === 'loading' ? 'Loading' : 'Refresh'}
      </Button>
    </div>
  );
}
