import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { touchedInMathesar } from '../../../src/suite/affected/mathesar';
import { Repository } from '../support/repository';

test.skip(spawnSync('git', ['--version']).error !== undefined, 'there is no Git');

const method = (name: string) => `@mathesar_rpc_method(name="${name}", auth="login")\ndef f():\n    pass\n`;
const sql = (name: string, body: string) =>
  `CREATE OR REPLACE FUNCTION\nmsar.${name}(x bigint) RETURNS jsonb AS $$\n  ${body}\n$$ LANGUAGE SQL;\n`;

/** A program that is laid out as Mathesar is. */
const FILES: Record<string, string> = {
  'mathesar/rpc/__init__.py': '',
  'mathesar/rpc/decorators.py': '',
  'mathesar/rpc/records.py': `from db.records import (\n    add,\n    get,\n)\nfrom mathesar.utils.tables import t\n${method('records.add')}${method('records.get')}`,
  'mathesar/rpc/roles/__init__.py': 'from .base import *\n',
  'mathesar/rpc/roles/base.py': `from db.roles import r\n${method('roles.list')}`,
  'mathesar/rpc/users.py': method('users.list'),
  'mathesar/utils/tables.py': '',
  'mathesar/utils/alone.py': '',
  'mathesar/utils/sso.py': '',
  'mathesar/middleware.py': 'from mathesar.utils.sso import s\n',
  'mathesar/models.py': '',
  'mathesar/urls.py':
    "from mathesar import views\nurlpatterns = [\n  path('api/export/v0/tables/', views.export.export_table),\n  path('', views.home),\n]\n",
  'mathesar/views/__init__.py': 'from mathesar.rpc.users import list_ as users\nfrom . import export\n',
  'mathesar/views/export.py': 'from db.export import e\n',
  'db/__init__.py': '',
  'db/connection.py': '',
  'db/records.py': "from db import connection\ndef add():\n    run('add_record')\n",
  'db/roles.py': "def r():\n    run('list_roles')\n",
  'db/export.py': '',
  'db/sql/05_msar.sql': `CREATE TYPE t AS (x int);\n${sql('inner_one', 'SELECT 1')}${sql('add_record', 'SELECT msar.inner_one(x)')}${sql('list_roles', 'SELECT 2')}${sql('loose', 'SELECT 3')}`,
  'mathesar_ui/src/pages/record/RecordPage.svelte': '<p>',
  'mathesar_ui/src/pages/import/utils.ts': 'x',
  'mathesar_ui/src/routes/A.svelte': "import R from '@mathesar/pages/record/RecordPage.svelte'",
  'mathesar_ui/src/stores/s.ts': "import { x } from '@mathesar/pages/import/utils'",
  'mathesar/tests/test_records.py': 'import mathesar.rpc.records\n',
  'docs/a.md': 'a',
};

const PAGE_NAMES = ['record page', 'import page', 'table page'];

/** What is changed, and what it touches: methods, pages, everything (the file), or every page. */
const CASES: [
  string,
  Record<string, string>,
  { methods?: string[]; pages?: string[]; all?: string; everyPage?: true },
][] = [
  ['nothing but tests and documents', { 'mathesar/tests/test_records.py': '', 'docs/a.md': 'b' }, {}],
  [
    'a module of methods',
    { 'mathesar/rpc/records.py': `${FILES['mathesar/rpc/records.py'] ?? ''}#` },
    { methods: ['records.add', 'records.get'] },
  ],
  [
    'a method that goes',
    { 'mathesar/rpc/records.py': method('records.get') },
    { methods: ['records.add', 'records.get'] },
  ],
  ['what a module imports', { 'mathesar/utils/tables.py': 'x' }, { methods: ['records.add', 'records.get'] }],
  [
    'what it imports in the database',
    { 'db/records.py': "run('add_record') # x" },
    { methods: ['records.add', 'records.get'] },
  ],
  ['through a package', { 'db/roles.py': "run('list_roles') # x" }, { methods: ['roles.list'] }],
  [
    'an endpoint',
    { 'mathesar/views/export.py': 'from db.export import f\n' },
    {
      methods: ['GET /api/export/v0/tables/', 'PATCH /api/export/v0/tables/', 'POST /api/export/v0/tables/'],
    },
  ],
  [
    'what every page is given',
    { 'mathesar/rpc/users.py': `${method('users.list')}#` },
    { methods: ['users.list'], everyPage: true },
  ],
  [
    'an SQL function',
    { 'db/sql/05_msar.sql': (FILES['db/sql/05_msar.sql'] ?? '').replace('SELECT 2', 'SELECT 20') },
    { methods: ['roles.list'] },
  ],
  [
    'an SQL function that another one uses',
    { 'db/sql/05_msar.sql': (FILES['db/sql/05_msar.sql'] ?? '').replace('SELECT 1', 'SELECT 10') },
    { methods: ['records.add', 'records.get'] },
  ],
  [
    'an SQL function that nobody is seen to use',
    { 'db/sql/05_msar.sql': (FILES['db/sql/05_msar.sql'] ?? '').replace('SELECT 3', 'SELECT 30') },
    { all: 'db/sql/05_msar.sql' },
  ],
  [
    'SQL beside functions',
    { 'db/sql/05_msar.sql': (FILES['db/sql/05_msar.sql'] ?? '').replace('x int', 'y int') },
    { all: 'db/sql/05_msar.sql' },
  ],
  ['a page', { 'mathesar_ui/src/pages/record/RecordPage.svelte': '<b>' }, { pages: ['record page'] }],
  [
    'a page that others use',
    { 'mathesar_ui/src/pages/import/utils.ts': 'y' },
    { all: 'mathesar_ui/src/pages/import/utils.ts' },
  ],
  ['a store of pages', { 'mathesar_ui/src/stores/s.ts': 'y' }, { all: 'mathesar_ui/src/stores/s.ts' }],
  ['what all calls go through', { 'mathesar/rpc/decorators.py': 'x' }, { all: 'mathesar/rpc/decorators.py' }],
  ['what a middleware imports', { 'mathesar/utils/sso.py': 'x' }, { all: 'mathesar/utils/sso.py' }],
  ['what nobody is seen to import', { 'mathesar/utils/alone.py': 'x' }, { all: 'mathesar/utils/alone.py' }],
  ['models', { 'mathesar/models.py': 'x' }, { all: 'mathesar/models.py' }],
  ['the connection', { 'db/connection.py': 'x' }, { all: 'db/connection.py' }],
  ['a new file somewhere', { 'config/new.py': 'x' }, { all: 'config/new.py' }],
];

test('a change of Mathesar touches the methods and pages whose files it changes, and in doubt everything', ({}, info) => {
  const repository = new Repository(info.outputPath('mathesar'));
  const { folder } = repository;
  repository.commit(FILES);
  for (const [what, files, { methods = [], pages = [], all, everyPage = false }] of CASES) {
    repository.git('switch', '--quiet', '--force-create', 'topic', 'main');
    repository.commit(files);
    const touched = touchedInMathesar(folder, 'main', PAGE_NAMES);
    expect(touched.everywhere, what).toBe(all);
    expect(
      all === undefined
        ? [[...touched.methods].sort(), [...touched.pages], touched.everyPage]
        : [methods, pages, everyPage],
      what,
    ).toEqual([methods, pages, everyPage]);
  }
  expect(() => touchedInMathesar(folder, 'nowhere', PAGE_NAMES)).toThrow(/Git knows no commit "nowhere" in /);
});
