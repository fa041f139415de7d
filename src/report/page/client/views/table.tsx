import type { ComponentChildren } from 'preact';

interface Props {
  name: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ComponentChildren[]; isMarked?: boolean }[];
}

/** A table that scrolls by itself where it is wider than the page. The first cell of a row is its head. */
export const Table = ({ name, head, rows }: Props) => (
  <div class="scroll" tabIndex={0} role="region" aria-label={name}>
    <table class="plain">
      <thead>
        <tr>
          {head.map((text) => (
            <th key={text} scope="col">
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [first, ...cells], isMarked = false }) => (
          <tr key={key} class={isMarked ? 'marked' : ''}>
            <th scope="row">{first}</th>
            {cells.map((cell, n) => (
              <td key={n}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
