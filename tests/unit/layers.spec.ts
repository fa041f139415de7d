import { ESLint } from 'eslint';
import { expect, test } from '@playwright/test';

/** Looks at imports alone, without types, so that a text can be linted at a path where no such file is. */
const eslint = new ESLint({
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } }],
  ruleFilter: ({ ruleId }) => /^import-x\/|no-restricted-imports$/.test(ruleId),
});

/** The rules that a file breaks if it holds a text, with what they say. */
async function findings(filePath: string, text: string): Promise<{ rule: string | null; message: string }[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => ({ rule: ruleId, message }));
}

/** An import that each layer may have, and one that goes up or sideways. */
const IMPORTS = [
  ['wire', './records', '../src/target/client'],
  ['src/text', './wrap', '../plan/types'],
  ['src/plan', './types', '../target/client'],
  ['pages', './base-page', '../src/plan/types'],
  ['src/target', '../plan/types', '../world/world'],
  ['src/world', '../target/client', '../actions/action'],
  ['src/actions', '../world/world', '../controls/control'],
  ['src/controls', '../actions/action', '../engine/profile'],
  ['src/engine', '../controls/control', '../demo/profile'],
  ['src/demo', '../engine/profile', '../suite/profiles'],
  ['src/deployment', '../engine/profile', '../demo/profile'],
  ['src/upgrade', '../engine/profile', '../deployment/address'],
  ['src/compose', '../engine/profile', '../deployment/address'],
  ['src/journeys', '../demo/sample', '../upgrade/diff'],
  ['src/suite', '../demo/profile', '../cli/command'],
  ['fixtures', '../src/suite/profiles', '../src/cli/command'],
  ['src/record', '../plan/types', '../target/state'],
  ['src/cli', '../suite/compile', '../../fixtures/prepare'],
  ['src/report', '../target/chosen-targets', '../suite/compile'],
] as const;

for (const [layer, allowed, forbidden] of IMPORTS) {
  test(`${layer} may import ${allowed}, but not ${forbidden}`, async () => {
    const importing = (from: string) => `import * as it from '${from}';\nexport const use = it;\n`;
    expect(await findings(`${layer}/planted.ts`, importing(allowed))).toEqual([]);
    expect(await findings(`${layer}/planted.ts`, importing(forbidden))).toEqual([
      {
        rule: 'import-x/no-restricted-paths',
        message: expect.stringContaining(`${layer} may import from`),
      },
    ]);
  });
}

test('the roles import nothing of the suite', async () => {
  expect(await findings('src/roles.ts', `export * from './plan/types';\n`)).toMatchObject([
    { rule: 'import-x/no-restricted-paths' },
  ]);
});

for (const layer of ['src/plan', 'src/world', 'src/actions']) {
  test(`${layer} does without Playwright`, async () => {
    const text = `export type { Page } from '@playwright/test';\n`;
    expect(await findings(`${layer}/planted.ts`, text)).toMatchObject([{ rule: 'no-restricted-imports' }]);
  });
}

for (const folder of ['src/target', 'fixtures', 'tests/unit', 'tools']) {
  test(`${folder} knows the stand-in by its start command alone`, async () => {
    const up = '../'.repeat(folder.split('/').length);
    const text = `export * from '${up}stand-in/src/releases';\n`;
    const rules = (await findings(`${folder}/planted.ts`, text)).map(({ rule }) => rule);
    expect(rules).toContain('@typescript-eslint/no-restricted-imports');
  });
}

test('two modules do not import each other', async () => {
  const text = `import { readExpectation } from './expectation';\nexport const REASONS = [readExpectation];\n`;
  expect(await findings('src/plan/types.ts', text)).toMatchObject([{ rule: 'import-x/no-cycle' }]);
});
