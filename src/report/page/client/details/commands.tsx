import { useState } from 'preact/hooks';
import type { RecordedCell } from '../../../../record/schema';

/** What to type to try a cell again, and to find out why it is as it is. */
export function Commands({ cell: { place, rule, role } }: { cell: RecordedCell }) {
  const about = `${quoted(rule)} ${quoted(role)}`;
  return (
    <section class="part-of">
      <h3>Try it again</h3>
      <Command what="run it">{`npx playwright test ${quoted(`${place.file}:${String(place.line)}`)}`}</Command>
      <Command what="why it is so">{`npx qa-plan explain ${about}`}</Command>
      <Command what="the fewest requests">{`npx qa-plan repro ${about}`}</Command>
    </section>
  );
}

function Command({ what, children }: { what: string; children: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(children).then(() => setCopied(true));
  return (
    <div class="command">
      <span>{what}</span>
      <code tabIndex={0}>{children}</code>
      {'clipboard' in navigator && (
        <button type="button" onClick={copy} aria-label={`Copy: ${children}`}>
          {isCopied ? 'Copied' : 'Copy'}
        </button>
      )}
    </div>
  );
}

/** As one word of a shell, for a name may have blanks, and a record may be from anywhere. */
const quoted = (text: string) =>
  /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
