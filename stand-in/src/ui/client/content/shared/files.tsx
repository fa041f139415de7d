/** The first rows of a text in CSV or TSV, for a look at them; the server reads the file itself. */
export function csvRows(text: string, limit = 20): string[][] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  const separator = lines[0]?.includes('\t') ? '\t' : ',';
  const field = new RegExp(`(?:^|${separator})(?:"((?:[^"]|"")*)"|([^${separator}]*))`, 'g');
  return lines
    .slice(0, limit)
    .map((line) =>
      [...line.matchAll(field)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''),
    );
}

/** What the server answers to a file that it does not take. */
interface Refusal {
  errors?: unknown;
  error?: unknown;
  detail?: unknown;
}

const csrfToken = (): string => /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? '';

function reasonOf(answer: unknown, status: number): string {
  if (Array.isArray(answer) && answer.length > 0) return reasonOf(answer[0], status);
  if (typeof answer === 'string') return answer;
  if (typeof answer === 'object' && answer !== null) {
    const { errors, error, detail, ...rest } = answer as Refusal & { message?: unknown };
    const reason = errors ?? error ?? detail ?? rest.message;
    if (typeof reason === 'string') return reason;
    return JSON.stringify(reason ?? answer);
  }
  return `HTTP ${String(status)}`;
}

/**
 * Sends a form with files, as a browser does.
 * @throws Error with the server's words when it refuses
 */
export async function sendForm<T>(address: string, fields: Record<string, string | Blob>): Promise<T> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const response = await fetch(address, { method: 'POST', headers: { 'X-CSRFToken': csrfToken() }, body });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Error(reasonOf(answer, response.status));
  return answer as T;
}

/** Takes a file that is dropped or chosen. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    <label
      class="file-drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer?.files);
      }}
    >
      <input
        type="file"
        class="file-input"
        accept=".csv,.tsv,.txt,.json"
        onChange={(event) => take(event.currentTarget.files)}
      />
      Drag a file here <br /> or click to browse a file from your computer
    </label>
  );
}
