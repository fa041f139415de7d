import type { Cell, Rule } from '../../src/plan/types';
import type { Cells } from './run-cells';

/** A way to break an install, and the cells that may see it. */
export interface Mutant {
  name: string;
  kind: string;
  what: string;
  /** The rules that it concerns, in the order in which they are tried. */
  rules: readonly Rule[];
  /** The cells of a rule that may see it, in the order in which they are tried. */
  cellsOf: (rule: Rule) => readonly Cell[];
  /** What runs its cells while it is there, if not what runs those of the unbroken install. */
  cells?: Cells;
  break: () => Promise<unknown>;
  mend: () => Promise<unknown>;
}

/** What came of a mutant. */
export interface Trial {
  mutant: Pick<Mutant, 'name' | 'kind' | 'what'>;
  /** IDs of the rules that it concerns and that were tried. */
  concerned: readonly string[];
  /** IDs of those that turned red: one is enough to kill it. */
  killers: readonly string[];
  /** The first cell that saw it, and its verdict. */
  first?: string;
  /** The install is not as it was before; what is tried next on it proves nothing. */
  spoiled?: string;
}

/** A cell that is not as the plan says. */
interface Red {
  rule: Rule;
  cell: Cell;
  verdict: string;
}

const nameOf = ({ rule, cell }: Pick<Red, 'rule' | 'cell'>) => `${rule.id} ${cell.role}`;
const verdictOf = (failure: string) => failure.split(':')[0] ?? '';

/** Tries mutants on one install, one after the other. */
export class Bench {
  /** Red cells of the unbroken install, by their verdict; `undefined` for a green one. */
  private readonly unbroken = new Map<string, string | undefined>();

  /** @param green the unbroken install is known to be as the plan says, so a red cell on it is the last mutant's doing */
  constructor(
    private readonly cells: Cells,
    private readonly green = false,
  ) {}

  /**
   * Breaks the install, runs the rules that are concerned until the first red cell of each, and mends it. A red cell
   * kills only if its verdict is another one on the unbroken install.
   * @param once one killer is enough
   */
  async try(mutant: Mutant, { once = false } = {}): Promise<Trial> {
    const found: Red[] = [];
    const concerned: string[] = [];
    await mutant.break();
    try {
      for (const rule of mutant.rules) {
        concerned.push(rule.id);
        const red = await this.firstRed(rule, mutant.cellsOf(rule), mutant.cells);
        if (red) found.push(red);
        if (red && once) break;
      }
    } finally {
      await mutant.mend();
    }
    const { name, kind, what } = mutant;
    const trial = { mutant: { name, kind, what }, concerned };
    const [first] = found;
    if (!first) return { ...trial, killers: [] };
    const now = await this.verdict(first.rule, first.cell);
    const known = this.green || this.unbroken.has(nameOf(first));
    const before = known ? this.unbroken.get(nameOf(first)) : now;
    this.unbroken.set(nameOf(first), before);
    const killers: string[] = [];
    for (const red of found) if ((await this.whileUnbroken(red)) !== red.verdict) killers.push(red.rule.id);
    const spoiled = now === undefined || now === before ? undefined : `${nameOf(first)} stays ${now}`;
    const seen = killers.length > 0 ? { first: `${nameOf(first)}: ${first.verdict}` } : {};
    return { ...trial, killers, ...seen, ...(spoiled === undefined ? {} : { spoiled }) };
  }

  private async firstRed(rule: Rule, cells: readonly Cell[], by = this.cells): Promise<Red | undefined> {
    for (const cell of cells) {
      const verdict = await this.verdict(rule, cell, by);
      if (verdict !== undefined) return { rule, cell, verdict };
    }
    return undefined;
  }

  private async whileUnbroken(red: Red): Promise<string | undefined> {
    const name = nameOf(red);
    if (!this.unbroken.has(name)) this.unbroken.set(name, await this.verdict(red.rule, red.cell));
    return this.unbroken.get(name);
  }

  private async verdict(rule: Rule, cell: Cell, by = this.cells): Promise<string | undefined> {
    const failure = await by.failure(rule, cell);
    return failure === undefined ? undefined : verdictOf(failure);
  }
}
