import playwright from 'eslint-plugin-playwright';
import tseslint from 'typescript-eslint';

/** Who may import whom: tests → fixtures → controls → actions → world, and controls → pages; plan, install and verdict serve all. */
const layer = (files, forbidden) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: forbidden.map((group) => ({ group: [group] })) }],
  },
});

/** The stand-in is known by its start command alone; it has a lint configuration of its own. */
const IN_STAND_IN = '(^|/)stand-in/|^@qa-plan/stand-in';

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'stand-in',
      'test-results',
      'allure-results',
      'allure-report',
      'playwright-report',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
  },
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      // Not the rule of the layers below, whose options would replace these.
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: IN_STAND_IN, message: 'Start it by src/target/stand-in.ts instead.' }] },
      ],
    },
  },
  {
    // Types that both sides of the wire share; nothing of it runs.
    files: ['wire/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['../*'] }] }],
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
  layer(
    ['src/plan/**'],
    ['**/actions/**', '**/install/**', '**/world/**', '**/fixtures/**', '@playwright/*'],
  ),
  layer(['src/install/**'], ['**/actions/**', '**/world/**', '**/fixtures/**', '@playwright/*']),
  layer(['src/world/**'], ['**/actions/**', '**/fixtures/**', '@playwright/*']),
  layer(['src/actions/**'], ['**/fixtures/**', '**/verdict/**', '@playwright/*']),
  layer(['src/controls/**'], ['**/fixtures/**', '**/verdict/**', '**/tests/**']),
  layer(['pages/**'], ['**/src/**', '**/fixtures/**', '**/tests/**']),
  layer(['tests/permissions/**'], ['**/src/**', '@playwright/*']),
  // A skip with a condition and a reason, such as a platform without /proc, is counted in the report.
  {
    files: ['tests/**/*.spec.ts'],
    rules: { 'playwright/no-skipped-test': ['warn', { allowConditional: true }] },
  },
);
