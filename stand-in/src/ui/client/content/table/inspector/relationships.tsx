import { useState } from 'preact/hooks';
import { Button } from '../../../components/index';
import { tablePath } from '../../shared/addresses';
import { Section } from '../../shared/section';
import type { Joinable } from '../../shared/wire';
import type { View } from '../table-view';
import { RelationshipDialog } from './relationship-dialog';

/** One link, named by the table on the other side and the column that makes it. */
function Link({ view, link }: { view: View; link: Joinable }) {
  const { parts } = view;
  const step = link.join_path[0];
  const other = parts.joinable.target_table_info[link.target];
  if (!step || !other) return null;
  const [[, own], [, theirs]] = step;
  const table = link.multiple_results ? other.name : parts.table.name;
  const column = link.multiple_results
    ? other.columns[theirs]?.name
    : parts.columns.find(({ id }) => id === own)?.name;
  return (
    <a class="link-card" href={tablePath(link.target)}>
      <strong>{other.name}</strong>{' '}
      <span class="soft">
        Referenced via {table} {column}
      </span>
    </a>
  );
}

function Links({ view, inbound }: { view: View; inbound: boolean }) {
  const links = view.parts.joinable.joinable_tables.filter(
    ({ depth, multiple_results }) => depth === 1 && multiple_results === inbound,
  );
  if (links.length === 0) return null;
  return (
    <div class="links">
      <div class="field-label">
        References <strong>{inbound ? 'To' : 'From'}</strong> This Table
      </div>
      {links.map((link) => (
        <Link key={`${String(link.target)}-${JSON.stringify(link.join_path)}`} view={view} link={link} />
      ))}
    </div>
  );
}

/** The tables that this one points to, and those that point to it. */
export function Relationships({ view }: { view: View }) {
  const [adding, setAdding] = useState(false);
  const none = !view.parts.joinable.joinable_tables.some(({ depth }) => depth === 1);
  return (
    <Section title="Relationships" helps={2}>
      {none ? (
        <p class="soft">There are no relationships between this table and other tables.</p>
      ) : (
        <>
          <Links view={view} inbound={false} />
          <Links view={view} inbound />
        </>
      )}
      <Button icon="plus" onClick={() => setAdding(true)}>
        Create Relationship
      </Button>
      {adding ? <RelationshipDialog view={view} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}
