import { ConfirmDialog, Dialog, DialogButtons, useSubmit } from '../../components/index';
import { rpc } from '../../rpc';
import { RecordModal } from '../record/record-modal';
import { inTable } from '../shared/load-table';
import type { Column } from '../shared/wire';
import type { Asked } from './menus';
import type { View } from './table-view';
import type { Line } from './use-table';

interface AskingProps {
  view: View;
  onClose: () => void;
}

/** Asks, then deletes a row; the words differ by where it was asked for, as recorded. */
export function DeleteRecordDialog(props: AskingProps & { line: Line; title?: string; proceed?: string }) {
  const { view, line, onClose, title = 'Delete Record?', proceed = 'Yes' } = props;
  return (
    <ConfirmDialog title={title} proceed={proceed} action={() => view.rows.remove(line)} onClose={onClose}>
      <p>A deleted record does not come back.</p>
    </ConfirmDialog>
  );
}

/** Asks, then deletes a column. */
export function DeleteColumnDialog({ view, column, onClose }: AskingProps & { column: Column }) {
  const remove = async () => {
    await rpc('columns.delete', { ...inTable(view.parts.table.oid), column_attnums: [column.id] });
    await view.reload();
  };
  return (
    <ConfirmDialog
      title={`Delete Column ${column.name}?`}
      proceed="Delete Column"
      action={remove}
      onClose={onClose}
    >
      <p>Its values are lost, and what depends on it may break.</p>
    </ConfirmDialog>
  );
}

function PasteDialog(props: AskingProps & { line: Line; column: Column; text: string }) {
  const { view, line, column, text, onClose } = props;
  const paste = async () => {
    onClose();
    await view.rows.set(line, column, text);
  };
  const { submit, busy } = useSubmit(paste);
  const footer = <DialogButtons proceed="Paste" onProceed={submit} onCancel={onClose} disabled={busy} />;
  return <Dialog title="Paste 1 cell?" onClose={onClose} footer={footer} />;
}

/** The dialog for what a menu of the sheet asked for. */
export function Asking({ view, asked, onClose }: AskingProps & { asked: Asked }) {
  switch (asked.what) {
    case 'delete-record':
      return <DeleteRecordDialog view={view} line={asked.line} onClose={onClose} />;
    case 'delete-column':
      return <DeleteColumnDialog view={view} column={asked.column} onClose={onClose} />;
    case 'paste':
      return <PasteDialog view={view} {...asked} onClose={onClose} />;
    case 'quick-view':
      return (
        <RecordModal
          table={view.parts.table}
          recordKey={view.rows.keyOf(asked.line)}
          onClose={() => {
            onClose();
            void view.rows.reload();
          }}
        />
      );
  }
}
