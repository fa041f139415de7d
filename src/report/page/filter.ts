import type { PageCell, PageIndex, PageRule } from './data';

/** What is shown; an empty text takes everything. */
export interface Filter {
  text: string;
  target: string;
  surface: string;
  area: string;
  role: string;
  verdict: string;
  severity: string;
  proof: string;
}

export const NO_FILTER: Filter = {
  ...{ text: '', target: '', surface: '', area: '', role: '', verdict: '', severity: '', proof: '' },
};

/** Kinds of verdicts that can be asked for together. */
export const VERDICT_KINDS = {
  finding: 'Findings',
  gap: 'Known gaps',
  proven: 'Proven',
  idle: 'Not run',
} as const;

/** Levels of proof that can be asked for; witnesses have their own names. */
export const PROOF_LEVELS = {
  full: 'answer, database, and a positive control of what is denied',
  'no database': 'nobody looked at the database',
  none: 'nobody looked',
} as const;

/** Whether a cell is of a verdict, a kind of verdicts, or a known gap of a verdict (`known gap: breach`). */
export function hasVerdict({ verdict, isFinding, judged }: PageCell, asked: string): boolean {
  switch (asked) {
    case '':
      return true;
    case 'finding':
      return isFinding;
    case 'gap':
      return verdict === 'known gap';
    case 'proven':
      return verdict === 'pass';
    case 'idle':
      return verdict === 'not run' || verdict === 'interrupted';
    default:
      return verdict === asked || (verdict === 'known gap' && `known gap: ${judged ?? ''}` === asked);
  }
}

/**
 * Whether a cell was looked at by a witness, or as well as a level of proof says. Nothing proves a known gap in full, and
 * what is allowed needs no positive control, for it is one.
 */
export function hasProof({ witnesses, expected, verdict }: PageCell, asked: string): boolean {
  const sawDatabase = witnesses.includes('sql') || witnesses.includes('read-back');
  switch (asked) {
    case '':
      return true;
    case 'full':
      return (
        verdict !== 'known gap' &&
        sawDatabase &&
        witnesses.includes('api') &&
        (expected.startsWith('allow') || witnesses.includes('positive control'))
      );
    case 'no database':
      return witnesses.length > 0 && !sawDatabase;
    case 'none':
      return witnesses.length === 0;
    default:
      return witnesses.some((each) => each === asked);
  }
}

/** Finds cells of an index quickly: the texts are made once. */
export class CellFinder {
  private readonly texts: string[];

  constructor(private readonly index: PageIndex) {
    this.texts = index.cells.map((cell) => textOf(cell, ruleOf(index, cell)));
  }

  /** The numbers of all cells that a filter takes, in the order of the plan. Words of its text may stand anywhere. */
  find(filter: Filter): number[] {
    const { cells } = this.index;
    const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
    const found: number[] = [];
    for (const [n, cell] of cells.entries()) {
      const rule = ruleOf(this.index, cell);
      const text = this.texts[n] ?? '';
      const takes =
        (filter.target === '' || rule.target === filter.target) &&
        (filter.surface === '' || cell.surface === filter.surface) &&
        (filter.area === '' || rule.area === filter.area) &&
        (filter.role === '' || cell.role === filter.role) &&
        (filter.severity === '' || rule.severity === filter.severity) &&
        hasVerdict(cell, filter.verdict) &&
        hasProof(cell, filter.proof) &&
        words.every((word) => text.includes(word));
      if (takes) found.push(n);
    }
    return found;
  }
}

/** The rule of a cell. @throws where there is none, which no page that was written whole has */
export function ruleOf({ rules }: Pick<PageIndex, 'rules'>, { rule }: Pick<PageCell, 'rule'>): PageRule {
  const found = rules[rule];
  if (!found) throw new Error(`a cell names rule ${String(rule)}, and there are ${String(rules.length)}`);
  return found;
}

const textOf = (cell: PageCell, rule: PageRule): string =>
  [
    ...[
      rule.rule,
      rule.title,
      rule.action,
      rule.given,
      rule.area,
      rule.file,
      `${rule.file}:${String(rule.line)}`,
    ],
    ...[
      cell.role,
      cell.variant,
      cell.surface,
      cell.control,
      cell.expected,
      cell.verdict,
      cell.judged,
      cell.seen,
    ],
  ]
    .filter((part) => part !== undefined)
    .join('\n')
    .toLowerCase();
