import { expect, test } from '@playwright/test';
import { compilePlan } from '../../../src/plan/compile';
import { formatProblems } from '../../../src/plan/format';
import { compileFile, matrix, onlyRule, planText, row } from './plans';
import { vocabulary } from './vocabulary';

// What on a page of the plan is a matrix and what is none, in what looks like one.

test('leaves prose, other tables, code and plain footnotes alone', () => {
  const { rules } = compileFile(`Text with a note.[^note]

| Term | Meaning |
| ---- | ------- |
| ID   | a name  |

\`\`\`markdown
| ID | Rule |
| -- | ---- |
\`\`\`

<!--
| ID | Rule |
-->

${matrix([row('A-1', { rule: 'Get a record[^note]' })])}
[^note]: of interest to readers only
`);
  expect(rules.map((rule) => rule.title)).toEqual(['Get a record']);
});

/** Rows that belong to no matrix, in several kinds of blocks. */
const MARKED = [
  matrix([row('A-9')]).replace('ID', 'Nr'),
  `\`\`\`\n${matrix([row('A-9')])}\`\`\`\n`,
  `<!-- later:\n${matrix([row('A-9')])}-->\n`,
  `> - | ${row('A-9')} |\n`,
];

for (const [index, block] of MARKED.entries()) {
  test(`a block that says that it is no matrix is prose, nothing else is · ${String(index)}`, () => {
    const text = `${matrix([row('A-1')])}\n<!-- not a matrix -->\n${block}\n${matrix([row('A-2')])}`;
    expect(compileFile(text).rules.map(({ id }) => id)).toEqual(['A-1', 'A-2']);
    const unmarked = () => compileFile(text.replace('<!-- not a matrix -->\n', ''));
    expect(unmarked).toThrow('this looks like');
  });
}

test('a matrix that says that it is none has no rule', () => {
  const text = `${matrix([row('A-1')])}\n<!-- not a matrix -->\n${matrix([row('A-2')])}`;
  expect(onlyRule(compileFile(text)).id).toBe('A-1');
});

test('takes tables of prose, shell pipes and diagrams for what they are', () => {
  const prose = `| Role | Who |\n|---|---|\n| admin | Ann |\n\n\`\`\`sh\nls | grep a | sort\n\`\`\`\n
\`\`\`mermaid\nA -->|yes| B\n| no\n\`\`\`\n\nEither a | b | c, REC-01 or admin | editor.\n`;
  expect(() =>
    compileFile(`${matrix([row('A-1')])}\n${prose.replace('admin | editor', 'none')}`),
  ).not.toThrow();
});

test('names a character that cannot be seen, or looks like another', () => {
  const told = (cells: string) => () => compileFile(matrix([row('A-1', { cells })]));
  expect(told('allow | allow\u200B | deny | deny | deny')).toThrow(
    '"allow" is written with the invisible character U+200B',
  );
  expect(told('allow | \u0430llow | deny | deny | deny')).toThrow(
    'the letter \u0430 (U+0430) of another alphabet',
  );
  expect(() => compileFile(matrix([row('A-1')]).replace('ID', 'ID\u200B'))).toThrow('U+200B');
  expect(() => compileFile(matrix([row('A-1', { action: 'records.\u00ADget' })]))).toThrow('U+00AD');
});

for (const [name, sign] of [
  ['quotes', '>'],
  ['lists', '- '],
  ['quotes and lists', '> 1. '],
] as const) {
  test(`20,000 nested ${name} are one problem with its place, at once`, () => {
    const text = planText('area', `${matrix([row('A-1')])}\n${sign.repeat(20_000)} a\n`);
    const started = performance.now();
    const { problems } = compilePlan([{ file: 'qa-plan/area.md', text }], vocabulary);
    expect(formatProblems(problems)).toBe('qa-plan/area.md:9:1  the text is nested too deeply to be read');
    expect(performance.now() - started).toBeLessThan(1000);
  });
}

test('lists that are nested line by line are one problem, at once', () => {
  const lines = Array.from({ length: 400 }, (_, level) => `${'  '.repeat(level)}- a`);
  const text = planText('area', `${matrix([row('A-1')])}\n${lines.join('\n')}\n`);
  const { problems } = compilePlan([{ file: 'qa-plan/area.md', text }], vocabulary);
  expect(formatProblems(problems)).toBe('qa-plan/area.md:109:1  the text is nested too deeply to be read');
});
