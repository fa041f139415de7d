import type { ComponentChildren } from 'preact';

/** Own drawings, 16 × 16; hidden from assistive technology, the words beside them say it. */
const PATHS = {
  close: 'M4 4l8 8M12 4l-8 8',
  more: 'M8 3.2v.1M8 8v.1M8 12.8v.1',
  chevron: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  user: 'M8 8a3 3 0 100-6 3 3 0 000 6zM2.5 14c.6-3 2.8-4 5.5-4s4.9 1 5.5 4',
  database:
    'M3 4c0-1.2 2.2-2 5-2s5 .8 5 2-2.2 2-5 2-5-.8-5-2zM3 4v8c0 1.2 2.2 2 5 2s5-.8 5-2V4M3 8c0 1.2 2.2 2 5 2s5-.8 5-2',
  schema: 'M2 4h5l1.5 2H14v7H2z',
  table: 'M2 3h12v10H2zM2 6.5h12M6 3v10',
  pencil: 'M3 13l.6-2.8L11 2.8l2.2 2.2-7.4 7.4z',
  plus: 'M8 3v10M3 8h10',
  trash: 'M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.6 9h5.8l.6-9',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  feedback: 'M2 3h12v8H8l-3 3v-3H2z',
  help: 'M6 6a2 2 0 112.6 1.9c-.4.2-.6.5-.6 1.1M8 12v.1',
  key: 'M10.5 9a3.2 3.2 0 10-3-2L2.5 12v1.5h2.5v-1.5h1.5v-1.5l1.2-1.7a3.2 3.2 0 002.8.2zM11 5.5v.1',
  search: 'M7 11.5a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM10.5 10.5l3.5 3.5',
  refresh: 'M13 8a5 5 0 11-1.5-3.5M13 2v3h-3',
} as const;

export type IconName = keyof typeof PATHS;

/** A small line drawing in the colour of the text. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon ${name}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** A drawing and the words beside it, each where it is given. */
export function IconLabel({ icon, label }: { icon?: IconName | undefined; label?: ComponentChildren }) {
  return (
    <>
      {icon ? <Icon name={icon} /> : null}
      {label === undefined ? null : <span>{label}</span>}
    </>
  );
}
