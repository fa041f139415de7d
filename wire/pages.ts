import type { ConnectedDatabaseInfo, ServerInfo } from './databases';
import type { Exploration } from './explorations';
import type { TableMetadata } from './metadata';
import type { SchemaInfo } from './schemas';
import type { TableInfo } from './tables';
import type { UserInfo } from './users';

/** A part of a page's data, or why it could not be had. */
type Loaded<T> =
  { state: 'success'; data: T } | { state: 'failure'; error: { code: number; message: string } };

/** The data that every page embeds; pages for people without an account hold only the first few. */
export interface PageData {
  current_release_tag_name: string;
  is_authenticated: boolean;
  is_sso_login_required: boolean;
  per_user_databases_enabled: boolean;
  supported_languages: Record<string, string>;
  file_backends: Record<string, unknown>[];
  current_database: number | null;
  current_schema: number | null;
  databases: ConnectedDatabaseInfo[];
  internal_db: { type: string; host: string; port: number; database_name: string };
  servers: ServerInfo[];
  schemas: Loaded<SchemaInfo[]>;
  tables: Loaded<(TableInfo & { metadata: TableMetadata | null })[]>;
  user: UserInfo;
  queries: Exploration[];
  routing_context: string;
}

/** An uploaded file. */
interface DataFileInfo {
  id: number;
  file: string;
  user: number;
  header: boolean;
  delimiter: string;
  escapechar: string;
  quotechar: string;
  created_from: string;
  max_level: number;
  sheet_index: number;
}

/** What plain HTTP answers in JSON, by address; `page data` are those in every page. */
export interface HttpAnswers {
  'page data': PageData;
  '/api/db/v0/data_files/': DataFileInfo & { count: number; results: DataFileInfo[] };
}
