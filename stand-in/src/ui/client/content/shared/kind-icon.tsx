/** Own drawings, 16 × 16. */
const PATHS: Record<string, string> = {
  Boolean: 'M5 5h6a3 3 0 010 6H5a3 3 0 010-6zM11 8v.1',
  Date: 'M3 4h10v9H3zM3 7h10M6 2v3M10 2v3',
  'Date & Time': 'M3 4h10v9H3zM3 7h10M8 9v2h2',
  Duration: 'M4 2h8M4 14h8M5 2c0 4 6 8 6 12M11 2c0 4-6 8-6 12',
  Number: 'M6 2L5 14M11 2l-1 12M3 6h11M2 10h11',
  Text: 'M3 4h10M3 7h7M3 10h10M3 13h5',
  JSON: 'M6 2c-3 0 0 6-3 6 3 0 0 6 3 6M10 2c3 0 0 6 3 6-3 0 0 6-3 6',
};
const OTHER = 'M3 3h10v10H3zM6 6h4v4H6z';

/** The drawing of a type; its name is read before the column's. */
export function KindIcon({ kind }: { kind: string }) {
  return (
    <svg class="icon kind" viewBox="0 0 16 16" role="img" aria-label={kind}>
      <path d={PATHS[kind] ?? OTHER} />
    </svg>
  );
}

/** The drawing of a column that points to another table; without a name, as recorded. */
export function LinkIcon() {
  return (
    <svg class="icon kind" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M7 9a2.5 2.5 0 003.6 0l2-2A2.5 2.5 0 009 3.4l-.8.8M9 7a2.5 2.5 0 00-3.6 0l-2 2A2.5 2.5 0 007 12.6l.8-.8" />
    </svg>
  );
}

/** The drawing of a search. */
export function SearchIcon() {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M7 11.5a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM10.5 10.5l3.5 3.5" />
    </svg>
  );
}
