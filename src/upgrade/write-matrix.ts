import { markdownTable } from 'markdown-table';
import { ROLES } from '../roles';
import { writeOutcome, type RecordedCell, type Recording } from './recording';

/** A recording as Markdown: a table per area, a row per rule, a column per role. */
export function writeMatrix({ release, date, witness, cells }: Recording): string {
  const areas = [...new Set(cells.map(({ area }) => area))].sort();
  const rules = new Set(cells.map(({ rule }) => rule)).size;
  const seenBy = witness === 'sql' ? 'by SQL' : 'through the API';
  return [
    `# What release ${release} allows`,
    '',
    `${String(cells.length)} cells of ${String(rules)} rules, recorded on ${date}; effects seen ${seenBy}.`,
    'ok: answered; ok+: something changed; a word: refused for that reason; !: neither answered nor refused.',
    ...areas.flatMap((area) => ['', `## ${area}`, '', ...table(cells.filter((cell) => cell.area === area))]),
    ...listed('Could not be tried', cells, 'untried'),
    ...listed('Not run', cells, 'not run'),
    '',
  ].join('\n');
}

function table(cells: readonly RecordedCell[]): string[] {
  const roles = ROLES.map(({ name }) => name).filter((name) => cells.some(({ role }) => role === name));
  const rules = [...new Set(cells.map(({ rule }) => rule))];
  const rows = [
    ['ID', 'Rule', 'Action', ...roles],
    ...rules.map((rule) => {
      const ofRule = cells.filter((cell) => cell.rule === rule);
      const [first] = ofRule;
      const found = roles.map((name) => brief(ofRule.find(({ role }) => role === name)));
      return [rule, first?.title ?? '', `\`${first?.action ?? ''}\``, ...found];
    }),
  ];
  return markdownTable(rows).split('\n');
}

/** A cell as one word. */
function brief(cell: RecordedCell | undefined): string {
  if (!cell) return '–';
  const { outcome, effect, canary } = cell;
  // The reason of a refusal must not hide that it changed or disclosed something.
  const harm = [...(effect.length > 0 ? ['+'] : []), ...(canary === true ? [' (read)'] : [])].join('');
  switch (outcome.kind) {
    case 'allowed':
      return `ok${effect.length > 0 ? '+' : ''}${canary === false ? ' (empty)' : ''}`;
    case 'denied':
      return `${outcome.reason}${harm}`;
    case 'error':
      return `! ${String(outcome.code)}${harm}`;
    case 'untried':
      return '! untried';
    case 'not run':
      return 'not run';
  }
}

function listed(title: string, cells: readonly RecordedCell[], kind: 'untried' | 'not run'): string[] {
  const lines = cells
    .filter(({ outcome }) => outcome.kind === kind)
    .map((cell) => `- ${cell.rule} ${cell.role}: ${writeOutcome(cell.outcome)}`);
  return lines.length > 0 ? ['', `## ${title}`, '', ...lines] : [];
}
