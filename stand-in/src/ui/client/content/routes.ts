import type { Route } from '../router';
import './lists.css';
import './panels.css';
import './sheet.css';
import { ExplorationPage } from './explorer/exploration-page';
import { ExplorerPage } from './explorer/explorer-page';
import { FormBuilderPage } from './forms/form-builder-page';
import { SharedFormPage } from './forms/shared-form-page';
import { ImportPage } from './import/import-page';
import { ImportPreviewPage } from './import/preview-page';
import { RecordPage } from './record/record-page';
import { SchemaPage } from './schema/schema-page';
import { TablePage } from './table/table-page';

const SCHEMA = '/db/:database/schemas/:schema/';

/** Pages of schemas and of what is in them; patterns name the parts `:database` and `:schema`. */
export const contentRoutes: readonly Route[] = [
  { pattern: SCHEMA, page: SchemaPage, title: 'Schema' },
  { pattern: `${SCHEMA}tables/:table/`, page: TablePage, title: 'Table' },
  { pattern: `${SCHEMA}tables/:table/:record/`, page: RecordPage, title: 'Record' },
  { pattern: `${SCHEMA}data-explorer/`, page: ExplorerPage, title: 'Data Explorer' },
  { pattern: `${SCHEMA}explorations/:exploration/`, page: ExplorationPage, title: 'Exploration' },
  { pattern: `${SCHEMA}forms/:form/`, page: FormBuilderPage, title: 'Form' },
  { pattern: `${SCHEMA}import/`, page: ImportPage, title: 'Import' },
  { pattern: `${SCHEMA}import/:table/`, page: ImportPreviewPage, title: 'Import' },
  { pattern: '/shares/forms/:token/', page: SharedFormPage, title: 'Form', bare: true },
];
