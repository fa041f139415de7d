import playwright from 'eslint-plugin-playwright';
import tseslint from 'typescript-eslint';

/** Who may import whom: tests → fixtures → controls → actions → world, and controls → pages; plan, install and verdict serve all. */
const layer = (files, forbidden) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: forbidden.map((group) => ({ group: [group] })) }],
  },
});

export default tseslint.config(
  { ignores: ['node_modules', 'test-results', 'allure-results', 'allure-report', 'playwright-report'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
  },
  { languageOptions: { parserOptions: { projectService: true } } },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { ...playwright.configs['flat/recommended'], files: ['tests/**/*.spec.ts'] },
  layer(
    ['src/plan/**'],
    ['**/actions/**', '**/install/**', '**/world/**', '**/embedded/**', '**/fixtures/**', '@playwright/*'],
  ),
  layer(
    ['src/install/**'],
    ['**/actions/**', '**/world/**', '**/embedded/**', '**/fixtures/**', '@playwright/*'],
  ),
  layer(['src/world/**'], ['**/actions/**', '**/embedded/**', '**/fixtures/**', '@playwright/*']),
  layer(['src/actions/**'], ['**/embedded/**', '**/fixtures/**', '**/verdict/**', '@playwright/*']),
  layer(['src/controls/**'], ['**/embedded/**', '**/fixtures/**', '**/verdict/**', '**/tests/**']),
  layer(['pages/**'], ['**/src/**', '**/fixtures/**', '**/tests/**']),
  // The embedded install only enforces: it must not know what a plan, an action or a test expects.
  layer(
    ['stand-in/src/**'],
    [
      '**/plan/**',
      '**/actions/**',
      '**/world/**',
      '**/install/**',
      '**/verdict/**',
      '**/fixtures/**',
      '**/tests/**',
    ],
  ),
  layer(['tests/permissions/**'], ['**/src/**', '@playwright/*']),
  // A skip with a condition and a reason, such as a platform without /proc, is counted in the report.
  {
    files: ['tests/**/*.spec.ts'],
    rules: { 'playwright/no-skipped-test': ['warn', { allowConditional: true }] },
  },
);
