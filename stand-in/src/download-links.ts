import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Call } from './call';
import type { Db } from './db';
import { columnMetadataOf } from './store/metadata';

/** A file as a row holds it: its address, and the proof that the install wrote the address there. */
const FileReference = z.looseObject({ uri: z.string(), mash: z.string() });

/** A file as its address and proof tell it, whatever the row says besides; undefined for anything else. */
function fileIn(value: unknown): { uri: string; mash: string } | undefined {
  if (typeof value !== 'string') return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    return undefined;
  }
  const file = FileReference.safeParse(parsed);
  return file.success && file.data.mash === fileMash(file.data.uri) ? file.data : undefined;
}

/** What the methods tell about a file that the session may download. */
export function linkDetails({ uri, mash }: { uri: string; mash: string }) {
  const direct = `/files/${mash}/`;
  return {
    uri,
    name: uri.split('/').at(-1) ?? '',
    mimetype: 'text/plain',
    thumbnail: null,
    attachment: `${direct}download/`,
    direct,
  };
}

/** Lets a session download a file, for as long as the session lasts. */
export async function allowDownload(
  store: Db,
  sessionKey: string,
  { uri, mash }: { uri: string; mash: string },
): Promise<void> {
  await store.run(
    'INSERT INTO mathesar_downloadlink (mash, uri, session_key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [mash, uri, sessionKey],
  );
}

/**
 * Lets the caller's session download the files that rows hold, as reading them does.
 * @returns attribute number → proof → details; null for a table without file columns
 */
export async function downloadLinks(
  call: Call,
  { database_id, table_oid }: { database_id: number; table_oid: number },
  records: Record<string, unknown>[],
): Promise<Record<string, Record<string, unknown>> | null> {
  const links: Record<string, Record<string, unknown>> = {};
  for (const { attnum, file_backend } of await columnMetadataOf(call.store, database_id, table_oid)) {
    if (!file_backend) continue;
    const files = records
      .map((record) => fileIn(record[String(attnum)]))
      .filter((file) => file !== undefined);
    for (const file of files) {
      if (call.session) await allowDownload(call.store, call.session.session_key, file);
    }
    links[String(attnum)] = Object.fromEntries(files.map((file) => [file.mash, linkDetails(file)]));
  }
  return Object.keys(links).length > 0 ? links : null;
}

/** Known to this process only, so that nobody else can name a file. */
const secret = randomBytes(32);

/** The proof that the install itself wrote a file's address into a row. */
export const fileMash = (uri: string) => createHash('sha256').update(secret).update(uri).digest('hex');
