import { withSourceMap } from '../../plan/generate-spec';
import type { ComposedRole } from '../factors';
import type { ComposedPage } from './page';

/**
 * Writes the Playwright spec of a page: one test per composed role and row, role by role, so that each role is made once.
 * @param options where the spec imports from (`tests`), and `source`: the page; all relative to the spec
 * @returns JavaScript; the same text for the same page and roles
 */
export function generateComposedSpec(
  { file, area, title, rules, position }: ComposedPage,
  roles: readonly ComposedRole[],
  { tests, source }: { tests: string; source: string },
): string {
  const lines = [
    {
      text: `// Generated from ${file}, which is the file to edit: this one is written anew before every run.`,
    },
    { text: `import { apiTest, composedOf } from ${JSON.stringify(tests)};` },
    { text: `const composed = composedOf(${JSON.stringify({ area, rules, roles })});` },
    { text: `apiTest.describe(${JSON.stringify(title)}, () => {`, at: position },
    ...roles.flatMap((_, index) =>
      rules
        .filter(({ role }) => role === undefined)
        .map(({ id, position: at }) => ({
          text: `apiTest(...composed(${JSON.stringify(id)}, ${String(index)}));`,
          at,
        })),
    ),
    ...rules
      .filter(({ role }) => role !== undefined)
      .map(({ id, position: at }) => ({ text: `apiTest(...composed(${JSON.stringify(id)}));`, at })),
    { text: '});' },
  ];
  return withSourceMap(lines, source);
}
