/** The chapters of the page, by object as a user guide has them, and the areas of the plan that each tells of. */
export const CHAPTERS: Readonly<Record<string, readonly string[]>> = {
  Databases: ['databases', 'servers'],
  Schemas: ['schemas'],
  Tables: ['tables', 'columns', 'constraints', 'data-modeling', 'metadata'],
  Records: ['records', 'record-summaries', 'bulk-insert'],
  'Importing and exporting data': ['import', 'data-files', 'export'],
  Explorations: ['explorations'],
  Forms: ['forms', 'shared-forms'],
  Users: ['users', 'profile', 'sign-in', 'administration', 'last-administrator'],
  Collaborators: ['collaborators'],
  'PostgreSQL roles and privileges': ['roles', 'stored-roles', 'privileges'],
  'When rights change': ['changes'],
  Pages: ['page-contents'],
  'Usage data': ['analytics'],
};
