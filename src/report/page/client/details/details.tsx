import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CellDetails, PageIndex } from '../../data';
import { ruleOf } from '../../filter';
import { cellAt } from '../../rows';
import { Verdict } from '../icons';
import { readDetails } from '../read-packed';
import { CellView } from './cell-view';

interface Props {
  index: PageIndex;
  /** The number of the open cell; -1 where the run has no such cell. */
  n: number;
  id: string;
  open: (n: number) => void;
  close: () => void;
}

/** One cell of the matrix, with the others of its rule and role beside it. */
export function Details({ index, n, id, open, close }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    // The page behind must not scroll.
    return () => dialog.current?.close();
  }, []);
  const details = useDetails(n);
  const shown = typeof details === 'object' && details.cell.id === id ? details : undefined;

  return (
    <dialog
      ref={dialog}
      class="details"
      aria-labelledby="details-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div class="sheet">
        <div class="sheet-head">
          <Title index={index} n={n} />
          <button type="button" class="close" onClick={close} aria-label="Close">
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />
            </svg>
          </button>
        </div>
        {n < 0 ? (
          <p>
            This run has no cell <code>{id}</code>: it was not chosen, or the plan has changed.
          </p>
        ) : (
          <>
            <Siblings index={index} n={n} open={open} />
            {typeof details === 'string' && <p role="alert">{details}</p>}
            {shown ? <CellView key={id} details={shown} /> : <p class="reading">Reading…</p>}
          </>
        )}
      </div>
    </dialog>
  );
}

function Title({ index, n }: { index: PageIndex; n: number }) {
  if (n < 0) return <h2 id="details-title">No such cell</h2>;
  const cell = cellAt(index, n);
  const { rule, title, target, area, severity, given } = ruleOf(index, cell);
  return (
    <div>
      <h2 id="details-title">
        <code>{rule}</code> {title}
      </h2>
      <p class="crumbs">
        <strong>{cell.role}</strong> on {target} · {area} · {severity}
        {given !== undefined && ` · given: ${given}`}
      </p>
    </div>
  );
}

/** All that was tried for the same rule and role, to choose from. */
function Siblings({ index, n, open }: Pick<Props, 'index' | 'n' | 'open'>) {
  const siblings = useMemo(() => {
    const { rule, role } = cellAt(index, n);
    return [...index.cells.entries()]
      .filter(([, cell]) => cell.rule === rule && cell.role === role)
      .sort(([, one], [, other]) => one.weight - other.weight);
  }, [index, n]);
  if (siblings.length < 2) return null;
  return (
    <ul class="siblings" aria-label="Tried for this rule and role">
      {siblings.map(([number, { surface, control, variant, verdict, judged }]) => (
        <li key={number}>
          <button type="button" aria-pressed={number === n} onClick={() => open(number)}>
            <Verdict verdict={verdict}>{judged === undefined ? verdict : `gap: ${judged}`}</Verdict>
            <span>{variant ?? control ?? (surface === 'api' ? 'API' : 'on a page')}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The details of a cell, undefined while they are read; a text says why they can not be. */
function useDetails(n: number): CellDetails | string | undefined {
  const [details, setDetails] = useState<CellDetails | string>();
  useEffect(() => {
    if (n < 0) return;
    let isCurrent = true;
    readDetails(n)
      .then((read) => isCurrent && setDetails(read))
      .catch((error: unknown) => isCurrent && setDetails(String(error)));
    return () => {
      isCurrent = false;
    };
  }, [n]);
  return details;
}
