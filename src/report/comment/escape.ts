/** The most characters of one text of a plan or a record. */
const MOST = 120;

/**
 * A text from outside as a Markdown code span on one line. GitHub makes nothing of what is inside: no markup, HTML,
 * mention, reference, address or commit.
 */
export function code(text: string, most = MOST): string {
  // Control characters, and those that turn the direction of writing or are not shown.
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  const characters = Array.from(line);
  const cut = characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
  if (cut === '') return '` `';
  const longest = Math.max(0, ...[...cut.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${cut}${pad}${fence}`;
}

/** Where places of the plan are on the web. */
export interface Web {
  /** Such as `https://github.com`. */
  server: string;
  /** `owner/name`, from whoever posts the comment, never from the record. */
  repository: string;
}

/** A text as {@link code} that leads to a line of the repository, where the commit is known. */
export function linked(text: string, place: { file: string; line?: number }, web?: Web, commit = ''): string {
  const shown = code(text);
  const [sha] = /^[0-9a-f]{40}/.exec(commit) ?? [];
  if (!web || sha === undefined || /(^|\/)\.{0,2}(\/|$)/.test(place.file)) return shown;
  const path = place.file.split('/').map(encoded).join('/');
  const line = place.line === undefined ? '' : `#L${String(place.line)}`;
  return `[${shown}](${web.server}/${web.repository}/blob/${sha}/${path}?plain=1${line})`;
}

const encoded = (segment: string) =>
  encodeURIComponent(segment.replaceAll(/\p{Cs}/gu, '')).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
