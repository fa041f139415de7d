import type { PlanSource } from '../../plan/compile';
import {
  DEPLOYMENTS,
  FLAWS,
  LEVELS,
  NEED_EXAMPLES,
  REFUSALS,
  readNeed,
  type Deployment,
  type Flaw,
  type Level,
  type Need,
  type Refusal,
} from './words';
import { COLUMNS, readDeploymentHeader, type DeploymentColumn } from './header';
import { frontMatterSchema, readFrontMatter } from '../../plan/front-matter';
import { Gaps, MARKED_GAP, splitReferences } from '../../plan/gaps';
import { isMatrix } from '../../plan/header';
import { readMarkdown, type SourceCell, type SourceRow } from '../../plan/markdown';
import { Problems } from '../../plan/problems';
import { SourceText, listItems } from '../../plan/source-text';
import { reportStrays } from '../../plan/strays';
import { unknownName } from '../../plan/suggest';
import type { GapNote, Position, Problem } from '../../plan/types';
import { ID_FORMAT } from '../../plan/words';

/** One row: a privilege that a deployment needs. */
export interface Requirement {
  id: string;
  deployment: Deployment;
  need: Need;
  /** The need as written. */
  needs: string;
  level: Level;
  /** What it is needed for, as prose. */
  purpose: string;
  refusal: Refusal;
  /** Known flaws of the refusal. */
  flaws: { flaw: Flaw; gap: GapNote }[];
  source: string;
  position: Position;
}

/** A page of this kind has no front matter keys of its own; those of a permission page are harmless. */
const FRONT_MATTER = frontMatterSchema({
  ...{ roles: [], requiredRoles: [], actions: new Map(), situations: [], offersOf: () => [] },
  ...{ actionFile: () => '', installs: ['local'], methods: [], today: '' },
});

/**
 * Turns the pages about deployment into requirements.
 * @param sources pages of kind `deployment`
 * @param today ISO date; known gaps that end before it have expired
 * @returns the valid rows, in page order, and all problems of the others
 */
export function compileDeployment(
  sources: readonly PlanSource[],
  today: string,
): { requirements: Requirement[]; problems: Problem[] } {
  const problems = new Problems();
  const ids = new Map<string, Position>();
  const requirements = sources.flatMap(({ file, text }) =>
    new PageReader(new SourceText(file, text), today, problems, ids).read(),
  );
  return { requirements, problems: problems.sorted() };
}

type Cells = ReadonlyMap<DeploymentColumn, SourceCell>;

class PageReader {
  constructor(
    private readonly source: SourceText,
    private readonly today: string,
    private readonly problems: Problems,
    private readonly ids: Map<string, Position>,
  ) {}

  read(): Requirement[] {
    const { markdown } = readFrontMatter(this.source, FRONT_MATTER, this.problems);
    const content = readMarkdown(markdown);
    const { source, problems } = this;
    const before = problems.count;
    reportStrays(content, { source, names: COLUMNS, isRead: isMatrix, problems });
    const gaps = new Gaps(source, content.footnotes, MARKED_GAP, this.today, problems);
    const tables = content.tables.filter(isMatrix);
    if (tables.length === 0 && problems.unchangedSince(before)) {
      this.problems.error(this.source.at(0), 'the page has no table with a column ID');
    }
    const requirements = tables.flatMap((table) => {
      const columns = readDeploymentHeader(table, this.source, this.problems);
      return columns === undefined ? [] : table.rows.flatMap((row) => this.row(row, columns, gaps) ?? []);
    });
    gaps.reportUnused(content.references);
    return requirements;
  }

  private row(
    row: SourceRow,
    columns: readonly DeploymentColumn[],
    gaps: Gaps<GapNote>,
  ): Requirement | undefined {
    const before = this.problems.count;
    if (row.cells.length !== columns.length) {
      this.problems.error(
        this.source.at(row.cells[0]?.offset ?? row.end),
        `the row has ${String(row.cells.length)} cells, its header ${String(columns.length)}`,
      );
      return undefined;
    }
    const cells: Cells = new Map(
      row.cells.flatMap((cell, index) => {
        const column = columns[index];
        return column === undefined ? [] : [[column, cell] as const];
      }),
    );
    const id = this.text(cells, 'ID');
    this.checkId(id);
    const deployment = this.word(cells, 'Deployment', 'deployment', DEPLOYMENTS);
    const needs = this.text(cells, 'Needs');
    const need = this.need(needs);
    const level = this.word(cells, 'Level', 'level', LEVELS);
    const refusal = this.word(cells, 'Without it', 'outcome', REFUSALS);
    const flaws = this.flaws(cells.get('Known gap'), gaps);
    const purpose = this.text(cells, 'For').plain;
    const source = this.text(cells, 'Source').plain;
    if (!this.problems.unchangedSince(before)) return undefined;
    if (!deployment || !need || !level || !refusal) return undefined;
    const position = this.source.at(id.offset);
    return {
      id: id.plain,
      deployment,
      need,
      needs: needs.plain,
      level,
      purpose,
      refusal,
      flaws,
      source,
      position,
    };
  }

  private text(cells: Cells, column: DeploymentColumn): SourceCell {
    const cell = cells.get(column) ?? { text: '', plain: '', offset: 0 };
    if (cell.plain === '') this.problems.error(this.source.at(cell.offset), `${column} is empty`);
    return cell;
  }

  private checkId({ plain, offset }: SourceCell): void {
    if (plain === '') return;
    const position = this.source.at(offset);
    if (!ID_FORMAT.test(plain)) {
      this.problems.error(position, `ID "${plain}" has other characters than A–Z, a–z, 0–9 and dashes`, [
        'write it like DEP-01',
      ]);
    }
    const first = this.ids.get(plain);
    if (first) {
      this.problems.error(position, `ID ${plain} is there twice, first on line ${String(first.line)}`);
    } else this.ids.set(plain, position);
  }

  private word<T extends string>(
    cells: Cells,
    column: DeploymentColumn,
    what: string,
    known: readonly T[],
  ): T | undefined {
    const { plain, offset } = this.text(cells, column);
    if (plain === '') return undefined;
    return this.oneOf(plain, offset, what, known);
  }

  private oneOf<T extends string>(
    written: string,
    offset: number,
    what: string,
    known: readonly T[],
  ): T | undefined {
    const found = known.find((word) => word === written);
    if (found === undefined) {
      this.problems.error(this.source.at(offset), unknownName(what, written, known), [
        `${what}s: ${known.join(', ')}`,
      ]);
    }
    return found;
  }

  private need({ plain, offset }: SourceCell): Need | undefined {
    if (plain === '') return undefined;
    const need = readNeed(plain);
    if (typeof need !== 'string') return need;
    this.problems.error(this.source.at(offset), need, [`written as: ${NEED_EXAMPLES.join(', ')}`]);
    return undefined;
  }

  /** `crash[^http500], left behind[^database]`: each flaw with the footnote that gives its end date. */
  private flaws(cell: SourceCell | undefined, gaps: Gaps<GapNote>): Requirement['flaws'] {
    if (cell === undefined) return [];
    return listItems(cell).flatMap((item) => {
      const { rest, references } = splitReferences(item);
      const flaw = this.oneOf(rest.text, rest.offset, 'flaw', FLAWS);
      const [reference] = references;
      if (reference === undefined || references.length > 1) {
        this.problems.error(this.source.at(item.offset), `"${rest.text}" has no footnote of its own`, [
          `write ${rest.text}[^id], and below the table a line [^id]: ${MARKED_GAP.text}`,
        ]);
        return [];
      }
      const gap = gaps.use(reference);
      return flaw === undefined || gap === undefined ? [] : [{ flaw, gap }];
    });
  }
}
