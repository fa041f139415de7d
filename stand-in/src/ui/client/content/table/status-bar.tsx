import { Button, Select } from '../../components/index';
import type { View } from './table-view';

const SIZES = [10, 100, 500];

/** Below the rows: how many there are, which are shown, and a new one. */
export function StatusBar({ view: { parts, rows } }: { view: View }) {
  const { query, setQuery, count, lines } = rows;
  const loaded = lines.filter(({ fresh }) => !fresh).length;
  const fresh = lines.filter((line) => line.fresh && line.saved).length;
  const unsaved = lines.filter(({ saved }) => !saved).length;
  const first = query.page * query.size;
  const pages = Math.max(1, Math.ceil(count / query.size));
  const page = (to: number) => setQuery({ ...query, page: to });
  return (
    <div class="status-bar">
      {parts.table.current_role_priv.includes('INSERT') ? (
        <Button variant="primary" icon="plus" onClick={() => void rows.add()}>
          New Record
        </Button>
      ) : null}
      <span class="soft">
        {loaded === 0
          ? 'No records found'
          : `Showing ${String(first + 1)}–${String(first + loaded)} of ${String(count)}`}
        {fresh > 0 ? ` +${String(fresh)} new` : ''}
        {unsaved > 0 ? ` +${String(unsaved)} unsaved` : ''}
      </span>
      <span class="push" />
      {query.page > 0 ? <Button onClick={() => page(query.page - 1)}>Previous</Button> : null}
      <Button variant="plain" onClick={() => page(0)}>
        {`Page ${String(query.page + 1)} of ${String(pages)}`}
      </Button>
      {query.page + 1 < pages ? <Button onClick={() => page(query.page + 1)}>Next</Button> : null}
      <Select
        options={SIZES.map((size) => ({ value: size, label: String(size) }))}
        value={query.size}
        onChange={(size) => setQuery({ ...query, size, page: 0 })}
      />
      <Button icon="refresh" disabled={rows.loading.state === 'loading'} onClick={() => void rows.reload()}>
        {rows.loading.state === 'loading' ? 'Loading' : 'Refresh'}
      </Button>
    </div>
  );
}
