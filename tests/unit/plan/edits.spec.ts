import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { compileDeployment } from '../../../src/deployment/plan/page';
import { compilePlan } from '../../../src/plan/compile';
import { formatProblems } from '../../../src/plan/format';
import { isError } from '../../../src/plan/problems';
import type { Problem } from '../../../src/plan/types';
import { compileUpgrades } from '../../../src/upgrade/plan/page';
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

const DEPLOYMENT = readFileSync('qa-plan/deployment.md', 'utf8');
const UPGRADED = compilePlan([{ file: 'qa-plan/notes.md', text: TEXT }], { ...vocabulary, partial: true });
const CHANGES = ['NOT-01', 'NOT-02', 'NOT-03', 'NOT-04', 'NOT-05', 'NOT-06'].map(
  (id) => `| ${id} | Get a record | admin, viewer | allow | deny | notes |\n`,
);
const CHANGES_HEADER = '| ID | Rule | Roles | 0.10.1 | 0.11.0 | Source |\n|---|---|---|---|---|---|\n';
const UPGRADE = planText(
  'upgrade',
  `# Upgrade\n\nProse.\n\n${CHANGES_HEADER}${CHANGES.slice(0, 3).join('')}
- A list

${CHANGES_HEADER.replace('0.10.1', '0.9.0')}${CHANGES.slice(3).join('')}`,
  'kind: upgrade\n',
);

/** For each kind of page: a text, how an ID looks in it, and how its rows are read. */
const PAGES: Record<string, { text: string; id: RegExp; read: (text: string) => Read }> = {
  matrix: {
    text: TEXT,
    id: /NOT-\d+/g,
    read: (text) => {
      const { plan, problems } = compilePlan([{ file: 'qa-plan/notes.md', text }], {
        ...vocabulary,
        partial: true,
      });
      return { ids: plan.files.flatMap(({ rules }) => rules.map(({ id }) => id)), problems };
    },
  },
  deployment: {
    text: DEPLOYMENT,
    id: /DEP-\d+/g,
    read: (text) => {
      const { requirements, problems } = compileDeployment(
        [{ file: 'qa-plan/deployment.md', text }],
        vocabulary.today,
      );
      return { ids: requirements.map(({ id }) => id), problems };
    },
  },
  upgrade: {
    text: UPGRADE,
    id: /NOT-\d+/g,
    read: (text) => {
      const { upgrades, problems } = compileUpgrades(
        [{ file: 'qa-plan/upgrade.md', text }],
        UPGRADED.plan,
        vocabulary,
      );
      return { ids: upgrades.flatMap(({ changes }) => changes.map(({ rule }) => rule)), problems };
    },
  },
};

/** The rows that were read, and what was told of the others. */
interface Read {
  ids: string[];
  problems: Problem[];
}

const unique = (ids: Iterable<string>) => [...new Set(ids)].sort();

for (const [kind, { text, id, read }] of Object.entries(PAGES)) {
  const rowsOf = (edited: string) => {
    const { ids, problems } = read(edited);
    const told = formatProblems(problems.filter(isError));
    return { shown: unique(edited.match(id) ?? []), read: unique(ids), told };
  };

  test(`the text of kind ${kind} that is edited has no problem, and all its rows`, () => {
    const { shown, ...found } = rowsOf(text);
    expect(shown.length).toBeGreaterThan(5);
    expect(found).toEqual({ read: shown, told: '' });
  });

  test(`no edit of a text of kind ${kind} loses a row without a word`, () => {
    const property = fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      const { shown, read: found, told } = rowsOf(edits.reduce<string[]>(apply, text.split('\n')).join('\n'));
      return told !== '' || isDeepStrictEqual(found, shown);
    });
    // The same edits each time, so that a run of one commit tells what it told before.
    expect(fc.check(property, { seed: 12, numRuns: 400 })).toMatchObject({ counterexample: null });
  });
}
