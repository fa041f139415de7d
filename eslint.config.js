import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import playwright from 'eslint-plugin-playwright';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom: a layer imports from itself, from the layers that it names, and from whatever those may import.
 * Wire types are open to all. Tests and tools may import anything but the stand-in; only they import cli.
 */
const LAYERS = {
  wire: { at: 'wire', imports: [] },
  text: { at: 'src/text', imports: ['wire'] },
  roles: { at: 'src/roles.ts', imports: ['wire'] },
  plan: { at: 'src/plan', imports: ['wire'], withoutPlaywright: true },
  pages: { at: 'pages', imports: ['wire'] },
  record: { at: 'src/record', imports: ['plan'], withoutPlaywright: true },
  target: { at: 'src/target', imports: ['record', 'roles', 'text'] },
  world: { at: 'src/world', imports: ['target'], withoutPlaywright: true },
  actions: { at: 'src/actions', imports: ['world'], withoutPlaywright: true },
  controls: { at: 'src/controls', imports: ['actions', 'pages'] },
  engine: { at: 'src/engine', imports: ['controls'] },
  demo: { at: 'src/demo', imports: ['engine'] },
  deployment: { at: 'src/deployment', imports: ['engine'] },
  upgrade: { at: 'src/upgrade', imports: ['engine'] },
  compose: { at: 'src/compose', imports: ['engine'] },
  draft: { at: 'src/draft', imports: ['engine'] },
  explain: { at: 'src/explain', imports: ['engine'] },
  repro: { at: 'src/repro', imports: ['engine'] },
  journeys: { at: 'src/journeys', imports: ['demo'] },
  suite: { at: 'src/suite', imports: ['demo', 'deployment', 'upgrade', 'compose'] },
  fixtures: { at: 'fixtures', imports: ['suite', 'journeys'] },
  lock: { at: 'src/lock', imports: ['record', 'text'], withoutPlaywright: true },
  report: { at: 'src/report', imports: ['target', 'lock'] },
  cli: { at: 'src/cli', imports: ['suite', 'report', 'draft', 'explain', 'repro'] },
};

const below = (name) => [name, ...LAYERS[name].imports.flatMap(below)];

const zones = Object.entries(LAYERS).map(([name, { at }]) => {
  const open = [...new Set(below(name).map((layer) => LAYERS[layer].at))];
  return {
    target: at,
    from: '.',
    except: [...open, 'node_modules'],
    message: `${at} may import from ${open.join(', ')}; the table of layers is in eslint.config.js.`,
  };
});

/** The stand-in is known by its start command alone; it has a lint configuration of its own. */
const IN_STAND_IN = '(^|/)stand-in/|^@qa-plan/stand-in';

export default tseslint.config(
  {
    ignores: [
      'results/',
      'node_modules',
      'stand-in',
      'tests/generated',
      '**/.generated',
      'test-results',
      'allure-results',
      'allure-report',
      'playwright-report',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.strict, tseslint.configs.stylistic] },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] })],
      'import-x/extensions': ['.ts', '.tsx', '.mjs', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      // Not the rule of the same name without prefix, whose options elsewhere would replace these.
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: IN_STAND_IN, message: 'Start it by src/target/stand-in.ts instead.' }] },
      ],
    },
  },
  {
    files: Object.values(LAYERS).flatMap(({ at, withoutPlaywright }) =>
      withoutPlaywright ? `${at}/**` : [],
    ),
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['@playwright/*'] }] }] },
  },
  {
    // Types that both sides of the wire share; nothing of it runs.
    files: ['wire/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ':matches(VariableDeclaration, FunctionDeclaration, ClassDeclaration, TSEnumDeclaration)',
      ],
    },
  },
  { ...playwright.configs['flat/recommended'], files: ['tests/**/*.spec.ts'] },
  {
    ...playwright.configs['flat/recommended'],
    files: ['pages/**', 'fixtures/**'],
    rules: {
      ...Object.fromEntries(
        Object.entries(playwright.configs['flat/recommended'].rules).map(([rule, level]) => [
          rule,
          level === 'off' ? level : 'error',
        ]),
      ),
      'playwright/no-action-timeout': 'error',
      'playwright/no-get-by-title': 'error',
      'playwright/no-magic-timeouts': 'error',
      'playwright/prefer-native-locators': 'error',
    },
  },
  {
    files: ['pages/**'],
    ignores: ['pages/index.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportSpecifier[imported.name="expect"]',
          message: 'Tests assert; page objects do not.',
        },
        {
          selector: 'ReturnStatement MemberExpression[property.name=/^is[A-Z]/]',
          message: 'Return the locator: what is asked of it at once may not be true yet.',
        },
        {
          selector: 'ImportDeclaration[source.value=/^[.]+[/](?!base-)[a-z-]+-pages?$/]',
          message: 'Pages import components, never each other.',
        },
      ],
    },
  },
  // A skip with a condition and a reason, such as a platform without /proc, is counted in the report.
  {
    files: ['tests/**/*.spec.ts', 'fixtures/**'],
    rules: { 'playwright/no-skipped-test': ['error', { allowConditional: true }] },
  },
);
