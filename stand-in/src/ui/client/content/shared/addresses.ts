import { commonData } from '../../common-data';

/** `/db/1/schemas/2/`: a schema of the open database; the open one when none is named. */
export const schemaPath = (oid = commonData.current_schema): string =>
  `/db/${String(commonData.current_database)}/schemas/${String(oid)}/`;

export const tablePath = (oid: number): string => `${schemaPath()}tables/${String(oid)}/`;

export const recordPath = (tableOid: number, key: unknown): string => `${tablePath(tableOid)}${String(key)}`;

export const explorationPath = (id: number): string => `${schemaPath()}explorations/${String(id)}/`;

export const formPath = (id: number): string => `${schemaPath()}forms/${String(id)}/`;

export const explorerPath = (): string => `${schemaPath()}data-explorer/`;

export const importPath = (): string => `${schemaPath()}import/`;

/** Where rows can be downloaded as a file. */
export const exportPath = (what: 'tables' | 'explorations', query: string): string =>
  `/api/export/v0/${what}/?database_id=${String(commonData.current_database)}&${query}`;

/** Where a form can be filled in, with the host, as one hands it to others. */
export const sharedFormAddress = (token: string): string => `${location.origin}/shares/forms/${token}/`;

/** The explorer with a table chosen: what is asked travels behind the `#`, as in the real program. */
export function exploreTablePath(table: { oid: number; name: string }): string {
  const asked = {
    databaseId: commonData.current_database,
    schemaOid: commonData.current_schema,
    baseTable: { oid: table.oid, name: table.name },
    columns: [],
    terseGrouping: [[]],
  };
  const bytes = new TextEncoder().encode(JSON.stringify(asked));
  return `${explorerPath()}#${btoa(String.fromCharCode(...bytes)).replaceAll('=', '')}`;
}

/** The OID of the table that the part behind the `#` asks for. */
export function tableAsked(hash: string): number | undefined {
  if (hash.length < 2) return undefined;
  try {
    const bytes = Uint8Array.from(atob(hash.slice(1)), (character) => character.charCodeAt(0));
    const asked = JSON.parse(new TextDecoder().decode(bytes)) as { baseTable?: { oid?: number } };
    return asked.baseTable?.oid;
  } catch {
    return undefined;
  }
}
