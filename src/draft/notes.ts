import { tableCell } from '../text/markdown';
import { writeDrafted } from './drafted';
import type { Draft } from './draft';
import type { Guess } from './guess';
import { writeTable } from './markdown-table';

/** What the notes beside a patch tell. */
export interface Noted {
  release: string;
  drafts: readonly Draft[];
  /** Roles that the matrix has no column for. */
  without: readonly string[];
  /** How a method without an action was called. */
  guess?: Guess;
}

/** The notes of a draft: what was seen of each role, how it was tried, and what a reviewer must do. */
export function writeNotes(name: string, { release, drafts, without, guess }: Noted): string {
  const parts = [
    `# Draft of ${name}`,
    `Seen on release ${release}. Where the row says \`allow?\` the role did it: write \`allow\` if it may, and \`deny: <reason>\` if ` +
      'it may not. `npx qa-plan check` rejects the row until then.',
    ...drafts.flatMap(({ call, cells }) => [
      `## ${call.text}`,
      writeTable({
        header: ['Role', 'Drafted', 'Seen'],
        align: [],
        rows: cells.map(({ role, drafted, seen }) => [role, writeDrafted(drafted), tableCell(seen)]),
      }),
      ...(cells.some(({ drafted }) => drafted.kind === 'allow')
        ? []
        : [
            'No role succeeded, so no denial is proven: the row needs a positive control, or an attempt that works.',
          ]),
    ]),
    ...(guess ? writeGuess(name, guess, drafts) : []),
    ...(without.length > 0 ? [`The matrix has no column for ${without.join(', ')}.`] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function writeGuess(name: string, { parameters }: Guess, drafts: readonly Draft[]): string[] {
  const changed = drafts.flatMap(({ cells }) => cells).some(({ changes }) => changes);
  const rows = parameters.map(({ name: parameter, type, value, why }) => [
    parameter,
    type,
    value === undefined ? '' : `\`${value}\``,
    why,
  ]);
  return [
    '## How it was called',
    'No action tries this method, so its arguments were guessed from what the install tells of it.',
    rows.length > 0
      ? writeTable({ header: ['Parameter', 'Type', 'Value', 'Why'], align: [], rows })
      : 'The install tells of no parameters; it was called without any.',
    `A rule needs an action: add one to \`src/actions/\` that sends this${changed ? ', and let it state all that it changes' : ''}.`,
    [
      '```ts',
      `action('${name}', {}, (context) => ({`,
      `  request: { rpc: '${name}', params: {${skeleton(parameters)}} },`,
      ...(changed ? ['  changes: [],'] : []),
      '})),',
      '```',
    ].join('\n'),
  ];
}

const skeleton = (parameters: Guess['parameters']) =>
  parameters.length === 0 ? '' : ` ${parameters.map(({ name, code }) => `${name}: ${code}`).join(', ')} `;
