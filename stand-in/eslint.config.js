import playwright from 'eslint-plugin-playwright';
import tseslint from 'typescript-eslint';

/** Out of this folder nothing is imported but wire types: the stand-in must not know what a plan or a test expects. */
const leaving = (depth) => `^(\\.\\./){${String(depth + 1)}}(?!wire/)`;
const message = 'The stand-in imports nothing from outside but types from wire/.';
const border = [1, 2, 3, 4, 5, 6, 7, 8].map((depth) => ({
  files: [`${'*/'.repeat(depth)}*.{ts,tsx,mjs}`],
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex: leaving(depth), message }] }],
    'no-restricted-syntax': [
      'error',
      {
        selector: `ImportExpression > Literal[value=/${leaving(depth).replaceAll('/', '\\u002f')}/]`,
        message,
      },
    ],
  },
}));

export default tseslint.config(
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.{tsx,mjs}'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser, parserOptions: { tsconfigRootDir: import.meta.dirname } },
  },
  { ...playwright.configs['flat/recommended'], files: ['tests/**/*.spec.ts'] },
  ...border,
);
