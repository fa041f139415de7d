import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { compilePlan } from '../../../src/plan/compile';
import { formatProblems } from '../../../src/plan/format';
import { isError } from '../../../src/plan/problems';
import { matrix, planText, row } from './plans';
import { vocabulary } from './vocabulary';

// Nothing but rows names an ID that begins with NOT, so that the text itself tells how many rules it shows.
const TEXT = planText(
  'notes',
  `# Notes

Prose of two lines,
the second of them.

${matrix([row('NOT-01'), row('NOT-02', { action: 'records.add' }), row('NOT-03')])}
- A list
  - of two levels

${matrix([row('NOT-04'), row('NOT-05')])}
[^note]: nobody refers to it

\`\`\`sh
npx qa-plan check
\`\`\`

<details>

${matrix([row('NOT-06')])}
</details>
`.replace('[^note]:', 'Note:'),
);

/** Lines that change what Markdown makes of those below them. */
const INSERTED = [
  ...[
    '',
    '```',
    '~~~',
    '<!--',
    '-->',
    '<pre>',
    '<details>',
    '<br>',
    '<table>',
    '---',
    '===',
    '***',
    '# A',
    '|',
  ],
  ...[
    '|---|---|',
    '- a',
    '> a',
    '1. a',
    '[a]:',
    '[^a]:',
    '    code',
    '\tcode',
    'text',
    '`',
    '$$',
    '\\',
    '&#124;',
  ],
  ...[
    '<!-- a -->',
    '<![CDATA[',
    '<?php',
    '<script>',
    '| a | b |',
    '| ID | Rule |',
    '\u00A0',
    '\u200B',
    '[a]: <b',
  ],
];
const INDENTS = [
  ' ',
  '  ',
  '    ',
  '\t',
  '> ',
  '- ',
  '1. ',
  '<b>',
  '\u3000',
  '`',
  '<!--',
  '[^a]: ',
  '\\',
  '#',
  '|',
];

const place = fc.nat({ max: 999 });
const edit = fc.oneof(
  fc.record({ kind: fc.constant('delete' as const), at: place }),
  fc.record({ kind: fc.constant('duplicate' as const), at: place }),
  fc.record({ kind: fc.constant('swap' as const), at: place, other: place }),
  fc.record({ kind: fc.constant('insert' as const), at: place, text: fc.constantFrom(...INSERTED) }),
  fc.record({ kind: fc.constant('indent' as const), at: place, text: fc.constantFrom(...INDENTS) }),
  fc.record({ kind: fc.constant('wrap' as const), at: place, other: place }),
);
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function apply(lines: readonly string[], change: Edit): string[] {
  const at = change.at % Math.max(1, lines.length);
  const line = lines[at] ?? '';
  const replaced = (...by: string[]) => lines.toSpliced(at, 1, ...by);
  switch (change.kind) {
    case 'delete':
      return replaced();
    case 'duplicate':
      return replaced(line, line);
    case 'insert':
      return replaced(change.text, line);
    case 'indent':
      return replaced(change.text + line);
    case 'wrap':
      return replaced(
        line.slice(0, change.other % (line.length + 1)),
        line.slice(change.other % (line.length + 1)),
      );
    case 'swap': {
      const other = change.other % Math.max(1, lines.length);
      return lines.with(at, lines[other] ?? '').with(other, line);
    }
  }
}

/** The rules that a text shows, and, where it compiles, those that it has. */
function rulesOf(text: string) {
  const { plan, problems } = compilePlan([{ file: 'qa-plan/notes.md', text }], {
    ...vocabulary,
    partial: true,
  });
  const errors = problems.filter(isError);
  return {
    shown: [...new Set(text.match(/NOT-\d+/g))].sort(),
    read: plan.files.flatMap(({ rules }) => rules.map(({ id }) => id)).sort(),
    told: formatProblems(errors),
  };
}

test('the text that is edited has no problem, and all its rules', () => {
  expect(rulesOf(TEXT)).toEqual({
    shown: ['NOT-01', 'NOT-02', 'NOT-03', 'NOT-04', 'NOT-05', 'NOT-06'],
    read: ['NOT-01', 'NOT-02', 'NOT-03', 'NOT-04', 'NOT-05', 'NOT-06'],
    told: '',
  });
});

test('no edit loses a rule without a word', () => {
  const property = fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
    const { shown, read, told } = rulesOf(edits.reduce<string[]>(apply, TEXT.split('\n')).join('\n'));
    return told !== '' || isDeepStrictEqual(read, shown);
  });
  // The same edits each time, so that a run of one commit tells what it told before.
  expect(fc.check(property, { seed: 12, numRuns: 400 })).toMatchObject({ counterexample: null });
});
