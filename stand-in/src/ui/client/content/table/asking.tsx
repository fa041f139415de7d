import { ActionDialog, useClose } from '../../components/dialog';
import { rpc } from '../../rpc';
import { RecordModal } from '../record/record-fields';
import { inTable } from '../shared/tables';
import type { Column } from '../shared/wire';
import type { View } from './table-page';
import type { Line } from './use-table';

/** What a menu can ask the page to open. */
export type Asked =
  | { what: 'quick-view'; line: Line }
  | { what: 'delete-record'; line: Line; title?: string; proceed?: string }
  | { what: 'delete-column'; column: Column }
  | { what: 'paste'; line: Line; column: Column; text: string };

/** The dialog for what was asked for on the page of a table; some words differ by where, as recorded. */
export function Asking({ view, asked }: { view: View; asked: Asked }) {
  const { parts, rows } = view;
  const close = useClose();
  if (asked.what === 'quick-view') {
    return <RecordModal table={parts.table} recordKey={rows.keyOf(asked.line)} onClosed={rows.reload} />;
  }
  if (asked.what === 'paste') {
    const paste = async () => {
      close();
      await rows.set(asked.line, asked.column, asked.text);
    };
    return <ActionDialog title="Paste 1 cell?" proceed="Paste" action={paste} />;
  }
  if (asked.what === 'delete-record') {
    const { line, title = 'Delete Record?', proceed = 'Yes' } = asked;
    const remove = () => rows.remove(line);
    return (
      <ActionDialog title={title} proceed={proceed} action={remove} danger>
        <p>A deleted record does not come back.</p>
      </ActionDialog>
    );
  }
  const { id, name } = asked.column;
  const remove = async () => {
    await rpc('columns.delete', { ...inTable(parts.table.oid), column_attnums: [id] });
    await view.reload();
  };
  const title = `Delete Column ${name}?`;
  return (
    <ActionDialog title={title} proceed="Delete Column" action={remove} danger>
      <p>Its values are lost, and what depends on it may break.</p>
    </ActionDialog>
  );
}
